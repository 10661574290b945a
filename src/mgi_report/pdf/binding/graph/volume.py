"""Parts made by anybody, joined object by object."""

from __future__ import annotations

import io
import warnings
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, PageCopyWarning

from ....errors import Kind, excerpt
from ..assembly import Assembly, Binding
from ..metadata import kept_info
from ..parts import TAGGED, Volume
from ..source import Source, is_true, open_source, qpdf_words, sound, text_of, within
from ..trees import number_tree
from .active import Active
from .endings import settle_endings
from .forms import Forms, Layers
from .graft import Grafted, graft
from .names import GraphNames, bookmarks
from .objects import GraphObjects
from .share import Shared
from .stack import with_deep_stack
from .tags import GraphTags
from .trees import labels_of

_LEAD = ("/OpenAction", "/AA", "/PageMode", "/PageLayout", "/URI", "/Extensions", "/Legal", "/PieceInfo", "/SpiderInfo")

_SAYS_LITTLE = ("file is damaged", "Attempting to reconstruct cross-reference table")


def join(request: Binding) -> Volume:
    """Bind any parts; raises :class:`SourceError` for one that cannot be bound."""
    return with_deep_stack(lambda: _join(request))


def _join(request: Binding) -> Volume:
    volume = _GraphVolume(request)
    for part in request.parts:
        # What is copied needs no open source: streams keep the bytes they are read from, and the rest of it is freed.
        source = open_source(part)
        with sound(part.name):
            volume.add(source)
            volume.note_mended(source)
    with sound():
        return volume.close()


