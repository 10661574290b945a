"""A process of its own for whatever reads PDFs that we did not make, with limits of memory, time and depth.

Libraries that read PDFs can be made to take all memory, to work for ever, or to end the process they are in. So they
are called in one that may end, and its end becomes a sentence about the file. The limits (docs/limits.md) keep a
machine at work; they are no fence against code that a file would bring to run.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import stat
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import ExitCode, Kind, Problem, ReportError
from ..text.sizes import say_size
from ..workspace.aside import Aside, BrokenError

LARGEST = 500_000_000
"""Bytes of a PDF that somebody hands in."""
MEMORY, MEMORY_PER_BYTE = 800_000_000, 16
"""Bytes of memory that work may take, and more for each byte of the files."""
SECONDS, SECONDS_PER_MB = 20, 60
"""Seconds of processor time that work may take, and more for each million bytes of the files."""
PATIENCE = 4
"""Seconds that may pass for each second of processor time: other programs want their share."""
STACK = 112 * 2**20
"""Bytes of stack, which is the depth to which things may be nested; Linux leaves room for so much at least."""

_REMEDY = "open it in the program that made it and save it as PDF again, or print it to a new PDF"
_LOG = logging.getLogger("mgi_report")

Remark = tuple[int, str]
"""Level and words of what was logged."""


class Listener(logging.Handler):
    """Keeps what is logged, from a level on."""

    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.remarks: list[Remark] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what a record says."""
        self.remarks.append((record.levelno, record.getMessage()))


class Limits(NamedTuple):
    """What a piece of work may take: bytes of memory, seconds of processor time."""

    memory: int
    seconds: int


def read_pdf(file: Path) -> bytes:
    """The bytes of a PDF that somebody hands in.

    Raises :class:`OSError`, and :class:`ReportError` for what is too large or no file: a device has no end.
    """
    with open(file, "rb", opener=_without_waiting) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise _refusal(file, "this is no file but a device or a pipe", "save it as a file first", Kind.UNREADABLE)
        pdf = stream.read(LARGEST + 1)
    if len(pdf) > LARGEST:
        message = f"the file has {say_size(status.st_size)}; at most {say_size(LARGEST)} are read"
        raise _refusal(file, message, "make it smaller, or bind parts of it", Kind.TOO_LARGE)
    return pdf


def _without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _refusal(file: Path, message: str, hint: str, kind: Kind) -> ReportError:
    return ReportError([Problem(str(file), message=message, hint=hint, kind=kind)], ExitCode.DATA)


class Guard:
    """Calls functions in a process with limits, which is started when it is needed and ends with the block."""

    def __init__(self) -> None:
        self._aside: Aside | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def warm(self, function: str) -> None:
        """Have a function run that gets the process ready, while the caller does something else."""
        with contextlib.suppress(BrokenError):
            self._opened().tell(function)

    def call(self, function: str, *given: Any, files: Sequence[str], size: int) -> Any:
        """The result of a function, called as ``package.module:function`` with what can be pickled.

        ``files`` are those of somebody else that are read, and ``size`` is the bytes of all files that are. Raises what
        the function raises; where the process ends, or takes more than it may, a :class:`ReportError` that says so.
        """
        limits = Limits(MEMORY + MEMORY_PER_BYTE * size, SECONDS + SECONDS_PER_MB * size // 1_000_000)
        aside = self._opened()
        timer = threading.Timer(limits.seconds * PATIENCE, aside.process.kill)
        timer.daemon = True
        timer.start()
        try:
            aside.ask(f"{__name__}:work", limits, function, given)
            result, remarks = aside.answer()
        except (BrokenError, MemoryError) as error:
            with contextlib.suppress(Exception):
                aside.process.wait(1)
            why = _cause(error, aside.process.returncode, limits)
            self._close()
            raise _end(why, files) from None
        finally:
            timer.cancel()
        for level, words in remarks:
            _LOG.log(level, "%s", words)
        return result

    def _opened(self) -> Aside:
        if self._aside is None:
            self._aside = Aside()
        return self._aside

    def _close(self) -> None:
        if self._aside is not None:
            self._aside.close()
        self._aside = None


def _cause(error: Exception, code: int | None, limits: Limits) -> str:
    """Why a process ended, as far as that can be known; the timer kills it, and nobody else is expected to."""
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return f"it takes more than {limits.seconds} seconds to read"
    if code in (-signal.SIGSEGV, -signal.SIGBUS):
        return "it is nested too deeply to be read, or damaged"
    memory = f"it takes more than {say_size(limits.memory)} of memory to read"
    return memory if isinstance(error, MemoryError) else f"{memory}, or is damaged"


def _end(why: str, files: Sequence[str]) -> ReportError:
    if len(files) == 1:
        return ReportError([Problem(files[0], message=why, hint=_REMEDY, kind=Kind.PDF_LIMIT)])
    message = f"of one of these files is true that {why}: {', '.join(files)}"
    hint = "bind one of them at a time to see which it is"
    return ReportError([Problem(message=message, hint=hint, kind=Kind.PDF_LIMIT)])


# In the process aside

_guarded = False


def is_guarded() -> bool:
    """Whether this is a process with limits, in which the files of somebody else are read."""
    return _guarded


def work(limits: Limits, function: str, given: Sequence[Any]) -> tuple[Any, list[Remark]]:
    """Call a function within limits; its result, and what was logged."""
    from importlib import import_module

    global _guarded
    _guarded = True
    _limit(limits)
    module, _, name = function.partition(":")
    listener = Listener(logging.DEBUG)
    _LOG.handlers[:], _LOG.propagate = [listener], False
    _LOG.setLevel(logging.DEBUG)
    return getattr(import_module(module), name)(*given), listener.remarks


def _limit(limits: Limits) -> None:
    """Hold this process to limits, as far as the system can; what dying libraries print is not heard."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        import resource
    except ImportError:  # Windows
        return
    _set(resource.RLIMIT_CORE, 0)
    _set(resource.RLIMIT_CPU, int(time.process_time()) + 1 + limits.seconds)
    if sys.platform == "linux":  # elsewhere it does not count what is mapped
        _set(resource.RLIMIT_DATA, limits.memory)
        _set(resource.RLIMIT_STACK, STACK)


def _set(what: int, limit: int) -> None:
    """Set a limit as far as the hard one allows, which stays, so that the next work may have more."""
    import resource

    _, hard = resource.getrlimit(what)
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))
