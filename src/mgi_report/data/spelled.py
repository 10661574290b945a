"""Texts for paper, on which nobody can follow a link: its address stands in brackets behind its words."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel

from ..text.markup import escape, parse_markup

M = TypeVar("M", bound=BaseModel)

_LINK = re.compile(
    r"(?<![!\\])\[(?P<words>[^\[\]]*)\]\((?P<address>(?:https?|mailto):[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)"
)
_SCHEME = re.compile(r"(?:https?://|mailto:)")


def spelled_out(model: M) -> M:
    """A profile or region in whose texts every link spells its address out, unless its words are the address."""
    changed = {name: own for name, value in model if (own := _spelled(value)) is not value}
    return model.model_copy(update=changed) if changed else model


def _spelled(value: Any) -> Any:
    if isinstance(value, str):
        return spell_links(value) if "](" in value else value
    if isinstance(value, BaseModel):
        return spelled_out(value)
    if isinstance(value, dict):
        changed = {key: _spelled(item) for key, item in value.items()}
        return changed if any(changed[key] is not value[key] for key in value) else value
    if isinstance(value, (list, tuple)):
        items = [_spelled(item) for item in value]
        return type(value)(items) if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value


def spell_links(text: str) -> str:
    """A text with markup whose links spell their addresses out."""
    addresses = list(dict.fromkeys(run.href for run in parse_markup(text) if run.href))
    found = [link["address"] for link in _LINK.finditer(text)]
    if set(found) == set(addresses):
        return _LINK.sub(_behind, text)
    return f"{text} ({', '.join(map(_shown, addresses))})" if addresses else text


def _behind(link: re.Match[str]) -> str:
    words, shown = link["words"].strip(), _shown(link["address"])
    same = _SCHEME.sub("", words).rstrip("/") == _SCHEME.sub("", link["address"]).rstrip("/")
    return link[0] if same else f"{link[0]} ({shown})"


def _shown(address: str) -> str:
    return escape(address.removeprefix("mailto:"))
