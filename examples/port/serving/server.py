"""Serves the model with four-bit weights."""

import subprocess

import pynvml
import torch
from transformers import AutoModelForCausalLM, BitsAndBytesConfig


def free_memory():
    pynvml.nvmlInit()
    handle = pynvml.nvmlDeviceGetHandleByIndex(0)
    return pynvml.nvmlDeviceGetMemoryInfo(handle).free


def load(path):
    if torch.cuda.get_device_capability()[0] < 8:
        raise RuntimeError("needs cuda with sm_80 or later")
    model = AutoModelForCausalLM.from_pretrained(
        path,
        attn_implementation="flash_attention_2",
        quantization_config=BitsAndBytesConfig(load_in_4bit=True),
        device_map={"": "cuda:0"},
    )
    return torch.compile(model.eval())


def topology():
    return subprocess.run(["nvidia-smi", "topo", "-m"], capture_output=True, check=True).stdout
