"""Places in files, opened in the editor of whoever looks at a page.

Which editor that is, ``VISUAL`` says, as for other programs. Those that a browser can call by an address are called so,
other ones with a window of their own by their command; a program that needs the terminal cannot be opened from here.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import which
from urllib.parse import quote

from .messages import Origin

_BY_ADDRESS = {"code": "vscode", "code-insiders": "vscode-insiders", "codium": "vscodium", "cursor": "cursor"}
"""Programs, and the schemes under which they answer."""

_BY_COMMAND: Mapping[str, Callable[[str, int, int], list[str]]] = {
    "emacsclient": lambda file, line, column: ["-n", f"+{line}:{column}", file],
    "gedit": lambda file, line, column: [f"+{line}:{column}", file],
    "gvim": lambda file, line, column: [f"+call cursor({line},{column})", file],
    "kate": lambda file, line, column: ["-l", str(line), "-c", str(column), file],
    "subl": lambda file, line, column: [f"{file}:{line}:{column}"],
    "zed": lambda file, line, column: [f"{file}:{line}:{column}"],
}
"""What editors with a window are called with."""


def _editor() -> list[str]:
    try:
        return shlex.split(os.environ.get("VISUAL", ""))
    except ValueError:
        return []


def _name(command: list[str]) -> str:
    return Path(command[0]).name if command else ""


def address_in(origin: Origin) -> str:
    """The address that opens a place in the editor; nothing where that has none."""
    file, line, column = origin
    scheme = _BY_ADDRESS.get(_name(_editor()), "")
    return f"{scheme}://file{quote(file)}:{line}:{column}" if scheme else ""


def open_in_editor(origin: Origin) -> bool:
    """Open a place with the command of the editor; whether there is one that can be opened so."""
    command = _editor()
    call = _BY_COMMAND.get(_name(command))
    if call is None or which(command[0]) is None:
        return False
    subprocess.Popen(  # noqa: S603
        [*command, *call(*origin)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True
