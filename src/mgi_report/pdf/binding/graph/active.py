"""What of a part could do something by itself: scripts, programs that are started or attached, forms that send data.

It is told by name, and taken out where that is asked for (ISO 32000-1, 12.6.4 and 7.11.4).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, String

from ....errors import excerpt
from ..source import Met, dictionaries, fields_of, items_of, listed, text_of, within
from .graft import Grafted
from .names import bookmarks
from .trees import names_of

_ACTIONS = {
    "/JavaScript": "JavaScript",
    "/Launch": "an action that starts a program or opens a file",
    "/SubmitForm": "a form that sends its data",
    "/ImportData": "an action that imports data into a form",
}
_PROGRAMS = """
    app bat cmd com cpl dll dmg exe hta jar js jse lnk msi pif pl ps1 py reg scr sh vb vbe vbs wsf
"""
_MAGIC = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_DEPTH = 32

Place = tuple[Any, str]
"""A dictionary and the key at which it has an action."""


class Active:
    """What was found in a part: its names and how often they occur; ``files`` are the attached programs among them."""

    def __init__(self, grafted: Grafted, *, strip: bool) -> None:
        self.found: Counter[str] = Counter()
        self.files, self._strip, self._met = 0, strip, Met()
        for holder, key in _places(grafted):
            self._look(holder, key, 0)
        names = grafted.root.get("/Names")
        if isinstance(names, Dictionary):
            self._scripts(names)
            self._attached(names, grafted)
        for page in grafted.pages:
            for annotation in dictionaries(page.get("/Annots")):
                if program := _program(annotation.get("/FS")):
                    self.found[program] += 1
                    if strip:
                        del annotation["/FS"]

    def __str__(self) -> str:
        return ", ".join(f"{name} ({count} times)" if count > 1 else name for name, count in self.found.items())

    def _look(self, holder: Any, key: str, depth: int) -> None:
        """Look at an action and at those that follow it."""
        action = holder.get(key)
        if not isinstance(action, Dictionary) or depth > _DEPTH:
            return
        # An action of another kind may run JavaScript all the same.
        script = "/JS" in action or text_of(action.get("/URI")).strip().lower().startswith("javascript:")
        if word := _ACTIONS.get(text_of(action.get("/S"))) or ("JavaScript" if script else ""):
            self.found[word] += 1
            if self._strip:
                del holder[key]
                return
        if self._met.again(action):
            return
        following = action.get("/Next")
        self._look(action, "/Next", depth + 1)
        if isinstance(following, Array):
            steps = [Dictionary(Step=item) for item in dictionaries(following)]
            for step in steps:
                self._look(step, "/Step", depth + 1)
            if self._strip:
                action.Next = Array([step.Step for step in steps if "/Step" in step])

    def _scripts(self, names: Any) -> None:
        """Scripts that run when the file is opened."""
        if scripts := names_of(names.get("/JavaScript")):
            self.found["JavaScript"] += len(scripts)
            if self._strip:
                del names["/JavaScript"]

    def _attached(self, names: Any, grafted: Grafted) -> None:
        files = names_of(names.get("/EmbeddedFiles"))
        programs = {key: program for key, spec in files.items() if (program := _program(spec))}
        self.found.update(programs.values())
        if not programs or not self._strip:
            return
        self.files = len(programs)
        gone = {files[key].objgen for key in programs if files[key].is_indirect}
        kept = [item for key, spec in files.items() if key not in programs for item in (String(key), spec)]
        names.EmbeddedFiles = Dictionary(Names=Array(kept))
        associated = listed(grafted.root.get("/AF"))
        if associated:
            grafted.root.AF = Array([item for item in associated if item.objgen not in gone])


def _places(grafted: Grafted) -> Iterator[Place]:
    """Every place that can have an action: opening, pages, annotations, fields, bookmarks."""
    met = Met()
    yield grafted.root, "/OpenAction"
    holders = [grafted.root, *grafted.pages]
    holders += [item for page in grafted.pages for item in dictionaries(page.get("/Annots"))]
    holders += fields_of(grafted.root.get("/AcroForm"))
    holders += [item for item, _ in bookmarks(grafted)]
    for holder in holders:
        if not met.again(holder):
            yield holder, "/A"
            additional = holder.get("/AA")
            yield from ((additional, key) for key, _ in items_of(additional))


def _program(spec: Any) -> str:
    """The words for an attached file that is a program; empty for any other."""
    name = text_of(within(spec, "/UF")) or text_of(within(spec, "/F"))
    stream = within(within(spec, "/EF"), "/F")
    if name.rpartition(".")[2].lower() in _PROGRAMS.split() or _start(stream).startswith(_MAGIC):
        return f"the attached program {excerpt(name)}"
    return ""


def _start(stream: Any) -> bytes:
    try:
        return bytes(stream.read_bytes()[:4]) if isinstance(stream, pikepdf.Stream) else b""
    except (pikepdf.PdfError, RuntimeError):
        return b""
