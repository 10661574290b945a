"""Messages of a workspace's own templates that no catalogue translates, so that other languages get them in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import Kind, Problem, ReportError, Severity, excerpt
from ..text.languages import SOURCE_LANGUAGE, load_language
from ..workspace.places import Workspace, builtin
from .jinja import nodes
from .sources import TEMPLATES, read_source, source_files
from .templates import parse_template

_CALLS = {"_", "gettext", "ngettext"}


def check_messages(workspace: Workspace, languages: Sequence[str]) -> Iterator[Problem]:
    """A warning for each such message at its line, with the languages; what cannot be read is told elsewhere."""
    folder = workspace.root / "templates"
    if workspace.root == builtin() or not folder.is_dir():
        return
    known = {code: spoken for code in languages if (spoken := _translated(workspace, code)) is not None}
    for file in source_files([folder], TEMPLATES):
        for message, line in dict.fromkeys(_messages(file)):
            if lacking := [code for code, spoken in known.items() if message not in spoken]:
                told = f"this message is printed in English in {', '.join(f'“{code}”' for code in lacking)}"
                hint = "translate it in locales/<language>/LC_MESSAGES/mgi_report.po of the workspace"
                value, told_as, kind = excerpt(message), Severity.WARNING, Kind.UNTRANSLATED
                yield Problem(str(file), line, 0, told, hint=hint, value=value, severity=told_as, kind=kind)


def _translated(workspace: Workspace, code: str) -> set[str] | None:
    """What is translated into a language; none for English, and where its catalogue cannot be read."""
    if code == SOURCE_LANGUAGE:
        return None
    try:
        language = load_language(code, workspace.paths("locales"))
    except ReportError:
        return None
    return {*language.messages, *language.plurals}


def _messages(file: Path) -> Iterator[tuple[str, int]]:
    try:
        tree: Any = parse_template(read_source(file), str(file))[0]
    except ReportError:
        return
    for call in tree.find_all(nodes.Call):
        first = call.args[0] if call.args else None
        if isinstance(call.node, nodes.Name) and call.node.name in _CALLS and isinstance(first, nodes.Const):
            yield str(first.value), call.lineno
