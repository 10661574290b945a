"""Plain text → text as the typesetter of each language sets it.

The data is typed plainly: straight quotation marks and apostrophes, ordinary spaces. Here, and nowhere else, they
become the marks and the no-break spaces of the language. The words never change: :func:`fold` takes both forms to the
same string, and the proof of an output compares folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from .conventions import Conventions, Folders, conventions_of
from .markup import Run

NBSP = "\u00a0"
THIN = "\u202f"
WHOLE = "\u2060"
"""Marks a word that is not parted, wherever in it it stands (U+2060, word joiner); it has no width."""

_HYPHENS = {ord("\u2010"): "-", ord("\u2011"): f"-{WHOLE}"}
ZERO = "\u200b"
"""A place where a line may end without a hyphen (U+200B, zero width space)."""

_IN_ADDRESSES = ("@", "://", "www.", "/")
_STAND_IN = "\ufffc"  # for an address, while the text around it is set; no font has it
ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|[\w.+-]+@(?=[\w-]+\.)|(?<![\w/@.-])(?:[a-z0-9-]+\.)+[a-z]{2,}/)"
    r"[^\s<>\"“”«»]*[\w/#=&%~+-]",
    re.I,
)
"""An address on the web or of a mailbox, as it stands in a text."""

_PLACES_TO_BREAK = re.compile(r"://|[/?&=@]+(?=.)|[.#_](?=\w)")
_WORD = re.compile(r"[^\W_]{7,}|-")
_PARTED = 7  # letters; shorter words are never parted
_LONGEST_NAME = 20  # characters; longer ones would leave lines half empty


HYPHENS = "\u2010\u2011"
"""Hyphens of word processors, the second one without a break; they are set as “-”, as few fonts have them."""

_CLOSED = re.compile(r"\S'(?!\w)")
_ELIDED = re.compile(r"\d0s|[stnem]\b")
_BEFORE_WORDS = "([{—–/¿¡"
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"(?<![\d-])((?:1[89]|20)\d\d)[-–]((?:1[89]|20)\d\d|\d\d)(?![\d–-])")
_ELLIPSIS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_DASH = re.compile(r"(?<=\s)-(?=\s)")
_UNITS = re.compile(r"(?<=\d) (?=(?:%|‰|°|km²?|m²|kg|ha|mm|cm|EUR|USD|€)(?!\w))")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_NUMBERED = re.compile(r"\b([Nn]\.?[º°]|[Nn]os?\.|[Nn]úms?\.|[Aa]rts?\.|[Pp]p?\.) (?=\d)")
_ASIDE = re.compile(r"(?<=\S) (?=[–—]\s)")
_PHRASE = re.compile(r"\b([Aa]d) (?=hoc\b)")
_ARTICLE = re.compile(r"(?<!\w)(El|L[aeo]s?|San|Santa|Santo|São|Saint|Sainte|St\.?) (?=[A-ZÀ-Þ])")
_OF_YEAR = re.compile(r"(\w) de (?=(?:19|20)\d\d\b)")
_PARTICLE = re.compile(r"(?<= )(d[aeiou]s?|del|dell[ao]|du|la|of|von|y) (?=\w)")
_LAST_WORD = re.compile(rf"\w{{{_PARTED},}}(?=\W*$)")
_INITIAL = re.compile(r"(?<![^\W\d_])([A-ZÀ-Þ]\.) (?=[A-ZÀ-Þ])")
_HIGH = re.compile(r"(?<=[^\s([;:!?]) ?([;:!?]+)(?=\s|$|[»”)\]])")


@lru_cache(maxsize=16_384)
def set_text(text: str, language: str, folders: Folders = ()) -> str:
    """One plain string, set in the typography of ``language``."""
    return "".join(run.text for run in set_runs([Run(text)], language, folders))


def set_runs(runs: Sequence[Run], language: str, folders: Folders = ()) -> list[Run]:
    """Runs of one text, set in the typography of its language; a run in another language keeps its own spacing.

    ``folders`` hold what a workspace knows of languages (:mod:`.conventions`).
    """
    return [*_set_runs(tuple(runs), language, folders)]


@lru_cache(maxsize=16_384)
def _set_runs(runs: Sequence[Run], language: str, folders: Folders) -> Sequence[Run]:
    outer = conventions_of(language, folders)
    result: list[Run] = []
    before, open_quotes = "", 0
    if any(hyphen in run.text for run in runs for hyphen in HYPHENS):
        runs = [replace(run, text=run.text.translate(_HYPHENS)) for run in runs]
    runs, addresses = _without_addresses(runs)
    for run, following in pairwise([*runs, Run("")]):
        text, open_quotes = _quotes(run.text, before, outer, open_quotes)
        # A rule may look at one character on either side of a run; it never changes that character.
        left, right = before[-1:], following.text[:1] if following.text[:1].isalnum() else ""
        text = _spaces(left + text + right, conventions_of(run.language or language, folders))
        text = text[len(left) : len(text) - len(right)]
        result.append(replace(run, text=text))
        before = text or before
    return _with_addresses(result, addresses) if addresses else result


def _without_addresses(runs: Sequence[Run]) -> tuple[Sequence[Run], list[str]]:
    """Runs with a stand-in for each address of the web or of a mailbox, and the addresses as they are set.

    They are set as they are typed: no rule of a language changes them, and no line ends in a hyphen that somebody would
    type, nor in one that was typed, as readers of a file take it for one that was not. Lines end behind other marks.
    """
    if not any(mark in run.text for run in runs for mark in _IN_ADDRESSES):
        return runs, []
    found: list[str] = []

    def take(address: re.Match[str]) -> str:
        found.append(_WORD.sub(rf"\g<0>{WHOLE}", _PLACES_TO_BREAK.sub(f"\\g<0>{ZERO}", address[0])))
        return _STAND_IN

    return [replace(run, text=ADDRESS.sub(take, run.text.replace(_STAND_IN, ""))) for run in runs], found


def _with_addresses(runs: Sequence[Run], addresses: Sequence[str]) -> list[Run]:
    waiting = iter(addresses)
    return [replace(run, text=re.sub(_STAND_IN, lambda _: next(waiting), run.text)) for run in runs]


def set_name(name: str, language: str, folders: Folders = ()) -> str:
    """A name that stands alone, in a heading, a figure or data: its words may stand on lines of their own."""
    return unmarked(set_text(name, language, folders)).replace(NBSP, " ")


def unmarked(text: str) -> str:
    """A text without the marks for the typesetter that have no width."""
    return text.replace(WHOLE, "").replace(ZERO, "")


def together(name: str) -> str:
    """A name that is not parted at the end of a line, unless it is a long one."""
    return name.replace(" ", NBSP) if len(name) <= _LONGEST_NAME else name


def stacked(name: str) -> str:
    """A name over a narrow column: a small word stays with the word that it belongs to."""
    return _PARTICLE.sub(rf"\1{NBSP}", name)


def closed(text: str) -> str:
    """A paragraph whose last word is not parted, so that its last line is no mere ending."""
    return _LAST_WORD.sub(rf"\g<0>{WHOLE}", text)


def close_runs(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs of a paragraph whose last word is not parted; words in another language never are."""
    if not runs or runs[-1].language:
        return tuple(runs)
    return (*runs[:-1], replace(runs[-1], text=closed(runs[-1].text)))


