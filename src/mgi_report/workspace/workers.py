"""Work in forked processes, where that pays and is sound. They end with the process that forked them."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from ..errors import ReportError
from .garbage import settle
from .leash import end_with

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor


class Warm(Protocol):
    """What workers share; it can be got ready before they are forked."""

    def warm(self) -> None:
        """Do once what every item needs."""


S = TypeVar("S", bound=Warm)
T = TypeVar("T")
R = TypeVar("R")

_SIGNALS = {signal.SIGINT, signal.SIGTERM}
_shared: Any = None  # what forked workers inherit


class Pending(Generic[R]):
    """Results that may be on their way: iterated as they are done, or all of them in the order of the items."""

    def __init__(self, here: Iterator[R], futures: Sequence[Future[R]] = (), executor: str = "") -> None:
        self._here, self._futures, self._executor = here, futures, executor

    def __iter__(self) -> Iterator[R]:
        if self._futures:
            from concurrent.futures import as_completed

            for future in as_completed(self._futures):
                yield self._result(future)
        yield from self._here

    def all(self) -> list[R]:
        """The results in the order of the items."""
        return [*map(self._result, self._futures), *self._here]

    def _result(self, future: Future[R]) -> R:
        try:
            return future.result()
        except ReportError:
            raise
        except Exception as error:
            if not self._executor:
                raise
            from .elsewhere import failed

            raise failed(self._executor, error) from error


class Workers(Generic[S]):
    """Calls functions with what is ``shared`` and one item after the other, several at a time.

    ``count`` is how many at the same time, 0 for as many as use the processors best (:func:`best_count`). What is
    shared is got ready before the first process is forked, so that all inherit it; functions, items and results are
    pickled. With an ``executor``, as ``module:factory``, that one does the work (:mod:`.elsewhere`).
    """

    def __init__(self, count: int, shared: S, executor: str = "") -> None:
        self.count = count
        self.shared = shared
        self._pool: ProcessPoolExecutor | None = None
        self._name, self._foreign = executor, ExitStack()
        self._hand_over: Callable[..., Future[Any]] | None = None

    def __enter__(self) -> Workers[S]:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._foreign.close()
        if self._pool is None:
            return
        if kind is not None:
            import multiprocessing

            for process in multiprocessing.active_children():
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def start(self, function: Callable[[S, T], R], items: Sequence[T]) -> Pending[R]:
        """Begin with some items; without processes, each is done when its result is asked for."""
        if self._name:
            hand_over = self._handed_over()
            return Pending(iter(()), [hand_over(function, item) for item in items], self._name)
        count = self.count or best_count(os.cpu_count() or 1, len(items))
        if self._pool is None and (min(count, len(items)) < 2 or not may_fork()):
            return Pending(function(self.shared, item) for item in items)
        pool = self._opened(count)
        with _signals_held_back():
            return Pending(iter(()), [pool.submit(_call, function, item) for item in items])

    def _handed_over(self) -> Callable[..., Future[Any]]:
        """What hands a function and an item to the executor that was named."""
        if self._hand_over is None:
            from .elsewhere import Parcel, call_elsewhere, executor_named

            executor = self._foreign.enter_context(executor_named(self._name))
            parcel = Parcel.of(self.shared)
            self._hand_over = lambda function, item: executor.submit(call_elsewhere, parcel, function, item)
        return self._hand_over

    def _opened(self, count: int) -> ProcessPoolExecutor:
        global _shared
        if self._pool is None:
            # Only where workers are needed: a build with nothing to do starts without these modules.
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            self.shared.warm()
            settle()
            _shared = self.shared
            self._pool = ProcessPoolExecutor(count, multiprocessing.get_context("fork"), obey)
        return self._pool


@contextlib.contextmanager
def _signals_held_back() -> Iterator[None]:
    """Have no process be forked that a signal reaches before it knows what to do about it; the signal comes later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def obey() -> None:
    """Let a worker end at once when it is told to, or when its parent is no more, and leave Ctrl-C to its parent.

    A handler that raises, inherited from the parent, may do so while the worker holds the lock of the results; then the
    worker, its neighbours and who waits for them never end.
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    import multiprocessing

    parent = multiprocessing.parent_process()
    assert parent is not None
    end_with(parent.sentinel)


def best_count(processors: int, items: int) -> int:
    """How many processes get a number of like items done soonest.

    One for each processor; one more where a few items would leave a processor idle while the last of them is made:
    three that share two processors end at about the same time.
    """
    uneven = processors > 1 and processors < items < 4 * processors and items % processors
    return processors + bool(uneven)


def _call(function: Callable[[Any, T], R], item: T) -> R:
    return function(_shared, item)


def may_fork() -> bool:
    """Whether a forked worker would be sound.

    The validator keeps a pool of threads once it has run; a fork would inherit their locks but not the threads. On
    macOS system libraries do not survive a fork.
    """
    return hasattr(os, "fork") and sys.platform != "darwin" and "page" not in sys.modules
