"""Work handed to an executor that somebody else made: Dask, Ray, MPI, whatever is a ``concurrent.futures.Executor``.

A process of such an executor inherits nothing. It is sent what is shared, once, with a fingerprint of the files that it
depends on; where it finds other files, nothing is made of them. A process does one thing at a time.
"""

from __future__ import annotations

import contextlib
import pickle
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from ..errors import ExitCode, Kind, ReportError
from .cache import digest, inputs_hash
from .inputs import Run, one_run
from .places import Workspace

_lock = threading.Lock()
_known: dict[str, tuple[Any, Run]] = {}


@dataclass(frozen=True)
class Parcel:
    """What items share, pickled: its workspace and a fingerprint of that one's files."""

    data: bytes
    workspace: Workspace
    inputs: str

    @classmethod
    def of(cls, shared: Any) -> Parcel:
        """Pack something that has a ``workspace``."""
        return cls(pickle.dumps(shared), shared.workspace, inputs_hash(shared.workspace))


@contextlib.contextmanager
def executor_named(name: str) -> Iterator[Executor]:
    """The executor that ``module:factory`` makes, to the end.

    Raises :class:`ReportError` (usage) where there is none.
    """
    module, _, factory = name.partition(":")
    try:
        executor: Executor = getattr(import_module(module), factory)()
        _ = executor.submit
    except Exception as error:
        hint = "name a function that returns a concurrent.futures.Executor, as package.module:function"
        message = f"no executor can be had from {name}: {error or type(error).__name__}"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE) from error
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def failed(name: str, error: Exception) -> ReportError:
    """What to say where an executor lost what it was given."""
    hint = "look at its own log; without --executor the work is done on this machine"
    message = f"the executor {name} gave nothing back: {error or type(error).__name__}"
    return ReportError(message, ExitCode.MISSING, hint=hint, kind=Kind.ENGINE_MISSING)


def call_elsewhere(parcel: Parcel, function: Callable[[Any, Any], Any], item: Any) -> Any:
    """Call a function with what is shared and an item; what a process of an executor does.

    Raises :class:`ReportError` (data) where it has other files than the process that asks.
    """
    with _lock:
        key = digest(parcel.inputs, parcel.data.hex())
        shared, run = _known.get(key) or _unpacked(parcel, key)
        with one_run(run):
            return function(shared, item)


def _unpacked(parcel: Parcel, key: str) -> tuple[Any, Run]:
    _known.clear()
    with one_run() as run:
        if inputs_hash(parcel.workspace) != parcel.inputs:
            message = "a process of the executor has other files, or another version of the program"
            hint = "give all of them the same folder, and build again"
            raise ReportError(message, hint=hint, kind=Kind.INPUT_CHANGED)
        shared = pickle.loads(parcel.data)  # noqa: S301
        shared.warm()
    _known[key] = shared, run
    return shared, run