def _quotes(text: str, before: str, marks: Conventions, depth: int) -> tuple[str, int]:
    opening = {marks.quotes[0][-1], marks.inner_quotes[0][-1], *_BEFORE_WORDS}
    out, single = "", False
    for index, char in enumerate(text):
        context, rest = out or before, text[index + 1 :]
        opens = not context or context[-1].isspace() or context[-1] in opening
        if char == '"':
            # After an elision a word begins: l'"Escuela Abierta".
            opens = opens or (context[-1] == "’" and not depth and rest[:1].isalnum())
            if opens:
                depth += 1
                out += marks.quotes[0] if depth == 1 else marks.inner_quotes[0]
            else:
                out += marks.inner_quotes[1] if depth > 1 else marks.quotes[1]
                depth = max(depth - 1, 0)
        elif char == "'" and single and not opens and not rest[:1].isalnum():
            out, single = out + marks.inner_quotes[1], False
        elif char == "'":
            # Only a quote that another one closes is a quotation mark; all others are apostrophes.
            starts = opens and not single and bool(_CLOSED.search(rest)) and not _ELIDED.match(rest)
            out, single = out + (marks.inner_quotes[0] if starts else "’"), single or starts
        else:
            out += char
    return out, depth


def _spaces(text: str, marks: Conventions) -> str:
    if _DIGIT.search(text):
        text = _RANGE.sub(_range, text)
        text = _THOUSANDS.sub(lambda number: number[0].replace(" ", THIN), text)
        text = _UNITS.sub(NBSP, text)
        text = _NUMBERED.sub(f"\\1{NBSP}", text)
        text = _OF_YEAR.sub(f"\\1{NBSP}de{NBSP}", text)
    text = _INITIAL.sub(f"\\1{NBSP}", text)
    if marks.quotes[0] != marks.quotes[0].strip():
        opening, closing = (re.escape(mark.strip()) for mark in marks.quotes)
        text = re.sub(rf"{opening}\s?", marks.quotes[0], re.sub(rf"(?<=\S)\s?{closing}", marks.quotes[1], text))
    if marks.before_high:
        text = _HIGH.sub(lambda high: (marks.before_colon if high[1][0] == ":" else marks.before_high) + high[1], text)
    text = _ELLIPSIS.sub("…", text)
    text = _ASIDE.sub(NBSP, _DASH.sub("–", text))
    text = _PHRASE.sub(f"\\1{NBSP}", text)
    text = _ARTICLE.sub(f"\\1{NBSP}", text)
    if marks.keep_next:
        words = "|".join(form for word in marks.keep_next for form in (re.escape(word), re.escape(word.upper())))
        text = re.sub(rf"(?<=[\s(«“])({words}) (?=\w)", f"\\1{NBSP}", text)
    return text


