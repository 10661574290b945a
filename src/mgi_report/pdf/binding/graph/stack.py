"""A stack deep enough for qpdf, which copies objects by recursion.

The depth is the longest chain of references in a file: bookmarks refer to the next bookmark, beads of an article to the
next bead, tags to the tags within. A stack that ends ends the process, without a word.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_BYTES = 2**27
"""Room for about 250,000 references. Memory is taken only as far as it is used, but a limit of it counts all."""

Result = TypeVar("Result")


def with_deep_stack(function: Callable[[], Result]) -> Result:
    """Call a function on a deep stack; on the present one where the machine gives none."""
    before = threading.stack_size()
    try:
        threading.stack_size(_BYTES)
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(function)
    except (RuntimeError, ValueError):
        return function()
    finally:
        threading.stack_size(before)
    return future.result()
