"""Work in forked processes, where that pays and is sound."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from .garbage import settle

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")


class Workers:
    """Runs functions on items, several at a time.

    ``count`` is how many at the same time, 0 for one per processor. ``warm`` is called before the first process is
    forked, so that all inherit what it prepares. Functions and items are pickled; what a module holds is inherited.
    """

    def __init__(self, count: int, warm: Callable[[], Any]) -> None:
        self.count = count or os.cpu_count() or 1
        self._warm = warm
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is None:
            return
        if kind is not None:
            import multiprocessing

            for process in multiprocessing.active_children():
                process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None

    def each(self, function: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
        """Results as they are done."""
        if not self._pays(items):
            yield from map(function, items)
            return
        from concurrent.futures import as_completed

        futures = [self._opened().submit(function, item) for item in items]
        for future in as_completed(futures):
            yield future.result()

    def all(self, function: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """Results in the order of the items."""
        if not self._pays(items):
            return list(map(function, items))
        return list(self._opened().map(function, items))

    def _pays(self, items: Sequence[Any]) -> bool:
        return self._pool is not None or (min(self.count, len(items)) > 1 and may_fork())

    def _opened(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Only where workers are needed: a build with nothing to do starts without these modules.
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            self._warm()
            settle()
            self._pool = ProcessPoolExecutor(self.count, mp_context=multiprocessing.get_context("fork"))
        return self._pool


def may_fork() -> bool:
    """Whether a forked worker would be sound.

    The validator keeps a pool of threads once it has run; a fork would inherit their locks but not the threads. On
    macOS system libraries do not survive a fork.
    """
    return hasattr(os, "fork") and sys.platform != "darwin" and "page" not in sys.modules
