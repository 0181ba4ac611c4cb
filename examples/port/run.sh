#!/bin/bash
# Starts training on all devices of the node; nvidia-smi in a comment is not run.
set -euo pipefail
export CUDA_VISIBLE_DEVICES="${CUDA_VISIBLE_DEVICES:-0,1,2,3,4,5,6,7}"
export NCCL_DEBUG=WARN NCCL_SOCKET_IFNAME=eth0
export PYTORCH_CUDA_ALLOC_CONF=expandable_segments:True
echo "training on cuda with nccl"
nvidia-smi --query-gpu=name --format=csv
torchrun --nproc_per_node=8 train.py --device cuda --backend nccl "$@"
