"""PDF objects as they are written (ISO 32000-1, 7.3), taken apart only as far as somebody asks.

An object is its bytes: a dictionary becomes a mapping of its keys to values that are bytes again. What is not looked
into is neither read nor written anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pikepdf

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


class NotPlainError(ValueError):
    """A file is not written as our typesetter writes; whoever wants it joined takes the way that is open to all."""


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


def entries(text: bytes) -> dict[bytes, bytes]:
    """A dictionary; raises :class:`NotPlainError` for anything else."""
    if not text.startswith(b"<<"):
        raise NotPlainError("a dictionary was expected")
    items = values(text)
    return dict(zip(items[::2], items[1::2], strict=True))


def dictionary(items: Mapping[bytes, bytes]) -> bytes:
    """A dictionary as it is written."""
    return b"<<" + b"".join(key + b" " + value for key, value in items.items()) + b">>"


def array(items: list[bytes]) -> bytes:
    """An array as it is written."""
    return b"[" + b" ".join(items) + b"]"


def reference(number: int) -> bytes:
    """What refers to an object."""
    return b"%d 0 R" % number


def references(numbers: Iterable[int]) -> list[bytes]:
    """What refers to objects, after a space; faster for many."""
    places = tuple(numbers)
    return (b" %d 0 R\n" * len(places) % places).splitlines()


def referred(value: bytes) -> int | None:
    """The number of the object that a value refers to, if it does."""
    found = _REFERENCE.fullmatch(value)
    return int(found[1]) if found else None


def decoded(string: bytes) -> bytes:
    """What a string stands for; raises :class:`NotPlainError` for anything else."""
    if string[:1] == b"(" and b"\\" not in string and b"\r" not in string:
        return string[1:-1]
    if string[:1] not in (b"(", b"<"):
        raise NotPlainError("a string was expected")
    return bytes(pikepdf.Object.parse(string))


def literal(data: bytes) -> bytes:
    """A string as it is written."""
    return b"(%s)" % data if _SIMPLE.fullmatch(data) else b"<%s>" % data.hex().encode()


def text_string(text: str) -> bytes:
    """A text as it is written (ISO 32000-1, 7.9.2.2)."""
    simple = text.isascii() and _SIMPLE.fullmatch(text.encode())
    return literal(text.encode() if simple else b"\xfe\xff" + text.encode("utf-16-be"))


def text_in(string: bytes) -> str:
    """The text that a string stands for."""
    return str(pikepdf.Object.parse(string))
