import torch
import torch.nn as nn

from flash_attn import flash_attn_func

from fused_norm import rms_norm


class Attention(nn.Module):
    def __init__(self, width=1024, heads=16):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)

    def forward(self, x):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).unbind(2)
        return self.out(flash_attn_func(q, k, v, causal=True).reshape(batch, length, width))


class Block(nn.Module):
    def __init__(self, width=1024):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width))
        self.attention = Attention(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.SiLU(), nn.Linear(4 * width, width))

    def forward(self, x):
        x = x + self.attention(rms_norm(x, self.gain))
        return x + self.mlp(rms_norm(x, self.gain))


class ToyModel(nn.Module):
    def __init__(self, vocabulary=32000, width=1024, layers=8):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.blocks = nn.ModuleList(Block(width) for _ in range(layers))
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, tokens):
        x = self.embedding(tokens)
        for block in self.blocks:
            x = block(x)
        logits = self.head(x[:, :-1])
        return nn.functional.cross_entropy(logits.flatten(0, 1).float(), tokens[:, 1:].flatten())
