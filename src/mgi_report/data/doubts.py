"""What slips into a text unseen: a comment where it should go on, the bullet of another program, no topic.

All are warnings, because each may be meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import Kind, Problem, Severity, excerpt
from ..text.bullets import WORD_BULLETS, split_mark
from .explain import dotted, inside
from .glyphs import PRINTED
from .model import DOMAIN_SLUGS, KINDS, Profile
from .yaml_tree import Path_, Tree

_WORDS = PRINTED - {"name", "acronym", "publisher"}
"""The keys behind which sentences and titles stand; behind a short name a comment is a comment."""

_LISTED = 8  # lines that are named in one problem


def check_comments(tree: Tree) -> Iterator[Problem]:
    """Comments behind texts without quotation marks: what people typed as a text that holds a “#”."""
    for path, (place, comment) in tree.comments.items():
        if not _WORDS.isdisjoint(path):
            message = "what follows “#” is a comment and is not read"
            hint = "quote the text if it goes on there; put a comment on a line of its own"
            yield _warning(tree, place, path, message, hint, excerpt(comment), kind=Kind.COMMENT)


def check_marks(tree: Tree) -> Iterator[Problem]:
    """Findings that begin with the bullet or number of a list: pages have marks of their own."""
    for place, text in _texts(tree.data):
        mark, _ = split_mark(text.strip(" ").split("\n")[0])
        if mark and mark not in WORD_BULLETS:  # no font has those, which is an error of its own
            message, hint = "the finding begins with the mark of a list", "delete it: pages have marks of their own"
            yield _warning(tree, tree.place(place), place, message, hint, excerpt(mark), kind=Kind.LIST_MARK)


def check_topics(profile: Profile, tree: Tree) -> Iterator[Problem]:
    """Findings without a topic, which no theme leads to: one warning for all, at the first of them."""
    paths: list[Path_] = [
        ("findings", slug, kind, index)
        for slug in DOMAIN_SLUGS
        for kind in KINDS
        for index, finding in enumerate(getattr(profile.findings[slug], kind))
        if not finding.topics
    ]
    if paths:
        lines = [str(tree.place(path)[0]) for path in paths]
        more = ", …" if len(lines) > _LISTED else ""
        listed = f"{len(lines)} findings have no topic, on lines {', '.join(lines[:_LISTED])}{more}"
        message = listed if len(lines) > 1 else "this finding has no topic"
        hint = "write “topics: […]”, of those in data/framework.yaml; without one no theme leads to it"
        yield _warning(tree, tree.place(paths[0]), paths[0], message, hint, kind=Kind.NO_TOPIC)


def _texts(data: Any) -> Iterator[tuple[Path_, str]]:
    """The texts of all findings, in each language, with their paths."""
    for slug in DOMAIN_SLUGS:
        for kind in KINDS:
            for index, finding in enumerate(inside(data, "findings", slug, kind, default=[])):
                text, path = finding.get("text") if isinstance(finding, dict) else None, (slug, kind, index, "text")
                by_language = text if isinstance(text, dict) else {"": text}
                for code, words in by_language.items():
                    if isinstance(words, str):
                        yield ("findings", *path, *([code] if code else [])), words


def _warning(
    tree: Tree, place: tuple[int, int], path: Path_, message: str, hint: str, value: str = "", *, kind: Kind
) -> Problem:
    return Problem(tree.file, *place, message, dotted(path), hint, value, Severity.WARNING, kind=kind)
