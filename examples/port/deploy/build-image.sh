#!/bin/sh
docker build -t toy .
docker run --rm --gpus all -e CUDA_VISIBLE_DEVICES=0 toy
