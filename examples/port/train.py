"""Trains the toy model. Run it with run.sh; a docstring may say torch.cuda or "nccl" freely."""

import argparse
import os

import torch
import torch.distributed as dist
from torch import cuda
from torch.cuda.amp import GradScaler, autocast
from torch.nn.parallel import DistributedDataParallel

from apex.optimizers import FusedAdam

from model import ToyModel

os.environ.setdefault("NCCL_IB_DISABLE", "0")


def parse():
    parser = argparse.ArgumentParser()
    parser.add_argument("--device", default="cuda", help="cuda or cpu")
    parser.add_argument("--backend", default="nccl")
    parser.add_argument("--steps", type=int, default=1000)
    return parser.parse_args()


def main():
    args = parse()
    rank = int(os.environ.get("LOCAL_RANK", "0"))
    dist.init_process_group(backend=args.backend)
    if args.backend == "nccl":
        cuda.set_device(rank)
    device = torch.device(f"cuda:{rank}")

    model = ToyModel().to(device)
    model = DistributedDataParallel(model, device_ids=[rank])
    optimizer = FusedAdam(model.parameters(), lr=3e-4)
    scaler = GradScaler()

    # Not a finding: torch.cuda.empty_cache() in a comment.
    for step in range(args.steps):
        tokens = torch.randint(0, 32000, (8, 2048)).cuda(non_blocking=True)
        with autocast():
            loss = model(tokens)
        scaler.scale(loss).backward()
        scaler.unscale_(optimizer)
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        scaler.step(optimizer)
        scaler.update()
        optimizer.zero_grad()
        if step % 100 == 0 and rank == 0:
            used = torch.cuda.max_memory_allocated() >> 20
            print(f"step {step}: loss {loss.item():.3f}, cuda memory {used} MiB")


if __name__ == "__main__":
    main()
