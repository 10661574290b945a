"""Binds parts to one volume."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, PageCopyWarning, String

from ....errors import Kind, Problem, Severity
from ....workspace.garbage import one_document
from ..folios import FolioFont, Folios
from ..labels import PageLabels, label_tree, labels_of
from ..metadata import kept_info, merged_packet
from ..parts import Bound, Part, SourceError, Volume
from ..raw.splice import splice
from ..source import Source, is_true, open_source, sound, text_of
from .endings import settle_endings
from .forms import Forms, Layers
from .graft import Grafted, graft, plant_pages
from .names import Names
from .outlines import Outlines
from .share import Shared
from .stack import with_deep_stack
from .tags import TagTree

_LEAD = ("/OpenAction", "/AA", "/PageMode", "/PageLayout", "/URI", "/Extensions", "/Legal", "/PieceInfo", "/SpiderInfo")

Packet = Callable[[tuple[str, ...]], str]
"""Makes the XMP packet of the volume, given the standards that it may claim."""


def bind(
    parts: Sequence[Part],
    *,
    title: str,
    language: str,
    lead: str = "",
    packet: Packet | None = None,
    folio_font: FolioFont | None = None,
    without: Sequence[str] = (),
) -> Volume:
    """Bind parts, in order, to one volume.

    ``lead`` is the key of the part whose metadata and way of opening become those of the volume; without one ``packet``
    writes the metadata. ``without`` names standards that must not be claimed, because a validator found against them.
    Folios are printed in ``folio_font`` where parts leave room. Raises :class:`SourceError` for a part that cannot be
    bound. The same parts give the same bytes.
    """
    _check_names(parts)
    with one_document():
        if not lead and (spliced := splice(parts, title, language, packet, folio_font, without)):
            return spliced
        return with_deep_stack(lambda: _bind(parts, title, language, lead, packet, folio_font, without))


def _bind(
    parts: Sequence[Part],
    title: str,
    language: str,
    lead: str,
    packet: Packet | None,
    folio_font: FolioFont | None,
    without: Sequence[str],
) -> Volume:
    binder = _Binder(title, language, lead)
    for part in parts:
        # What is copied needs no open source: streams keep the bytes they are read from, and the rest of it is freed.
        source = open_source(part)
        with sound(part.name):
            binder.add(source)
    with sound():
        return binder.close(packet, folio_font, without)


def _mark(grafted: Grafted, key: str) -> bool:
    """What a part says of its tags (ISO 32000-1, table 321)."""
    marks = grafted.root.get("/MarkInfo")
    return isinstance(marks, Dictionary) and is_true(marks.get(key))


def _check_names(parts: Sequence[Part]) -> None:
    names = [part.name for part in parts]
    if not parts:
        raise SourceError("there is nothing to bind")
    for name in names:
        if names.count(name) > 1:
            raise SourceError("two parts have the same name", name)


class _Binder:
    def __init__(self, title: str, language: str, lead: str) -> None:
        self.pdf = pikepdf.new()
        self.language, self.title, self.lead = language, title, lead
        self.version = "1.7"
        self.grafted: list[Grafted] = []
        self.bound: list[Bound] = []
        self.tags = TagTree(self.pdf, title, language)
        self.names, self.outlines, self.labels = Names(self.pdf), Outlines(self.pdf), PageLabels()
        self.forms, self.layers, self.shared = Forms(self.pdf), Layers(self.pdf), Shared()
        self.notes: list[Problem] = []
        self.intents: list[Any] = []

    def add(self, source: Source) -> None:
        """Add one part; its pages, then everything that refers to them."""
        first = sum(len(item.pages) for item in self.grafted) + 1
        self.version = max(self.version, source.pdf.pdf_version)
        grafted = graft(self.pdf, source, first)
        self.grafted.append(grafted)
        part = source.part
        self.names.add(grafted)
        self.outlines.add(grafted)
        elements = self.tags.add(grafted, text_of(grafted.root.get("/Lang")) or part.language or self.language)
        self.forms.add(grafted, signed=source.signed)
        self.layers.add(grafted)
        self.labels.add(part, first, len(grafted.pages), labels_of(grafted.root))
        self.shared.add(grafted)
        self.intents.append(grafted.root.get("/OutputIntents"))
        if source.signed:
            self._note(part.name, "its signature is broken, since the file was changed; its appearance is kept")
        tagged = elements > 0 and _mark(grafted, "/Marked")
        if not tagged:
            lack = "says of its accessibility tags that they are none" if elements else "has no accessibility tags"
            self._note(part.name, f"it {lack}, so the volume cannot claim PDF/UA-1")
        pages, size = len(grafted.pages), len(part.pdf)
        self.bound.append(Bound(part.name, part.title, first, pages, size, tagged, elements, source.claims))

    def close(self, packet: Packet | None, font: FolioFont | None, without: Sequence[str]) -> Volume:
        """Write everything into the catalog and save."""
        pages = [page for grafted in self.grafted for page in grafted.pages]
        plant_pages(self.pdf, pages)
        self.names.link_parts()
        labels = self.labels.read(len(pages))
        folios = Folios(self.pdf, font)
        for grafted in self.grafted:
            tongue = text_of(grafted.root.get("/Lang")) or grafted.part.language or self.language
            own = labels[grafted.first - 1 : grafted.first - 1 + len(grafted.pages)]
            folios.add(grafted, own, tongue)
        for collector in (self.names, self.outlines, self.tags, self.forms, self.layers):
            collector.close()
        self.pdf.Root.PageLabels = label_tree(self.pdf, self.labels.ranges)
        claims = self._claims(without)
        self._catalog()
        self._metadata(packet, claims)
        self._report()
        return Volume(self._save(), tuple(self.bound), claims, tuple(self.notes))

    def _claims(self, without: Sequence[str]) -> tuple[str, ...]:
        common = frozenset.intersection(*(item.claims for item in self.bound))
        if not all(item.tagged for item in self.bound):
            common -= {"PDF/UA-1", "PDF/A-3a"}
        if not self._one_intent():
            common -= {"PDF/A-3a"}
        return tuple(sorted(common - set(without)))

    def _one_intent(self) -> bool:
        """Whether the output intents of all parts are one, so that they mean the same colours."""
        kinds = [item for item in self.intents if item is not None]
        profiles = {i.get("/DestOutputProfile").objgen for item in kinds for i in item if "/DestOutputProfile" in i}
        if kinds:
            self.pdf.Root.OutputIntents = kinds[0]
        if len(profiles) > 1:
            self._note("", "the parts are made for different colour profiles; that of the first one is named")
        return len(profiles) <= 1

    def _catalog(self) -> None:
        root = self.pdf.Root
        root.Lang = String(self.language)
        leading = next((item for item in self.grafted if item.name == self.lead), None)
        if leading is not None:
            for key in _LEAD:
                if key in leading.root:
                    root[key] = leading.root[key]
            if "/ViewerPreferences" in leading.root:
                root.ViewerPreferences = leading.root.ViewerPreferences
        if "/ViewerPreferences" not in root:
            root.ViewerPreferences = Dictionary()
        root.ViewerPreferences.DisplayDocTitle = True
        tagged = [item.tagged for item in self.bound]
        if any(tagged):
            root.MarkInfo = Dictionary(Marked=True)
            if not all(tagged) or any(_mark(item, "/Suspects") for item in self.grafted):
                root.MarkInfo.Suspects = True
            if any(_mark(item, "/UserProperties") for item in self.grafted):
                root.MarkInfo.UserProperties = True
        files = [file for item in self.grafted for file in item.root.get("/AF", [])]
        if files:
            root.AF = Array(files)
        threads = [thread for item in self.grafted for thread in item.root.get("/Threads", [])]
        if threads:
            root.Threads = Array(threads)
        for grafted in self.grafted:
            if "/Collection" in grafted.root:
                self._note(grafted.name, "it is a portfolio; its files are attached to the volume")

    def _metadata(self, packet: Packet | None, claims: tuple[str, ...]) -> None:
        leading = next((item for item in self.grafted if item.name == self.lead), None)
        if leading is not None:
            text = merged_packet(leading.root.get("/Metadata"), leading.info, self.title, self.language, claims)
            told = kept_info(leading.info)
            if told:
                self.pdf.trailer.Info = self.pdf.make_indirect(Dictionary(told))
        elif packet is not None:
            text = packet(claims)
        else:
            text = merged_packet(None, Dictionary(), self.title, self.language, claims)
        stream = self.pdf.make_stream(text.encode("utf-8"))
        stream.Type, stream.Subtype = Name.Metadata, Name.XML
        self.pdf.Root.Metadata = stream

    def _note(self, name: str, message: str) -> None:
        self.notes.append(Problem(name, message=message, severity=Severity.WARNING, kind=Kind.NOT_KEPT))

    def _report(self) -> None:
        for name, target in self.names.lost:
            self._note(name, f"a link of it leads nowhere: “{target[:80]}”")
        for name, old, new in self.forms.renamed:
            self._note(name, f"its form field “{old}” is called “{new}”, since another part has one of that name")
        for name, what in self.forms.unkept:
            self._note(name, f"not kept: {what}")

    def _save(self) -> bytes:
        out = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", PageCopyWarning)  # of widgets that belonged to no form before
            self.pdf.save(
                out,
                min_version=self.version,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                deterministic_id=True,
            )
        return settle_endings(out.getvalue())
