"""What the typesetting engine logs, in the words of those who write templates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import unquote

from ..design.calls import NO_PICTURE, NO_TOKEN
from ..errors import Problem

SAYS = "the typesetting engine says: "
MAY_NOT_READ = "pages may not read"

_IMAGE = re.compile(r"Failed to load image at '(?P<url>[^']*)': ?(?P<why>.*)", re.S)
_UNFINISHED = re.compile(r"EOF reached before \{\} block|^Parse error", re.M)
_FORMS = "pictures are SVG, PNG or JPEG; open it and save it anew"


def in_plain_words(problem: Problem) -> Problem:
    """A complaint of the engine as it is told; most are told as they are."""
    said = problem.message.removeprefix(SAYS)
    if image := _IMAGE.fullmatch(said):
        return _of_picture(problem, image["url"], image["why"])
    if _UNFINISHED.search(said):
        message = "what ends here is no declaration (name: value;), or no rule (selector { … })"
        return replace(problem, message=message, hint="look for a “:”, a “;” or a bracket that is missing before it")
    return replace(problem, message=re.sub(r"\.\.+$", ".", problem.message))


def _of_picture(problem: Problem, url: str, why: str) -> Problem:
    if MAY_NOT_READ in why:
        message, _, hint = why.removeprefix("ValueError: ").partition("; ")
        return replace(problem, message=message, hint=hint)
    name = unquote(url.removeprefix("mgi:"))
    reason = f" ({why.strip()})" if why.strip() else ""
    file = f"assets/{name}" if name.startswith("images/") else name
    return replace(problem, file=file, message=f"this is no picture that can be read{reason}", hint=_FORMS)


def is_told(problem: Problem, faults: Iterable[Problem]) -> bool:
    """Whether a complaint says again, and less well, what is among the faults of the page: a picture that there is not,
    or a property without a value because its token is not known."""
    if problem.message.endswith(", no value."):
        return any(fault.message.startswith(NO_TOKEN) for fault in faults)
    missing = re.fullmatch(rf"{MAY_NOT_READ} mgi:(\S+)", problem.message)
    told = NO_PICTURE + unquote(missing[1]) if missing else ""
    return any(fault.message == told for fault in faults)
