"""The inline markup of the data: a small, safe part of Markdown.

``*emphasis*``, ``**strong**``, ``[words](https://…)`` and bracketed spans as in Pandoc, ``[Todas Mujeres
Migrantes]{.programme lang=es}``, which mark a span in another language or a name for the index. Everything else,
HTML and template tags included, is literal text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin

NAME_KINDS = ("institution", "network", "programme", "publication", "law", "plan")

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_ATTRIBUTES = {"lang", "class", "entry", "year"}
_LONGEST = 10_000  # characters; brackets take more than linear time
_YEARS = range(1900, 2101)
_LEFT_OVER = re.compile(r"\][{(]|(?<!\S)\*+(?=[^\s*])|(?<!\{)\{\s*(\.[A-Za-z]|(lang|entry|year)=)")
_UNBALANCED = "markup that is not closed or not understood"
_ESCAPED = "\u00b7"
_MARKUP_HINT = "write [name]{.programme lang=es}, [words](https://…) or *emphasis*; for a literal mark write \\[ or \\*"


@dataclass(frozen=True)
class Run:
    """A stretch of text with one set of properties.

    ``language`` is empty where the run is in the language of its text; ``kind`` is one of :data:`NAME_KINDS` where the
    run is a name, ``entry`` the form under which an index lists it, and ``year`` when what it names began, or 0.
    """

    text: str
    emphasis: bool = False
    strong: bool = False
    language: str = ""
    kind: str = ""
    entry: str = ""
    year: int = 0
    href: str = ""


class MarkupError(ValueError):
    """Markup that says nothing sensible; the message is for the author of the text, ``near`` the words around it."""

    def __init__(self, message: str, hint: str = "", near: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.near = near


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False}).enable(["emphasis", "link", "escape", "balance_pairs"])
    return parser.disable("text_join").use(attrs_plugin, after=(), spans=True, span_after="link")


@lru_cache(maxsize=8192)
def parse_markup(text: str) -> tuple[Run, ...]:
    """Split a text into runs.

    Raises :class:`MarkupError` for a span with unknown properties or without words, a link that is not ``https``,
    ``http`` or ``mailto``, and for brackets and asterisks that were not closed. Images are no markup: ``![alt](…)``
    is literal.
    """
    if not re.search(r"[*\[\]{\\]", text):
        return (Run(text),)
    if len(text) > _LONGEST:
        raise MarkupError(f"markup in a text of {len(text):,} characters", "shorten or split it")
    runs: list[Run] = []
    state = [Run("")]
    lengths = [0]
    literal = ""
    source = _IMAGE.sub(lambda image: re.sub(r"([\[\]*])", r"\\\1", image[0]), text.replace("\n", " "))
    source = re.sub(r"(?<=\d)\*(?=\d)", r"\\*", source)
    tokens = _parser().parseInline(source)[0].children or []
    kinds = ["", *(token.type for token in tokens), ""]
    for before, token, after in zip(kinds, tokens, kinds[2:], strict=False):
        if token.nesting > 0:
            state.append(_opened(token.type, dict(token.attrs), state[-1]))
            lengths.append(len(literal))
        elif token.nesting < 0:
            state.pop()
            if not literal[lengths.pop() :].strip():
                raise MarkupError("a span or a link without words", _MARKUP_HINT, _near(literal, len(literal)))
        elif token.content:
            plain = token.type == "text"
            if plain and (
                (before in ("em_close", "strong_close") and token.content[0] == "*")
                or (after in ("em_open", "strong_open") and token.content[-1] == "*")
            ):
                raise MarkupError(_UNBALANCED, _MARKUP_HINT, _near(literal + token.content, len(literal)))
            literal += token.content if plain else _ESCAPED * len(token.content)
            runs.append(replace(state[-1], text=token.content))
    left_over = _LEFT_OVER.search(literal)
    position = left_over.start() if left_over else _open_bracket(literal)
    if position is not None:
        raise MarkupError(_UNBALANCED, _MARKUP_HINT, _near(literal, position))
    return tuple(_join(runs))


def _open_bracket(text: str) -> int | None:
    waiting: list[int] = []
    for match in re.finditer(r"[\[\]]", text):
        if match[0] == "[":
            waiting.append(match.start())
        elif waiting:
            waiting.pop()
        else:
            return match.start()
    return waiting[0] if waiting else None


def _near(text: str, position: int) -> str:
    start, end = max(position - 15, 0), position + 25
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _opened(kind: str, attributes: dict[str, str | int | float], current: Run) -> Run:
    if kind == "em_open":
        return replace(current, emphasis=True)
    if kind == "strong_open":
        return replace(current, strong=True)
    if kind == "link_open":
        href = str(attributes.get("href", ""))
        if not re.match(r"(https?|mailto):", href):
            raise MarkupError(f"a link to “{href}”", hint="links begin with https://, http:// or mailto:")
        return replace(current, href=href)
    unknown = sorted(set(attributes) - _ATTRIBUTES)
    if unknown:
        raise MarkupError(f"unknown property “{unknown[0]}” of a span", hint="known are .kind, lang=, entry= and year=")
    classes = str(attributes.get("class", "")).split()
    for name in classes:
        if name not in NAME_KINDS:
            raise MarkupError(f"unknown kind of name “.{name}”", hint=_kinds_hint(name))
    if len(classes) > 1:
        raise MarkupError(f"a name of two kinds, “.{'” and “.'.join(classes)}”", hint="a name has one kind; keep one")
    language = str(attributes.get("lang", ""))
    if language and not _LANGUAGE.fullmatch(language):
        raise MarkupError(f"“{language}” is no language code", hint="write it as in lang=es or lang=pt-BR")
    year = str(attributes.get("year", ""))
    if "year" in attributes and not (re.fullmatch("[0-9]{4}", year) and int(year) in _YEARS):
        raise MarkupError(f"“{year}” is no year of a name", hint="write four digits, from 1900 to 2100: year=2008")
    if year and not classes:
        raise MarkupError("a year of something that is no name", hint="write the kind of name too: {.law year=2008}")
    if not classes and not language:
        raise MarkupError("a span that says nothing about its text", hint=_MARKUP_HINT)
    return replace(
        current,
        language=language or current.language,
        kind=classes[0] if classes else current.kind,
        entry=str(attributes.get("entry", "")) or current.entry,
        year=int(year or current.year),
    )


def _kinds_hint(name: str) -> str:
    near = get_close_matches(name.lower(), NAME_KINDS, n=1)
    return f"did you mean “.{near[0]}”?" if near else f"known kinds: .{', .'.join(NAME_KINDS)}"


def _join(runs: list[Run]) -> list[Run]:
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined


def escape(text: str) -> str:
    """Words → a text of the data that says them literally, whatever marks are in them."""
    return re.sub(r"([\\*_\[\]{}])", r"\\\1", text)


def plain_text(text: str) -> str:
    """The words of a marked-up text, without the markup."""
    return "".join(run.text for run in parse_markup(text))
