"""Work that makes thousands of things that all stay: what the garbage collector need not look at."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = (200_000, 20, 20)  # instead of (700, 10, 10)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the garbage collector look seldom: it would go through thousands of posts again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
