"""What the typesetting engine logs, in the words of those who write templates."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import unquote

from ..design.calls import MAY_NOT_READ
from ..design.stylesheets import NO_ALT
from ..errors import Kind, Problem
from ..workspace.hearing import hearing

SAYS = "the typesetting engine says: "

_IMAGE = re.compile(r"Failed to load image at '(?P<url>[^']*)': ?(?P<why>.*)", re.S)
_UNFINISHED = re.compile(r"EOF reached before \{\} block|^Parse error", re.M)
_NO_VALUE = ", no value."
_FONT_FACE = re.compile(r"Font-face '[^']*' cannot be loaded")
_FORMS = "pictures are SVG, PNG or JPEG; open it and save it anew"


def in_plain_words(problem: Problem) -> Problem:
    """A complaint of the engine as it is told; most are told as they are."""
    said = problem.message.removeprefix(SAYS)
    if image := _IMAGE.fullmatch(said):
        return _of_picture(problem, image["url"], image["why"])
    if nameless := NO_ALT.search(said):
        message = f"the picture {nameless['name']} says nothing to those who hear the page"
        hint = 'say what it shows in its alt="…"'
        return replace(problem, message=message, hint=hint, kind=Kind.NO_ALT)
    if _UNFINISHED.search(said):
        message = "what ends here is no declaration (name: value;), or no rule (selector { … })"
        hint = "look for a “:”, a “;” or a bracket that is missing before it"
        return replace(problem, message=message, hint=hint, kind=Kind.STYLE_SYNTAX)
    message = re.sub(r"\.\.+$", ".", problem.message)
    return replace(problem, message=message, kind=Kind.NO_VALUE if message.endswith(_NO_VALUE) else problem.kind)


def _of_picture(problem: Problem, url: str, why: str) -> Problem:
    if MAY_NOT_READ in why:
        message, _, hint = why.removeprefix("ValueError: ").partition("; ")
        return replace(problem, message=message, hint=hint, kind=Kind.ADDRESS_REFUSED)
    name = unquote(url.removeprefix("mgi:"))
    reason = f" ({why.strip()})" if why.strip() else ""
    file = f"assets/{name}" if name.startswith("images/") else name
    message, kind = f"this is no picture that can be read{reason}", Kind.PICTURE_UNREADABLE
    return replace(problem, file=file, message=message, hint=_FORMS, kind=kind)


def is_told(problem: Problem, faults: Iterable[Problem]) -> bool:
    """Whether a complaint says again, and less well, what is among the faults of the page: a picture that there is not,
    an address that is not read, or a property without a value because its token is not known."""
    if problem.kind is Kind.NO_VALUE:
        return any(fault.kind is Kind.TOKEN_MISSING for fault in faults)
    known = [fault.message for fault in faults if fault.kind in (Kind.PICTURE_MISSING, Kind.ADDRESS_REFUSED)]
    if problem.kind is Kind.ADDRESS_REFUSED:
        address = unquote(problem.message.removeprefix(f"{MAY_NOT_READ} ").removeprefix("mgi:"))
        return any(re.search(rf"[ /]{re.escape(address)}$", unquote(message)) for message in known)
    return bool(_FONT_FACE.search(problem.message)) and any(MAY_NOT_READ in message for message in known)


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record as a problem; repeated ones once."""
        problem = Problem(message=f"{SAYS}{record.getMessage()}", kind=Kind.STYLE)
        if problem not in self.problems:
            self.problems.append(problem)


@contextlib.contextmanager
def collected_logs() -> Iterator[list[Problem]]:
    """What the engine logs meanwhile, as problems."""
    collector = _Collector()
    collector.setLevel(logging.WARNING)
    with hearing("weasyprint", collector):
        yield collector.problems