class _GraphVolume(Assembly):
    def __init__(self, request: Binding) -> None:
        self.pdf = pikepdf.new()
        super().__init__(request, GraphObjects(self.pdf))
        self.names, self.tags = GraphNames(self.objects), GraphTags(self.objects, request.title, request.language)
        self.forms, self.layers, self.shared = Forms(self.pdf), Layers(self.pdf), Shared()
        self.version = "1.7"
        self.grafted: list[Grafted] = []

    def add(self, source: Source) -> None:
        """Add one part; its pages, then everything that refers to them."""
        part = source.part
        self.version = max(self.version, source.pdf.pdf_version)
        grafted = graft(self.pdf, source, len(self.pages) + 1)
        self.grafted.append(grafted)
        files = self._active(grafted)
        self.names.add(grafted)
        self.outlines.add(grafted, [item for item, depth in bookmarks(grafted) if not depth])
        language = text_of(grafted.root.get("/Lang")) or part.language or self.request.language
        elements = self.tags.add(grafted, language)
        self.forms.add(grafted, signed=source.signed)
        self.layers.add(grafted)
        self.shared.add(grafted)
        self.count(grafted, labels_of(grafted.root), language)
        if source.signed:
            self.note(part.name, "its signature is broken, since the file was changed; its appearance is kept")
        tagged = elements > 0 and _mark(grafted, "/Marked")
        if not tagged:
            lack = "says of its accessibility tags that they are none" if elements else "has no accessibility tags"
            self.note(part.name, f"it {lack}, so the volume cannot claim PDF/UA-1", f"export it {TAGGED}, if you can")
        self.tell(grafted, elements, source.claims, tagged=tagged, without_files=files)

    def _active(self, grafted: Grafted) -> int:
        """Tell what could do something by itself, or take it out; the number of attached files that are left out."""
        part = grafted.part
        active = Active(grafted, strip=part.strip_active)
        if active.found:
            message = f"taken out: {active}" if part.strip_active else f"it has {active}, and so has the volume"
            hint = "" if part.strip_active else "--strip-active takes that out"
            self.note(part.name, message, hint, kind=Kind.ACTIVE_CONTENT)
        return active.files

    def note_mended(self, source: Source) -> None:
        """Note what qpdf had to mend to read a part."""
        said = [words for warning in source.pdf.get_warnings() if (words := qpdf_words(str(warning)))]
        if said:
            telling = next((words for words in said if words not in _SAYS_LITTLE), said[0])
            value = excerpt(telling, 120) + (f", and {len(said) - 1} more" if len(said) > 1 else "")
            self.note(source.part.name, "it is damaged, and was mended", value=value, kind=Kind.PDF_DAMAGED)

    def close(self) -> Volume:
        """Write everything into the catalog and save."""
        self.names.link_parts()
        self.forms.close()
        self.layers.close()
        intents = self._intents()
        files = [file for grafted in self.grafted for file in grafted.root.get("/AF", [])]
        claims = self.claims(files, one_intent=self._agree(intents))
        leading = next((grafted for grafted in self.grafted if grafted.name == self.request.lead), None)
        own = (leading.root.get("/Metadata"), leading.info) if leading else ()
        packet = self.request.write_packet(claims, *own)
        intent = intents[0] if intents else None
        entries = self.catalog(self.tags, self.names, packet, intent, files, self.pdf.Root.Pages)
        # Parts of others can have any number of labels, so that an array of them in the catalog will not do.
        entries["/PageLabels"] = number_tree(self.objects, self.labels.numbers())
        for key, value in entries.items():
            self.pdf.Root[key] = value
        self._catalog()
        if leading:
            self._lead(leading)
        told = kept_info(leading.info) if leading else {}
        if not {"PDF/A-4", "PDF/A-4f"} & set(claims):  # ISO 19005-4, 6.1.3
            self.pdf.trailer.Info = self.pdf.make_indirect(Dictionary({"/Title": self.request.title, **told}))
        self._report()
        return Volume(self._save(), tuple(self.bound), claims, tuple(self.notes))

    def _intents(self) -> list[Any]:
        """The output intents of all parts; a volume is for the press where each of them is, and else has none of it."""
        found = [grafted.root.OutputIntents for grafted in self.grafted if "/OutputIntents" in grafted.root]
        pressed = [item for item in found if any(intent.get("/S") == "/GTS_PDFX" for intent in item)]
        if len(pressed) in (0, len(self.grafted)):
            return found
        self.note("", "a part is for the press, and the volume is not", "its colours may look a little different")
        return [item for item in found if item not in pressed]

    def _agree(self, intents: list[Any]) -> bool:
        """Whether the output intents of all parts are one, so that they mean the same colours."""
        profiles = {i.get("/DestOutputProfile").objgen for item in intents for i in item if "/DestOutputProfile" in i}
        if len(profiles) > 1:
            told = "the parts say by different colour profiles how their colours look, and a volume has only one"
            hint = "it has that of the first part that has one; colours of the others may look a little different"
            self.note("", told, f"{hint} on screens and printers that heed it")
        return len(profiles) <= 1

    def _catalog(self) -> None:
        """What parts of our own making have none of: old names, doubtful tags, articles, portfolios."""
        root = self.pdf.Root
        if self.names.old:
            root.Dests = self.pdf.make_indirect(Dictionary(self.names.old))
        if "/MarkInfo" in root:
            if not all(item.tagged for item in self.bound) or any(_mark(item, "/Suspects") for item in self.grafted):
                root.MarkInfo.Suspects = True
            if any(_mark(item, "/UserProperties") for item in self.grafted):
                root.MarkInfo.UserProperties = True
        threads = [thread for grafted in self.grafted for thread in grafted.root.get("/Threads", [])]
        if threads:
            root.Threads = Array(threads)
        for grafted in self.grafted:
            if "/Collection" in grafted.root:
                self.note(grafted.name, "it is a portfolio; its files are attached to the volume")

    def _lead(self, leading: Grafted) -> None:
        """Let the volume open as one of its parts does, and say of itself what that one says."""
        for key in _LEAD:
            if key in leading.root:
                self.pdf.Root[key] = leading.root[key]
        if "/ViewerPreferences" in leading.root:
            self.pdf.Root.ViewerPreferences = leading.root.ViewerPreferences
            self.pdf.Root.ViewerPreferences.DisplayDocTitle = True

    def _report(self) -> None:
        for name, target in self.names.lost:
            self.note(name, f"a link of it leads nowhere: “{target[:80]}”")
        for name, old, new in self.forms.renamed:
            self.note(name, f"its form field “{old}” is called “{new}”, since another part has one of that name")
        for name, what in self.forms.unkept:
            self.note(name, f"not kept: {what}")

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


def _mark(grafted: Grafted, key: str) -> bool:
    """What a part says of its tags (ISO 32000-1, table 321)."""
    return is_true(within(grafted.root.get("/MarkInfo"), key))
