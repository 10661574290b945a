"""Executors of others: one of the standard library whose processes inherit nothing, and Dask."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from typing import Any


def strangers() -> Executor:
    """Two new processes."""
    return ProcessPoolExecutor(2, multiprocessing.get_context("spawn"))


class Losing(Executor):
    """Takes work and loses it."""

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        """A future of a machine that went away."""
        future: Future[Any] = Future()
        future.set_exception(ConnectionError("the machine went away"))
        return future


def nothing() -> None:
    """No executor."""


class _Cluster(Executor):
    """Two processes of Dask, each with a working folder of its own, to the end."""

    def __init__(self) -> None:
        from distributed import Client, LocalCluster

        self._folder = tempfile.TemporaryDirectory()
        os.environ["DASK_DISTRIBUTED__WORKER__DAEMON"] = "False"
        self._cluster = LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=self._folder.name
        )
        self._client = Client(self._cluster)
        self._executor = self._client.get_executor(pure=False)

    def submit(self, function: Any, /, *given: Any, **named: Any) -> Future[Any]:
        """Hand work to the cluster."""
        future: Future[Any] = self._executor.submit(function, *given, **named)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the cluster."""
        self._client.close()
        self._cluster.close()
        self._folder.cleanup()


def dask() -> Executor:
    """Dask on this machine."""
    return _Cluster()
