"""The guard: what would rank places by accident is a problem with its place, the reason and what to do instead.

It reads what we write ourselves: message catalogues, the framework, regions, the publisher and templates
(:mod:`~mgi_report.neutrality.templates`). What profiles hold beside their findings has a guard of its own
(:mod:`~mgi_report.neutrality.profiles`), and so have finished pages and figures (:mod:`~mgi_report.neutrality.pages`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..data.fields import LANGUAGE_CODE
from ..data.tree import Path_, dotted
from ..data.yaml_tree import read_tree
from ..design.sources import SHEETS, source_files
from ..errors import ExitCode, Problem, ReportError, errors_of
from ..text.catalogues import messages_in
from ..text.languages import SOURCE_LANGUAGE
from ..workspace.cache import Cache, code_hash, digest, file_hash
from ..workspace.places import Workspace, builtin, shown
from .scripts import SCRIPTS, check_script
from .sheets import check_sheet
from .templates import check_templates
from .words import Wordings, load_wordings, ranking, wording_of


def check_ours(workspace: Workspace, regions: Sequence[Path] | None = None) -> list[Problem]:
    """Everything in the templates, catalogues, framework and regions of a workspace that would rank.

    With ``regions`` only these files are read. A template or a list of words that cannot be read is a problem as well.
    """
    files = _read_by_guard(workspace) if regions is None else regions
    wordings, problems = _lists(workspace)
    problems += [found for file in files for found in check_data(file, wordings, shown(file, workspace.root))]
    if regions is None:
        problems += check_catalogues(workspace.paths("locales"), wordings, workspace.root)
        problems += _check_look(workspace.paths("templates"), wordings, workspace.root)
    return sorted(set(problems))


def _lists(workspace: Workspace) -> tuple[Wordings, list[Problem]]:
    """The words that rank, and what is wrong with the lists of them."""
    try:
        return load_wordings(workspace.paths("assets", "wording")), []
    except ReportError as error:
        return {}, error.problems


def _check_look(folders: Iterable[Path], wordings: Wordings, base: Path) -> list[Problem]:
    """Everything in templates, style sheets and scripts that would rank."""
    folders = list(folders)
    problems = check_templates(folders, wordings, base)
    for ending, judge in ((SCRIPTS, check_script), (SHEETS, check_sheet)):
        for file in source_files(folders, ending):
            problems += judge(file.read_text("utf-8", "replace"), wordings, shown(file, base))
    return problems


def assure(workspace: Workspace) -> None:
    """Stop a build in which anything would rank; what was found sound is not read again while it stays the same.

    Raises :class:`ReportError` (template) with all problems.
    """
    folders = [folder for name in ("templates", "locales") for folder in workspace.paths(name)]
    folders += workspace.paths("assets", "wording")
    files = sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())
    _read_once(workspace, [*files, *_read_by_guard(workspace)], lambda: check_ours(workspace))


def assure_look(workspace: Workspace) -> None:
    """The same of the templates, style sheets and scripts that are the workspace's own; the others are known."""
    folder = workspace.root / "templates"
    if workspace.root == builtin() or not folder.is_dir():
        return
    folders = (folder, *workspace.paths("assets", "wording"))
    files = [file for place in folders for file in sorted(place.rglob("*")) if file.is_file()]
    _read_once(workspace, files, lambda: _check_look([folder], _lists(workspace)[0], workspace.root))


def _read_once(workspace: Workspace, files: Sequence[Path], read: Callable[[], list[Problem]]) -> None:
    """Raise what files have that stops a build; what was found sound is not read again while they stay the same."""

    def sound() -> bytes:
        if problems := errors_of(read()):
            raise ReportError(problems, ExitCode.TEMPLATE)
        return b""

    Cache(workspace.cache).keep(Path("guard") / digest(file_hash(files), code_hash("neutrality/*.py")), sound)


def _read_by_guard(workspace: Workspace) -> list[Path]:
    return [workspace.framework, *workspace.regions(), *([workspace.publisher] if workspace.publisher else [])]


def check_catalogues(folders: Iterable[Path], wordings: Wordings, base: Path) -> list[Problem]:
    """Words that rank in message catalogues: in the messages and in their translations."""
    problems: dict[tuple[str, str], Problem] = {}
    for file in sorted(file for folder in folders for file in folder.glob("*/LC_MESSAGES/mgi_report.po")):
        code = file.parent.parent.name
        spoken = [
            (message.lineno or 0, language, text)
            for message in messages_in(file)  # what is wrong with a file that cannot be read is told elsewhere
            for language, texts in ((SOURCE_LANGUAGE, message.id), (code, message.string))
            for text in (texts if isinstance(texts, (tuple, list)) else (texts or "",))
        ]
        for line, language, text in spoken:
            for _, word in wording_of(wordings, language).find(text):
                problem = ranking(shown(file, base), line, 0, word, text)
                problems.setdefault((text, word), problem)
    return list(problems.values())


def check_data(file: Path, wordings: Wordings, name: str) -> list[Problem]:
    """Words that rank in a framework or region file, with their line and column.

    One plain string may be in whatever language, and stands in publications of all: it is read in each.
    """
    tree = read_tree(file, name)
    found: dict[tuple[Path_, str], Problem] = {}
    for path, language, text in _texts(tree.data, ()):
        for code in [language] if language else {SOURCE_LANGUAGE: 0, **wordings}:
            for _, word in wording_of(wordings, code).find(text):
                found.setdefault((path, word), ranking(tree.file, *tree.place(path), word, text, dotted(path)))
    return list(found.values())


def _texts(data: Any, path: Path_, language: str = "") -> Iterator[tuple[Path_, str, str]]:
    """Every text of a data file with its path, and its language where it is said."""
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, str) and re.fullmatch(LANGUAGE_CODE, str(key)):
                yield (*path, key), key, value
            else:
                yield from _texts(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*path, index))
    elif isinstance(data, str) and " " in data:
        yield path, language, data
