"""Binds parts to one volume, in the way that suits them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Literal

from ...workspace.garbage import one_document
from .assembly import Binding, Packet
from .folios import FolioFont
from .graph.volume import join
from .parts import Part, SourceError, Volume
from .raw.splice import splice
from .raw.syntax import NotPlainError

Way = Literal["any", "graph", "raw"]
"""How parts are joined. ``graph`` copies them object by object, whoever made them. ``raw`` joins them as bytes, in a
quarter of the time and half the memory, but only parts of our own making, and refuses others as a part that cannot be
bound. ``any`` is ``raw`` where that goes, else ``graph``; the volume has the same in it either way."""

_LOG = logging.getLogger(__name__)


def bind(
    parts: Sequence[Part],
    *,
    title: str,
    language: str,
    lead: str = "",
    packet: Packet | None = None,
    folio_font: FolioFont | None = None,
    without: Sequence[str] = (),
    way: Way = "any",
) -> Volume:
    """Bind parts, in order, to one volume.

    ``lead`` is the key of the part whose metadata and way of opening become those of the volume; without one ``packet``
    writes the metadata. ``without`` names standards that must not be claimed, because a validator found against them.
    Folios are printed in ``folio_font`` where parts leave room. ``way`` is for tests and for who looks for a fault; why
    ``any`` does not become ``raw`` is told to the logger of this module, and so with ``--debug``. Raises
    :class:`SourceError` for a part that cannot be bound. The same parts give the same bytes.
    """
    _check(parts)
    request = Binding(tuple(parts), title, language, lead, packet, folio_font, tuple(without))
    with one_document():
        if way != "graph":
            try:
                return splice(request)
            except NotPlainError as refusal:
                if way == "raw":
                    raise
                _LOG.debug("joined object by object, since %s: %s", refusal.name or "the volume", refusal)
        return join(request)


def _check(parts: Sequence[Part]) -> None:
    names = [part.name for part in parts]
    if not parts:
        raise SourceError("there is nothing to bind")
    for index, part in enumerate(parts):
        if names.count(part.name) > 1:
            raise SourceError("two parts have the same name", part.name)
        if part.opens and part.opens not in names[: index + 1]:
            raise SourceError(f"its bookmark opens “{part.opens}”, which is no earlier part", part.name)
