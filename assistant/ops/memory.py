"""Memory that the program gives back: what a change of the library needed for a moment is not kept for good.

The C library keeps freed memory in pools, one for each thread at first; a server with tens of threads that make
figures and indexes anew, now in one and now in another, grows with each pool that was once used. Elsewhere than with
glibc nothing is done.
"""

from __future__ import annotations

import ctypes
import os

POOLS = 2
_ARENA_MAX = -8
"""M_ARENA_MAX of malloc.h."""


def bound() -> bool:
    """Let the program use few pools; to be called once, before threads start. Whether that was possible.

    What the environment sets (MALLOC_ARENA_MAX) stays.
    """
    if "MALLOC_ARENA_MAX" in os.environ:
        return False
    mallopt = getattr(_library(), "mallopt", None)
    return mallopt is not None and bool(mallopt(_ARENA_MAX, POOLS))


def give_back() -> bool:
    """Give freed memory back to the system; whether there was any."""
    trim = getattr(_library(), "malloc_trim", None)
    return trim is not None and bool(trim(0))


def _library() -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(None)
    except (OSError, TypeError):
        return None
