"""What an element of HTML makes of the words in it, by its tag and its attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Flag, auto


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section "
    "summary table tbody td tfoot th thead title tr ul"
)
VOID = _names("area base br col embed hr img input link meta param source track wbr")
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
LISTS = _names("ul ol menu")
INLINE = _names(
    "a abbr b bdi bdo big button cite code data dfn em font i ins kbd label mark output q samp small span strong sub "
    "sup time tt u var"
)
_SILENT = _names(
    "script style noscript template svg math iframe object canvas select textarea datalist audio video noframes rp"
)
_STRUCK = _names("del s strike")
_FURNITURE = _names("nav footer aside dialog")
_FURNITURE_ROLES = _names("navigation contentinfo search banner complementary dialog alertdialog")
_NOTE_ROLES = _names("doc-endnotes doc-endnote doc-footnote")

# The names that the usual style sheets (WordPress, Drupal, Bootstrap, Foundation, GOV.UK, USWDS) give to what only
# screen readers say, and to what nobody sees. The style sheets themselves are not read.
_UNSEEN_CLASSES = _names(
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only screenreader-only show-for-sr "
    "assistive-text element-invisible element-hidden govuk-visually-hidden usa-sr-only u-visually-hidden "
    "hidden is-hidden d-none"
)
_SHOWN_AGAIN = re.compile(r"(?:^|\s)(?:d-\w+-(?!none)|[\w-]+:(?!hidden))")  # d-md-block, md:block: on larger screens
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.I)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.I)
_LOWERED_STYLE = re.compile(r"vertical-align\s*:\s*sub\b", re.I)
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_NOTE_CLASS = re.compile(r"\b(?:(?:foot|end)?note-?(?:ref|call|mark|anchor|link)|mso(?:foot|end)noteref|fn-?ref)", re.I)
_NOTE_TARGET = re.compile(r"#_?(?:ft?n|edn|foot|end|cite|note|ref)", re.I)
_NOTES_CLASS = re.compile(
    r"(?:^|\s)(?:(?:foot|end)notes?|references|reflist|mso(?:foot|end)notetext)(?:$|[\s_-])", re.I
)
_NOTES_ID = re.compile(r"_?(?:ftn|edn|fn|footnote|endnote|cite_note)[-:_.]?\d+", re.I)


class Nature(Flag):
    """What is true of the words in an element, and in all that lie in it."""

    SILENT = auto()
    """No words of the page: scripts, pictures, forms."""
    FURNITURE = auto()
    NOTES = auto()
    """The texts of footnotes."""
    CONCEALED = auto()
    """A part of the page that it hides: folded away, or for nobody."""
    UNSEEN = auto()
    """Words within a line that the page hides."""
    STRUCK = auto()
    RAISED = auto()
    LOWERED = auto()
    NOTE = auto()
    """The mark of a footnote, says the page."""


PLAIN = Nature(0)


def nature_of(tag: str, values: Mapping[str, str | None]) -> Nature:
    """What an element makes of its words."""
    role, style = (values.get("role") or "").lower(), values.get("style") or ""
    inline, names = tag in INLINE, values.get("class") or ""
    found = PLAIN
    if tag in _SILENT:
        found |= Nature.SILENT
    if tag in _FURNITURE or role in _FURNITURE_ROLES:
        found |= Nature.FURNITURE
    if not inline and (
        role in _NOTE_ROLES or _NOTES_CLASS.search(names) or _NOTES_ID.fullmatch(values.get("id") or "")
    ):
        found |= Nature.NOTES
    if _is_unseen(values, style, names):
        found |= Nature.UNSEEN if inline else Nature.CONCEALED
    if tag in _STRUCK or _STRUCK_STYLE.search(style):
        found |= Nature.STRUCK
    if tag == "sup" or _RAISED_STYLE.search(style):
        found |= Nature.RAISED
    if tag == "sub" or _LOWERED_STYLE.search(style):
        found |= Nature.LOWERED
    target = values.get("href") or "" if tag == "a" else ""
    if inline and (role == "doc-noteref" or _NOTE_CLASS.search(names) or _NOTE_TARGET.search(target)):
        found |= Nature.NOTE
    return found


def _is_unseen(values: Mapping[str, str | None], style: str, names: str) -> bool:
    if "hidden" in values or values.get("aria-hidden") == "true" or _UNSEEN_STYLE.search(style):
        return True
    return not _UNSEEN_CLASSES.isdisjoint(names.lower().split()) and not _SHOWN_AGAIN.search(names)
