"""PDF objects as they are written (ISO 32000-1, 7.3), taken apart only as far as somebody asks.

An object is its bytes: a dictionary becomes a mapping of its keys to values that are bytes again. What is not looked
into is neither read nor written anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import pikepdf

from ..objects import Value
from ..parts import SourceError

STRING = rb"\((?>[^()\\]*(?:\\.[^()\\]*)*)\)|<[0-9A-Fa-f\s]*>"
"""A literal string whose parentheses are all escaped, or a hexadecimal one."""

_PLAIN = rb"[^][()<>]*"
_ARRAY = rb"\[" + _PLAIN + rb"(?>(?:" + STRING + rb")" + _PLAIN + rb")*\]"
_ARRAYS = rb"\[" + _PLAIN + rb"(?>(?:" + STRING + rb"|" + _ARRAY + rb")" + _PLAIN + rb")*\]"
_TOKEN = re.compile(
    _ARRAYS + rb"|" + STRING + rb"|<<|>>|[][]|/[^\s/<>()[\]]*|\d+ 0 R\b|[^\s/<>()[\]]+",
    re.DOTALL,
)
_SIMPLE = re.compile(rb"[ -'*-\[\]-~]*")
_REFERENCE = re.compile(rb"(\d+) 0 R")


class NotPlainError(SourceError):
    """A file is not written as our typesetter writes; whoever wants it joined takes the way that is open to all."""


class Ref(int):
    """The number of an object, where a number of pages or the like could be meant as well."""

    __slots__ = ()


class Entries(dict[str, Value]):
    """A dictionary as it was written; what it lacks is told as :class:`NotPlainError`."""

    def __missing__(self, key: str) -> bytes:
        raise NotPlainError(f"{key} is missing")


def values(text: bytes) -> list[bytes]:
    """The items of an array, or the keys and values of a dictionary by turns."""
    inside = text[2:-2] if text.startswith(b"<<") else text[1:-1]
    found = _TOKEN.findall(inside)
    if b"<<" not in found and b"[" not in found:
        return found
    found, depth, start = [], 0, 0
    for token in _TOKEN.finditer(inside):
        word = token[0]
        if word in (b"<<", b"["):
            if not depth:
                start = token.start()
            depth += 1
        elif word in (b">>", b"]"):
            depth -= 1
            if not depth:
                found.append(inside[start : token.end()])
        elif not depth:
            found.append(word)
    return found


def entries(text: bytes) -> Entries:
    """A dictionary, whose values are as they are written; raises :class:`NotPlainError` for anything else."""
    items = values(text) if text.startswith(b"<<") else [text]
    try:
        return Entries(zip(map(bytes.decode, items[::2]), items[1::2], strict=True))
    except ValueError:
        raise NotPlainError("a dictionary was expected") from None


def pairs(items: list[bytes]) -> Iterable[tuple[bytes, bytes]]:
    """Items two by two; raises :class:`NotPlainError` where one is left over."""
    if len(items) % 2:
        raise NotPlainError("a value was expected")
    return zip(items[::2], items[1::2], strict=True)


def reference(number: int) -> bytes:
    """What refers to an object."""
    return b"%d 0 R" % number


def references(numbers: Iterable[int]) -> list[bytes]:
    """What refers to objects, after a space; faster for many."""
    places = tuple(numbers)
    return (b" %d 0 R\n" * len(places) % places).splitlines()


def referred(value: bytes) -> Ref | None:
    """The number of the object that a value refers to, if it does."""
    found = _REFERENCE.fullmatch(value)
    return Ref(found[1]) if found else None


def integer(value: bytes) -> int:
    """An integer; raises :class:`NotPlainError` for anything else."""
    try:
        return int(value)
    except ValueError:
        raise NotPlainError("an integer was expected") from None


def real(value: bytes) -> float:
    """A number; raises :class:`NotPlainError` for anything else."""
    try:
        return float(value)
    except ValueError:
        raise NotPlainError("a number was expected") from None


def decoded(string: bytes) -> bytes:
    """What a string stands for; raises :class:`NotPlainError` for anything else."""
    if string[:1] == b"(" and b"\\" not in string and b"\r" not in string:
        return string[1:-1]
    return bytes(_string(string))


def text_in(string: bytes) -> str:
    """The text that a string stands for; raises :class:`NotPlainError` for anything else."""
    return str(_string(string))


def _string(string: bytes) -> Any:
    try:
        if string[:1] in (b"(", b"<") and isinstance(found := pikepdf.Object.parse(string), pikepdf.String):
            return found
    except pikepdf.PdfError:
        pass
    raise NotPlainError("a string was expected")


def literal(data: bytes) -> bytes:
    """A string as it is written."""
    return b"(%s)" % data if _SIMPLE.fullmatch(data) else b"<%s>" % data.hex().encode()


def text_string(text: str) -> bytes:
    """A text as it is written (ISO 32000-1, 7.9.2.2)."""
    simple = text.isascii() and _SIMPLE.fullmatch(text.encode())
    return literal(text.encode() if simple else b"\xfe\xff" + text.encode("utf-16-be"))


def written(value: Value) -> bytes:
    """A value as it is written; bytes are that already."""
    return value if type(value) is bytes else _WRITTEN[type(value)](value)


def _dictionary(entries: dict[str, Value]) -> bytes:
    items = [(key.encode(), value if type(value) is bytes else written(value)) for key, value in entries.items()]
    return b"<<%s>>" % b"".join([b"%s %s" % item for item in items])


_WRITTEN: dict[type, Callable[[Any], bytes]] = {
    Ref: reference,
    str: text_string,
    bool: lambda value: b"true" if value else b"false",
    int: lambda value: b"%d" % value,
    float: lambda value: b"%.10g" % value,
    list: lambda items: b"[%s]" % b" ".join([item if type(item) is bytes else written(item) for item in items]),
    dict: _dictionary,
    Entries: _dictionary,
    pikepdf.Object: pikepdf.Object.unparse,
}
