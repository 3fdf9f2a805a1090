"""What the processor gives torch: threads, and instructions for narrow numbers."""

from __future__ import annotations

import os
from functools import lru_cache


def threads() -> int:
    """The processors this process may use: more threads than that slow torch down."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on every system
        return max(1, os.cpu_count() or 1)


@lru_cache(maxsize=1)
def has_bfloat16() -> bool:
    """Whether the processor has instructions for bfloat16 (AMX or AVX512-BF16); without them it is slower."""
    import torch

    asked = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return any(getattr(torch.cpu, name, bool)() for name in asked)
