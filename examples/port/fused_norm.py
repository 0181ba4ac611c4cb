import torch
import triton
import triton.language as tl

_extension = None


def _load():
    global _extension
    if _extension is None:
        from torch.utils.cpp_extension import load

        _extension = load(name="norm", sources=["kernels/norm.cu"])
    return _extension


@triton.jit
def _scale(x, gain, out, size: tl.constexpr):
    at = tl.program_id(0) * size + tl.arange(0, size)
    tl.store(out + at, tl.load(x + at) * tl.load(gain + tl.arange(0, size)))


def rms_norm(x, gain):
    if x.is_cuda and x.shape[-1] % 32 == 0:
        return _load().rms_norm(x, gain)
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-6) * gain
