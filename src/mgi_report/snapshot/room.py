"""Whether a profile finds the room that does not grow: on the first page, below its introduction."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..data.model import Profile
from ..data.yaml_tree import read_tree
from ..design.measures import Setting
from ..errors import ExitCode, Kind, Problem, ReportError, count_of
from ..studio.studio import Studio
from ..workspace.places import shown
from .compose import PUBLICATION, cover_of
from .plan.pages import Cover
from .present import view_snapshot
from .view import SnapshotView


def check_room(studio: Studio, profiles: Mapping[Path, Profile]) -> Iterator[Problem]:
    """The profiles whose introduction and figures are too long for the first page in a language of publication.

    Raises :class:`ReportError` where theme, measures or a language of the workspace are not sound.
    """
    for file, profile in profiles.items():
        pages = (_first_page(studio, profile, code) for code in studio.framework.languages)
        view, cover, setting = max(pages, key=lambda page: page[1].excess)
        if problem := too_long(view, cover, setting):
            tree, texts = read_tree(file, shown(file, studio.workspace.root)), profile.introduction
            path = ("introduction", view.language.code) if isinstance(texts, dict) else ("introduction",)
            path = path if texts else ("facts",)
            yield tree.problem(path, problem.message, problem.hint, problem.value, kind=problem.kind)


def _first_page(studio: Studio, profile: Profile, code: str) -> tuple[SnapshotView, Cover, Setting]:
    view = view_snapshot(profile, studio.framework, studio.language(code), studio.publisher)
    setting = studio.setting(PUBLICATION, code)
    return view, cover_of(view, setting), setting


def demand_room(view: SnapshotView, cover: Cover, setting: Setting) -> None:
    """Raise :class:`ReportError` (data) where introduction and figures are too long for the first page."""
    if problem := too_long(view, cover, setting):
        raise ReportError([problem], ExitCode.DATA)


def too_long(view: SnapshotView, cover: Cover, setting: Setting) -> Problem | None:
    """What is wrong with introduction and figures on a planned first page, and how many characters are too many."""
    if not cover.excess:
        return None
    m, words = setting.measures, view.introduction.marked if view.introduction else ""
    size = cover.lead_size
    lines, there = math.ceil(cover.excess / (size * m.lead_leading)), setting.text.lines(words, size, m.lead_text)
    hints = ["have fewer or shorter figures"] if view.facts else []
    if words and lines < there:
        hints.insert(
            0, f"shorten the introduction by about {math.ceil(lines * len(words) / max(1, there - 1))} characters"
        )
    what = " and ".join((*(["introduction"] if words else []), *(["figures"] if view.facts else [])))
    value = f"{what}: {count_of(lines, 'line')} too many in “{view.language.code}”"
    message, hint = "the first page has no room for this", ", or ".join(hints)
    return Problem("", message=message, value=value, hint=hint, path="page 1", kind=Kind.TEXT_TOO_LONG)
