"""``data/publisher.yaml`` → who publishes what a workspace makes, with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Problem, ReportError, errors_of
from ..workspace.pictures import answering
from ..workspace.places import Workspace, shown
from .doubts import check_comments, missing_picture
from .explain import read_as
from .extras import Publisher
from .glyphs import Coverage, check_glyphs
from .printable import check_printable
from .tree import Tree, inside
from .yaml_tree import read_tree

LIMITS: dict[tuple[str, ...], int] = {("name",): 80, ("contact",): 200, ("note",): 300}
"""Texts on the last page, and the characters that fit there."""


def read_publisher(workspace: Workspace) -> Publisher | None:
    """Who publishes; nothing where the workspace does not say.

    Raises :class:`ReportError` with all problems of the file.
    """
    publisher, problems = _read(workspace, None)
    if errors := errors_of(problems):
        raise ReportError(errors)
    return publisher


def check_publisher(workspace: Workspace, coverage: Coverage | None = None) -> list[Problem]:
    """What is wrong with the file; nothing where there is none."""
    return _read(workspace, coverage)[1]


def _read(workspace: Workspace, coverage: Coverage | None) -> tuple[Publisher | None, list[Problem]]:
    file = workspace.publisher
    if not file:
        return None, []
    tree = read_tree(file, shown(file, workspace.root))
    publisher = read_as(Publisher, tree)
    found = [
        *check_glyphs(tree, coverage),
        *check_comments(tree),
        *_check_logo(tree, workspace),
        *check_printable(tree, LIMITS),
    ]
    return publisher, [*tree.problems, *found]


def _check_logo(tree: Tree, workspace: Workspace) -> Iterator[Problem]:
    logo, pictures = inside(tree.data, "logo", default=""), answering(workspace.pictures())
    if logo and logo not in pictures:
        yield missing_picture(("logo",), logo, pictures, tree)
