"""The one way by which commands print: no text of a file, a name or an argument can steer the terminal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import click

from ..text.printable import json_line, visible

_ESCAPE = chr(0xF0000 + int.from_bytes(os.urandom(2)) % 0xFFFE)
"""Stands for the escape character of our own styles until they are printed; another one in each process."""


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
