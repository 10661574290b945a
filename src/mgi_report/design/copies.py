"""Built-in files of the look → a copy in a workspace, to be changed there.

Of tables, which hold only what differs, the copy has every line commented out: what is not touched stays as it is built
in, in later versions too.
"""

from __future__ import annotations

import re
from pathlib import Path

from ..data.explain import did_you_mean
from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from ..workspace.cache import write_atomically
from ..workspace.places import Workspace, builtin, shown
from .moved import MOVED
from .sources import SHEETS, TABLES, TEMPLATES, source_files
from .stylesheets import LAST, LAST_ON_WEB

_THEME = "assets/theme.yaml"
_HEAD = "# Only what differs: delete the “# ” before a line, and the lines above it that it belongs to.\n"
_LAST = "/* Read last {}: rules here come after those of the built-in style sheets. */\n"
_OWN = {f"templates/{LAST}": "in every PDF", f"templates/{LAST_ON_WEB}": "on every web page"}


def known_files() -> dict[str, Path]:
    """What can be copied, by its name in a workspace: templates, style sheets, tables of measures, the theme."""
    folder = builtin()
    files = source_files([folder / "templates"], TEMPLATES, SHEETS, TABLES)
    found = {file.relative_to(folder).as_posix(): file for file in files if file.name != MOVED}
    return found | {name: folder / name for name in (_THEME, *_OWN)}


def copy_file(asked: str, workspace: Workspace) -> Path:
    """Copy a built-in file to its place in a workspace; raises :class:`ReportError` (usage) where that will not do."""
    known = known_files()
    name = _named(asked, known)
    target = workspace.root / name
    if target.exists() or workspace.root == builtin():
        message, hint = "this file is there already and stays as it is", "change it, or move it away first"
        problem = Problem(shown(target, workspace.root), message=message, hint=hint, kind=Kind.UNWRITABLE)
        raise ReportError([problem], ExitCode.USAGE)
    text = _LAST.format(_OWN[name]) if name in _OWN else known[name].read_text(encoding="utf-8")
    write_atomically(target, (_commented(text) if name.endswith(TABLES) else text).encode())
    return target


def _named(asked: str, known: dict[str, Path]) -> str:
    """The file that is meant by the end of its name: “cover.html.j2”, “snapshot/cover”, “theme”."""
    typed = asked.removeprefix("./").removeprefix("builtin/")
    found = [name for name in known if name == f"templates/{typed}"]
    found = found or [name for name in known if f"/{name}".endswith(f"/{typed}")]
    found = found or [name for name in known if f"/{name.partition('.')[0]}".endswith(f"/{typed}")]
    if len(found) == 1:
        return found[0]
    names = [name.removeprefix("templates/") for name in known]
    hint = did_you_mean(typed.removeprefix("templates/"), names, "mgi-report template names them all")
    message = f"there is no built-in file {excerpt(asked)}"
    if found:
        message, hint = f"{len(found)} files are called {excerpt(asked)}", f"name one of them: {', '.join(found)}"
    raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.FILE_MISSING)


def _commented(text: str) -> str:
    return _HEAD + re.sub(r"^(?!#)(?=.)", "# ", text, flags=re.M)
