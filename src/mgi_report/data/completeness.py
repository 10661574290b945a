"""What a language still lacks: messages without a translation, texts of the framework that are not in it.

A publication prints the first language's words in their place, tagged as the language that was asked for, which neither
a reader nor a screen reader can make sense of. Profiles have their own check (:mod:`translations`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..errors import Kind, Problem, ReportError, Severity, excerpt
from ..text.catalogues import messages_in
from ..text.languages import SOURCE_LANGUAGE, load_language
from ..workspace.places import Workspace, shown
from .glyphs import Coverage
from .language_files import check_language_files
from .model import Framework
from .tree import Path_, dotted


def check_completeness(workspace: Workspace, framework: Framework) -> list[Problem]:
    """A warning for each language of the framework whose catalogue or texts are not complete.

    A catalogue that is missing or cannot be read is no concern of this check: :func:`check_catalogues` tells it.
    """
    wanted = [code for code in framework.languages if code != SOURCE_LANGUAGE]
    return [*_check_catalogues(workspace, wanted), *_check_texts(workspace, framework)]


def check_catalogues(workspace: Workspace, coverage: Coverage | None = None) -> list[Problem]:
    """What is wrong with a workspace's catalogues and files of languages, whether a build would read them or not."""
    folder = workspace.root / "locales"
    problems = list(check_language_files(workspace, coverage))
    for file in sorted(folder.glob("*/LC_MESSAGES/mgi_report.po")):
        try:
            load_language(file.parents[1].name, (folder,))
        except ReportError as error:
            problems += [found if found.file else replace(found, file=str(file)) for found in error.problems]
    return problems


def _check_catalogues(workspace: Workspace, languages: Iterable[str]) -> Iterator[Problem]:
    folders = workspace.paths("locales")
    asked = {_key(message) for folder in folders for message in messages_in(folder / "mgi_report.pot")}
    for code in languages:
        files = [folder / code / "LC_MESSAGES" / "mgi_report.po" for folder in folders]
        spoken = {_key(message) for file in files for message in messages_in(file) if _is_translated(message)}
        missing = sorted(asked - spoken)
        if missing:
            found = next((file for file in files if file.is_file()), files[0])
            yield Problem(
                shown(found, workspace.root),
                message=f"messages without a translation into “{code}” are printed in English",
                value=f"{excerpt(missing[0])}{_more(missing)}",
                hint="translate them, or take the language out of “languages” in data/framework.yaml until then",
                severity=Severity.WARNING,
                kind=Kind.UNTRANSLATED,
            )


def _more(missing: Sequence[object]) -> str:
    return f" and {len(missing) - 1} more" if len(missing) > 1 else ""


def _key(message: Any) -> str:
    return str(message.id[0] if isinstance(message.id, (tuple, list)) else message.id)


def _is_translated(message: Any) -> bool:
    forms = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(forms) and not message.fuzzy


def _check_texts(workspace: Workspace, framework: Framework) -> Iterator[Problem]:
    first = framework.languages[0]
    texts = list(_texts(framework.model_dump(), (), first))
    for code in framework.languages[1:]:
        missing = [path for path, text in texts if code not in text]
        if missing:
            yield Problem(
                shown(workspace.framework, workspace.root),
                message=f"texts that are missing in “{code}” are printed in “{first}”",
                value=f"“{dotted(missing[0])}”{_more(missing)}",
                hint="write them, or take the language out of “languages” until then",
                severity=Severity.WARNING,
                kind=Kind.UNTRANSLATED,
            )


def _texts(data: Any, path: Path_, first: str) -> Iterator[tuple[Path_, dict[str, str]]]:
    """Everything in the framework that is one text in several languages, with its place."""
    if isinstance(data, dict) and first in data:
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _texts(value, (*path, key), first)
