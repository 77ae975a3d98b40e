"""Loading in haste: Python's search for garbage waits while a scenario is built.

What is built here is kept and holds no cycles worth finding; searching it again and again while it grows takes a fifth
of the time that loading takes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def without_collector(work: Callable[P, R]) -> Callable[P, R]:
    """The same work, without the collector of cycles; it goes on afterwards if it was on before."""

    @wraps(work)
    def hasty(*args: P.args, **kwargs: P.kwargs) -> R:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return work(*args, **kwargs)
        finally:
            if was_on:
                gc.enable()

    return hasty
