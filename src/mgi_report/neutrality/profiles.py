"""The guard over profiles: what they hold beside their findings, which every build looks at.

Findings are quoted and not read; their gists are words of the publication, whatever the wording of the profile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ..data.doubts import check_pictures
from ..data.model import Profile, Text
from ..data.tree import Path_, Tree, dotted
from ..data.yaml_tree import read_tree
from ..errors import Problem, ReportError
from ..workspace.places import Workspace, shown
from .words import load_wordings, ranking, wording_of


def beside_findings(profiles: Mapping[Path, Profile], workspace: Workspace) -> Iterator[Problem]:
    """What is wrong with what profiles hold beside their findings, and only a workspace knows.

    Words that rank in gists, facts, quotation, cover and contact, and pictures that are not there. Nothing ranks
    where a list of words cannot be read: :func:`~mgi_report.neutrality.check.check_ours` tells that.
    """
    yield from check_pictures(profiles, workspace.pictures(), workspace.root)
    spoken = {file: found for file, profile in profiles.items() if (found := list(_spoken(profile)))}
    try:
        wordings = load_wordings(workspace.paths("assets", "wording")) if spoken else {}
    except ReportError:
        return
    for file, texts in spoken.items():
        found = [
            (path, word, text)
            for path, language, text in texts
            for _, word in wording_of(wordings, language).find(text)
        ]
        tree = read_tree(file, shown(file, workspace.root)) if found else Tree("")
        for path, word, text in found:
            yield ranking(tree.file, *tree.place(path), word, text, dotted(path))


def _spoken(profile: Profile) -> Iterator[tuple[Path_, str, str]]:
    """The texts of a profile beside its findings, each with its place and language."""
    given: list[tuple[Path_, Text]] = [
        ((*path, "gist"), item.gist) for path, item in profile.placed_findings() if item.gist
    ]
    for path, text in (*given, *profile.extras()):
        for code, words in (text if isinstance(text, dict) else {"": text}).items():
            yield (*path, *([code] if code else [])), code or profile.source.language, words
