"""What is being done while a command works: a bar on a terminal, a line or a record for each file elsewhere."""

from __future__ import annotations

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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.pause()

    def __call__(self, name: str, done: int, total: int) -> None:
        """Tell that a file is done, the ``done``th of ``total``; 0 of them say that it is begun."""
        if done and not self._quiet:
            if settings["json"]:
                from .records import Step

                emit(Step(name=name, done=done, total=total))
            elif self._lines and not sys.stderr.isatty():
                echo(f"[{done}/{total}] {name}", err=True)
        self.begin(name, done, total)

    def begin(self, what: str, done: int = 0, total: int = 0) -> None:
        """Show on a terminal what is being done now, after ``done`` files; without a ``total`` nothing is counted."""
        if self._quiet or settings["json"] or not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = _bar()
            self._task = self._bar.add_task("", total=None, count="")
        count = f"{done}/{total}" if total else ""
        self._bar.update(
            self._task, completed=done, total=total or None, description=visible(Path(what).name), count=count
        )
        self._bar.start()

    def pause(self) -> None:
        """Take the bar away, so that something can be printed; it is back with what is begun next."""
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Any:
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
