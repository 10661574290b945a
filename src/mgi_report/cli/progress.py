"""What is being done while a command works: a bar on a terminal, a line or a record for each file elsewhere."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any, Self

from ..text.printable import visible
from .running import emit, settings
from .terminal import echo


class Progress:
    """Tells how far a command is: on a terminal by a bar that leaves nothing behind, for a program by records, or by a
    line for each file that is done, but not where what the command prints of it tells that anyway (``lines``).
    """

    def __init__(self, *, quiet: bool = False, lines: bool = True) -> None:
        self._quiet, self._lines = quiet, lines
        self._bar: Any = None
        self._task: Any = None
        self._stands = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pause()

    def __call__(self, name: str, done: int, total: int) -> None:
        """Tell that a file is done, the ``done``th of ``total``; 0 of them say that it is begun.

        That is told by a line that stands still: a bar has a thread, and processes may be forked after this.
        """
        if not done:
            self._stand(f"0/{total} {Path(name).name}")
            return
        if not self._quiet:
            if settings["json"]:
                from .records import Step

                emit(Step(name=name, done=done, total=total))
            elif self._lines and not sys.stderr.isatty():
                echo(f"[{done}/{total}] {name}", err=True)
        self.begin(name, done, total)

    def begin(self, what: str, done: int = 0, total: int = 0) -> None:
        """Show on a terminal what is being done now, after ``done`` files; without a ``total`` nothing is counted."""
        if not self._is_shown():
            return
        self._wipe()
        if self._bar is None:
            self._bar = new_bar()
            self._task = self._bar.add_task("", total=None, count="")
        count = f"{done}/{total}" if total else ""
        self._bar.update(
            self._task, completed=done, total=total or None, description=visible(Path(what).name), count=count
        )
        self._bar.start()

    def pause(self) -> None:
        """Take the bar away, so that something can be printed; it is back with what is begun next."""
        self._wipe()
        if self._bar is not None:
            self._bar.stop()

    def _is_shown(self) -> bool:
        return not (self._quiet or settings["json"]) and sys.stderr.isatty()

    def _stand(self, text: str) -> None:
        if self._is_shown():
            self.pause()
            room = max(shutil.get_terminal_size().columns - 1, 1)
            sys.stderr.write(visible(text)[:room])
            sys.stderr.flush()
            self._stands = True

    def _wipe(self) -> None:
        if self._stands:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._stands = False


def new_bar() -> Any:
    """The bar that a terminal shows; it has a thread of its own."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    columns = (
        BarColumn(bar_width=20),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False, table_column=Column(ratio=1, no_wrap=True)),
    )
    return Bar(*columns, console=Console(stderr=True), transient=True, expand=True, redirect_stdout=False)
