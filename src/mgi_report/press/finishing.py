"""What makes a typeset file PDF/X-4 (ISO 15930-7), on the engine's own objects before they are written.

The output intent with its profile, boxes that begin at 0, 0, marks, and metadata that is the same at every run: the
engine itself would stamp the hour and a random identifier.
"""

from __future__ import annotations

import hashlib
import uuid
from functools import lru_cache
from typing import Any

import pydyf

from ..design.editions import BLEED
from ..pdf.xmp import Metadata
from ..text.units import POINTS_PER_MM
from ..typeset.finish import keep_pixels, packed_whole, replace_metadata, seal_streams
from . import marks
from .profile import OutputProfile
from .sheet import Boxes


def finish_press(pdf: Any, metadata: Metadata, profile: OutputProfile, *, with_marks: bool = False) -> None:
    """Complete the press edition of a file, given as bare pages in inks (:mod:`~mgi_report.typeset.twins`)."""
    _clean(pdf, with_marks=with_marks)
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Page":
            _place(pdf, item, with_marks=with_marks)
    keep_pixels(pdf)
    seal_streams(pdf)
    _set_intent(pdf, profile)
    _identify(pdf, metadata)


def _object(pdf: Any, reference: Any) -> Any:
    return pdf.objects[int(reference.split()[0])]


def _clean(pdf: Any, *, with_marks: bool) -> None:
    """Take out the colours that the engine declares but nobody uses (Lab)."""
    for item in pdf.objects:
        if isinstance(item, dict) and "lab-d50" in item:
            item.clear()
            if with_marks:
                item[marks.REGISTRATION] = marks.ON_EVERY_PLATE


def _place(pdf: Any, page: Any, *, with_marks: bool) -> None:
    """Move a page so that its media begins at 0, 0; give it its boxes and, where wanted, its marks."""
    left, bottom, right, top = page["TrimBox"]
    boxes = Boxes.around((left, bottom, right, top), BLEED * POINTS_PER_MM, marks=with_marks)
    aside, up = boxes.outside - left, boxes.outside - bottom
    content = _object(pdf, page["Contents"])
    content.stream[:0] = [f"q 1 0 0 1 {aside:.4f} {up:.4f} cm".encode()]
    content.stream.append(b"Q")
    if with_marks:
        content.stream.append(marks.crop_and_register(boxes))
    page["MediaBox"], page["BleedBox"], page["TrimBox"] = (
        pydyf.Array([round(edge, 4) for edge in box]) for box in (boxes.media, boxes.bleed_box, boxes.trim)
    )
    _move_patterns(pdf, page, aside, up)


def _move_patterns(pdf: Any, page: Any, aside: float, up: float) -> None:
    """Move the patterns of a page too: they are placed on the page itself, not where its content was moved to."""
    for reference in _object(pdf, page["Resources"]).get("Pattern", {}).values():
        pattern = _object(pdf, reference)
        a, b, c, d, e, f = pattern.extra["Matrix"]
        if not getattr(pattern, "is_placed", False):
            pattern.extra["Matrix"] = pydyf.Array([a, b, c, d, e + aside, f + up])
            pattern.is_placed = True


def _set_intent(pdf: Any, profile: OutputProfile) -> None:
    packed, filters = _packed(profile.data)
    embedded = pydyf.Stream([packed], pydyf.Dictionary({"N": 4, "Filter": pydyf.Array(filters)}))
    pdf.add_object(embedded)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFX",
        "OutputConditionIdentifier": pydyf.String(profile.condition),
        "Info": pydyf.String(profile.name),
        "DestOutputProfile": embedded.reference,
    }
    if profile.registry:
        intent["RegistryName"] = pydyf.String(profile.registry)
        intent["OutputCondition"] = pydyf.String(profile.condition_name)
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


@lru_cache(maxsize=1)
def _packed(profile: bytes) -> tuple[bytes, list[str]]:
    """The profile as it is embedded: the same in every file of a build, and slow to compress."""
    return packed_whole(profile)


def _identify(pdf: Any, metadata: Metadata) -> None:
    """Identifiers and dates that come from the data and the content, whose streams are sealed."""
    for key in ("CreationDate", "ModDate"):
        pdf.info[key] = pydyf.String(stamp(metadata.created))
    pdf.info["Trapped"] = "/False"
    content = hashlib.sha256()
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") != "/Metadata":
            content.update(item.data)
    replace_metadata(pdf, metadata, ["PDF/X-4"], identity(metadata, content.hexdigest()))


def stamp(created: str) -> str:
    """An ISO 8601 date as PDF writes it: the first second of that day."""
    return f"D:{created.replace('-', '')}000000Z"


def identity(metadata: Metadata, content: str) -> list[str]:
    """The properties of XMP that PDF/X-4 asks for, with identifiers of the document and of this content of it."""
    document = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:{metadata.identifier}")
    instance = uuid.uuid5(document, content)
    return [
        f"<pdf:Trapped>False</pdf:Trapped><xmp:MetadataDate>{metadata.created}</xmp:MetadataDate>",
        f"<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID><xmpMM:InstanceID>uuid:{instance}</xmpMM:InstanceID>",
        "<xmpMM:RenditionClass>default</xmpMM:RenditionClass><xmpMM:VersionID>1</xmpMM:VersionID>",
    ]
