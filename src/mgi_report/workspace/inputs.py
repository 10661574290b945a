"""Input files, read once in a run: fingerprint, model and attachment of a file come from the same bytes.

People save files while a build runs. Within :func:`one_run` a file that was read stays as it was then, in forked
workers too. What other libraries and processes open by name, the fonts above all, cannot be handed out; it is watched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import ExitCode, Kind, Problem, ReportError
from .places import shown

State = tuple[int, int, int]


@dataclass
class Run:
    """What was read in a run: ``held`` are the bytes, ``sums`` their checksums, ``seen`` the states of files before;
    those ``watched`` must stay so."""

    held: dict[Path, bytes] = field(default_factory=dict)
    sums: dict[Path, bytes] = field(default_factory=dict)
    seen: dict[Path, State | None] = field(default_factory=dict)
    watched: set[Path] = field(default_factory=set)


_run: Run | None = None


@contextmanager
def one_run(earlier: Run | None = None) -> Iterator[Run]:
    """Until the end every input file is read once; a run within a run is a part of it.

    With an ``earlier`` run, what was read in that one is not read again.
    """
    global _run
    if _run is not None:
        yield _run
        return
    _run = earlier or Run()
    try:
        yield _run
    finally:
        _run = None


def read(file: Path, most: int = -1) -> bytes:
    """The bytes of an input file, as they were when it was first read in this run.

    Of a file with more than ``most`` bytes only so many are read, each time. Raises :class:`OSError`.
    """
    name = file.absolute()
    if _run and name in _run.held:
        return _run.held[name][: most if most >= 0 else None]
    if _run:
        _run.seen.setdefault(name, _state_of(name))
    with name.open("rb") as stream:
        data = stream.read(most)
        if _run and (most < 0 or not stream.read(1)):
            _run.held[name] = data
    return data


def checksum(file: Path) -> bytes:
    """The SHA-256 of :func:`read`, taken once in a run."""
    name = file.absolute()
    known = _run.sums.get(name) if _run else None
    found = known or hashlib.sha256(read(file)).digest()
    if _run and name in _run.held:
        _run.sums[name] = found
    return found


def state(file: Path) -> State:
    """Size and times of a file: a program may set the time of its change, but not that of its inode's, which every
    change moves."""
    status = file.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def watch(files: Iterable[Path]) -> None:
    """See to it that files which others open by name stay as they were when this run first saw them."""
    if _run:
        for name in map(Path.absolute, files):
            _run.watched.add(name)
            _run.seen.setdefault(name, _state_of(name))


def demand_unchanged() -> None:
    """Raise :class:`ReportError` (data) where a watched file is another one by now."""
    changed = [name for name in sorted(_run.watched) if _state_of(name) != _run.seen[name]] if _run else []
    if changed:
        message, hint = "this file was changed while it was used", "build again"
        problems = [Problem(shown(name), message=message, hint=hint, kind=Kind.INPUT_CHANGED) for name in changed]
        raise ReportError(problems, ExitCode.DATA)


def _state_of(name: Path) -> State | None:
    try:
        return state(name)
    except OSError:
        return None
