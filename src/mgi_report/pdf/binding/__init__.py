"""Binding: several tagged PDFs become one volume, and nothing is lost.

Common tools drop the accessibility tags, bookmarks or named destinations of the files they join. :func:`bind` keeps
what each part has: pages and boxes, the tag tree, bookmarks, destinations and links, page labels, attachments, layers,
form fields and annotations (ISO 32000-1)::

    from mgi_report.pdf.binding import Part, bind

    parts = [Part(first, "Briefing", "briefing"), Part(second, "Annex A", "annex-a")]
    volume = bind(parts, title="Briefing", language="en")
    Path("volume.pdf").write_bytes(volume.pdf)

A link of one part reaches another when its address is ``bind:NAME`` (first page of that part), ``bind:NAME/3`` (a page)
or ``bind:NAME#destination`` (a named destination of it, or else of a part under it).
"""

from .bind import bind
from .folios import FolioFont
from .glance import Glance, glance
from .painted import page_prints
from .parts import TAGGED, Bound, Labels, LockedError, Part, SignedError, SourceError, Tab, Volume, letters

__all__ = [
    "TAGGED",
    "Bound",
    "FolioFont",
    "Glance",
    "Labels",
    "LockedError",
    "Part",
    "SignedError",
    "SourceError",
    "Tab",
    "Volume",
    "bind",
    "glance",
    "letters",
    "page_prints",
]