def _range(years: re.Match[str]) -> str:
    """Two years with a dash between them; 2022-09 is a month and stays."""
    first, last = years[1], years[2]
    return f"{first}–{WHOLE}{last}" if int(last) > int(first[-len(last) :]) else years[0]


_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)


def without_unseen(text: str) -> str:
    """A text without the characters that are never seen (Unicode: Default_Ignorable_Code_Point)."""
    return _UNSEEN.sub("", text)


_FOLDS = str.maketrans(dict.fromkeys("“”„«»‟", '"') | dict.fromkeys("‘’‚‛´`", "'") | dict.fromkeys("‐‑‒–—−", "-"))
_PARTED_BY_READER = "\x02\ufffe"  # what PDFium gives for a hyphen that it takes for one of division
_NOT_LETTERS = re.compile(rf"[\s{_PARTED_BY_READER}]+")


def as_printed(text: str) -> str:
    """What a reader says of a page, for a message: with the hyphens that part words at the ends of lines."""
    return text.translate(dict.fromkeys(map(ord, _PARTED_BY_READER), "-"))


def fold(text: str) -> str:
    """Text reduced to what must be the same in the data and on the page, whoever made the page.

    Quotation marks, apostrophes and ligatures become plain; white space, hyphens and invisible marks, which line
    breaking may add or take, go.
    """
    return spelled(text).replace("-", "")


def spelled(text: str) -> str:
    """Text reduced to what must be the same in the data and on a page of ours: the same with the hyphens of words.

    Those that part a word at the end of a line go, as they are others than those that were typed (U+00AD).
    """
    plain = text if text.isascii() else without_unseen(unicodedata.normalize("NFKC", without_unseen(text)))
    return _NOT_LETTERS.sub("", plain.translate(_FOLDS).replace('"', "").replace("'", ""))


NEVER_JOINED = re.compile("[\x20-\u02ff\u0370-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
"""A character, from Latin to Cyrillic, whose form does not depend on those beside it."""


def is_joined(text: str) -> bool:
    """Whether characters of a text may have other forms beside each other than alone."""
    return bool(NEVER_JOINED.sub("", text))


def is_right_to_left(text: str) -> bool:
    """Whether any character of a text is written from right to left."""
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


def without_punctuation(text: str) -> str:
    """A text without its punctuation marks."""
    return "".join(character for character in text if not unicodedata.category(character).startswith("P"))
