"""When Python looks for cyclic garbage: between documents, never while one is made.

Typesetting makes hundreds of thousands of objects that all live until the document is written; looking through them
again and again takes up to a third of the time and finds nothing. What a document leaves behind is collected before
the next one, so that a process needs the memory of one document, not of many.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
from collections.abc import Iterator

_settled = False


def look_rarely() -> None:
    """For a program that ends soon: look only when very much has been made."""
    gc.set_threshold(200_000, 50, 50)


def settle() -> None:
    """Never again look through what lives now, as what a process has imported and prepared.

    To be called before workers are forked too: what is not looked through stays shared with them.
    """
    global _settled
    if not _settled:
        gc.freeze()
        _settled = True


def give_back() -> None:
    """Give memory that was freed in small pieces back to the system, where the C library can (glibc)."""
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def tidy() -> None:
    """Collect what documents left behind, where it costs nobody time."""
    gc.collect()
    give_back()


@contextlib.contextmanager
def one_document(*, tidied: bool = False) -> Iterator[None]:
    """Collect what is left of the document before, unless others see to it; then do not look until this one is made."""
    if not gc.isenabled():
        yield
        return
    if _settled and not tidied:
        tidy()
    settle()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
