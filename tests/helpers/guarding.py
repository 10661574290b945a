"""Work for the process that reads files of somebody else: what breaks it down, and the same work done here."""

from __future__ import annotations

import os
import signal
import sys
import time
from importlib import import_module
from typing import Any

import pytest

from mgi_report.pdf.guard import Guard


def unguarded(guard: Any, function: str, *given: Any, files: Any, size: int) -> Any:
    """In place of ``Guard.call``: the function called here, where tests can change what it uses."""
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)(*given)


def read_here(patch: pytest.MonkeyPatch) -> None:
    """Have files of somebody else read in this process, which knows the libraries already."""
    patch.setattr(Guard, "call", unguarded)
    patch.setattr(Guard, "warm", lambda *_: None)


def fill() -> None:
    """Take more memory than there is, in pieces that are used."""
    held = []
    while True:
        held.append(bytearray(10_000_000))


def fill_aside() -> int:
    """The same, and go on living; the bytes that could be had."""
    held = []
    try:
        while len(held) < 1000:
            held.append(bytearray(10_000_000))
    except MemoryError:
        pass
    return sum(map(len, held))


def spin() -> None:
    """Work for ever."""
    while True:
        pass


def sleep() -> None:
    """Wait for ever."""
    time.sleep(1000)


def die(name: str) -> None:
    """End by a signal, with words of a library."""
    os.write(2, b"terminate called after throwing an instance of std::bad_alloc\n")
    os.kill(os.getpid(), getattr(signal, name))


def pid() -> int:
    """Of the process."""
    return os.getpid()


def recurse() -> int:
    """Go deeper than Python goes."""
    return recurse() + sys.maxsize
