"""The guard over profiles: what they hold beside their findings, which every build looks at.

Findings are quoted and not read; their gists are words of the publication, whatever the wording of the profile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from ..data.doubts import check_pictures
from ..data.extras import TEXTS
from ..data.model import typed_findings
from ..data.tree import Tree, TypedText, dotted, texts_at
from ..errors import Problem, ReportError
from ..workspace.places import Workspace
from .words import Wordings, load_wordings, ranking, wording_of


def beside_findings(workspace: Workspace) -> Callable[[Tree], Iterator[Problem]]:
    """What tells what is wrong with what a profile holds beside its findings, and only a workspace knows.

    Words that rank in gists, facts, quotation, cover and contact, and pictures that are not there. It looks at the data
    as typed, so that all is told at once. Nothing ranks where a list of words cannot be read:
    :func:`~mgi_report.neutrality.check.check_ours` tells that.
    """
    pictures = workspace.pictures()

    @cache
    def wordings() -> Wordings:
        try:
            return load_wordings(workspace.paths("assets", "wording"))
        except ReportError:
            return {}

    def judge(tree: Tree) -> Iterator[Problem]:
        yield from check_pictures(tree, pictures)
        for path, language, text in _spoken(tree):
            for _, word in wording_of(wordings(), language).find(text):
                yield ranking(tree.file, *tree.place(path), word, text, dotted(path))

    return judge


def _spoken(tree: Tree) -> Iterator[TypedText]:
    """The texts of a profile beside its findings."""
    for path, finding in typed_findings(tree.data):
        yield from texts_at(tree, ("gist",), path, finding)
    for keys in TEXTS:
        yield from texts_at(tree, keys)
