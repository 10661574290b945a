"""A preview from its start to its end: the process that works, what watches, what serves."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

from ...errors import ExitCode, Kind, Problem, ReportError
from ..plan import BuildPlan
from .desk import work
from .gallery import Gallery
from .messages import PROOF, SKETCH, Message, Open, Saved, Told, this_turn
from .server import Server, Views
from .watching import watch_workspace

_PATIENCE = 3.0  # seconds within which a process that ends was not worth starting
_GIVEN = 2  # times that it is started all the same


class Workbench:
    """The process that works, started again where it ends; what it tells is handed to ``hear``."""

    many, most = 200, 400
    """Saves after which it has grown by a few megabytes, and is started afresh: once it has nothing to do, or at once.
    """

    def __init__(self, plan: BuildPlan, hear: Callable[[Message], None]) -> None:
        self._plan, self._hear = plan, hear
        self._lock = threading.Lock()
        self._views: Views = ()
        self._failed = self._saves = 0
        self._awaited: set[str] = set()
        self._ended = True

    def start(self) -> None:
        """Begin to work."""
        with self._lock:
            self._ended = False
            self._start()

    def _start(self) -> None:
        self._saves = 0
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=work, args=(theirs, self._plan), daemon=False)
        self._started = time.monotonic()
        self._process.start()
        theirs.close()
        self._send(Open(self._views))
        threading.Thread(target=self._listen, args=(self._pipe, self._process), daemon=True).start()

    def _send(self, message: object) -> None:
        with suppress(OSError, ValueError):
            self._pipe.send(message)

    def _listen(self, pipe: Connection, process: Any) -> None:
        with suppress(EOFError, OSError):
            while True:
                message = pipe.recv()
                self._hear(message)
                if isinstance(message, Told) and message.stage == PROOF:
                    self._proved(message.key)
        pipe.close()
        process.join()
        with self._lock:
            if self._ended or pipe is not self._pipe:
                return
            self._failed = self._failed + 1 if time.monotonic() - self._started < _PATIENCE else 0
            if self._failed <= _GIVEN:
                self._start()
                return
        message = f"the process that makes pages ended (exit code {process.exitcode})"
        hint = "save a file to start it again; `mgi-report build --debug` may tell more"
        problem = Problem(message=message, hint=hint, kind=Kind.BUG)
        for key, _ in self._views or (("", 0),):
            self._hear(Told(key, this_turn(), SKETCH, (problem,), sound=False))

    def saved(self, afresh: bool) -> None:
        """Something was saved; ``afresh`` where the process read once what it was."""
        with self._lock:
            self._saves += 1
            self._awaited = {key for key, _ in self._views}
            if not self._ended and (afresh or self._saves > self.most or not self._process.is_alive()):
                self._renew()
            else:
                self._send(Saved())

    def _proved(self, key: str) -> None:
        """A publication was proved; when nothing is left to be done, a process that has grown is started afresh."""
        with self._lock:
            self._awaited.discard(key)
            if not (self._ended or self._awaited) and self._saves > self.many:
                self._renew()

    def _renew(self) -> None:
        self._failed = 0
        self._stop()
        self._start()

    def look(self, views: Views) -> None:
        """These publications are looked at."""
        with self._lock:
            self._views = views
            if not self._ended:
                self._send(Open(views))

    def _stop(self) -> None:
        self._process.kill()  # who listens hears it, and closes the pipe

    def end(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            self._ended = True
            self._stop()
        self._process.join()


@contextmanager
def previewing(plan: BuildPlan, port: int = 0) -> Iterator[Server]:
    """A preview of what a plan builds, served and kept up to date until the end.

    Raises :class:`ReportError` (usage) where the port is taken.
    """
    gallery, stop = Gallery(plan.workspace.root), threading.Event()
    bench = Workbench(plan, gallery.hear)
    try:
        server = Server(gallery, plan.out, bench.look, port)
    except OSError as error:
        message = f"port {port} cannot be had: {error.strerror or error}"
        hint = "name another one with --port, or none"
        raise ReportError([Problem(message=message, hint=hint, kind=Kind.USAGE)], ExitCode.USAGE) from error
    with server:
        bench.start()
        watcher = threading.Thread(target=watch_workspace, args=(plan.workspace, stop, bench.saved), daemon=True)
        watcher.start()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            stop.set()
            server.ended.set()
            gallery.wake()
            bench.end()
            server.shutdown()
