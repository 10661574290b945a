"""Processes that end with the one that started them, whatever ended that one: a signal, want of memory, a fault."""

from __future__ import annotations

import os
import select
import threading


def end_with(pipe: int) -> None:
    """End this process as soon as nobody holds the other end of a pipe any more, whatever it is doing then.

    ``pipe`` is the number of the end to read from; what comes through it is left to others. Native code that keeps
    Python's lock delays the end until it returns. Nothing happens where pipes cannot be watched (Windows).
    """
    if hasattr(select, "poll"):
        threading.Thread(target=_watch, args=(pipe,), daemon=True).start()


def _watch(pipe: int) -> None:
    watched = select.poll()
    watched.register(pipe, 0)  # that the other end was closed is told unasked
    if any(event & select.POLLHUP for _, event in watched.poll()):
        os._exit(1)
