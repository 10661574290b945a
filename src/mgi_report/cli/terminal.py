"""The one way by which commands print: no text of a file, a name or an argument can steer the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ..text.printable import json_line, visible

_ESCAPE = chr(0xF0000 + int.from_bytes(os.urandom(2)) % 0xFFFE)
"""Stands for the escape character of our own styles until they are printed; another one in each process."""


LINKING = (
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "KITTY_WINDOW_ID",
    "WEZTERM_PANE",
    "ITERM_SESSION_ID",
    "GHOSTTY_RESOURCES_DIR",
    "VSCODE_INJECTION",
    "WT_SESSION",
    "DOMTERM",
)
"""What terminals set that are known to show links (OSC 8)."""


def echo(text: str = "", *, err: bool = False) -> None:
    """Print lines; what would steer the terminal is written out, but for ends of lines and tabs."""
    lines = ("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))
    click.echo("\n".join(lines).replace(_ESCAPE, "\x1b"), err=err)


def show(text: str, *, paged: bool) -> None:
    """Print a page of our own documentation that Rich has set, by the reader's pager where it is long."""
    click.echo_via_pager(text) if paged else click.echo(text, nl=False)


def echo_json(record: Mapping[str, object]) -> None:
    """Print a line of JSON."""
    click.echo(json_line(record))


def style(text: str, **look: Any) -> str:
    """Text in a colour or weight, for :func:`echo`; in no colour where ``NO_COLOR`` is set (no-color.org)."""
    if os.environ.get("NO_COLOR"):
        look.pop("fg", None)
    return click.style(visible(text), **look).replace("\x1b", _ESCAPE)


def link(text: str, file: Path) -> str:
    """Text for :func:`echo` that opens a file where the terminal shows links; as it is elsewhere."""
    if not sys.stdout.isatty() or not any(os.environ.get(name) for name in LINKING):
        return text
    return f"{_ESCAPE}]8;;{file.absolute().as_uri()}{_ESCAPE}\\{visible(text)}{_ESCAPE}]8;;{_ESCAPE}\\"
