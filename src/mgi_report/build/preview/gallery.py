"""What browsers are shown: the last good pages of each publication, what is wrong, and how far the work is."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from ...errors import Problem
from ...pdf.onscreen import Box, differences, picture
from ...workspace.places import shown
from .editors import address_in
from .messages import PROOF, SKETCH, Began, Document, Listed, Message, Origin, Sheet, Shown, Told, Web

WORKING, SKETCHED, PROVED, REFUSED, UNPROVED = "working", "sketched", "proved", "refused", "unproved"
"""How far a publication is: being sketched; shown as it will look; proved; refused; shown, but not to be made so."""

_REFERENCE = re.compile(r"[a-z]{3}-\d{4}-[a-z]\d+")


@dataclass
class _Shelf:
    """One publication."""

    stage: str = WORKING
    shown: str = SKETCH
    turn: int = 0
    sheets: tuple[Sheet, ...] = ()
    before: tuple[Sheet, ...] = ()
    files: dict[str, bytes] = field(default_factory=dict)
    problems: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    web: str = ""
    seconds: float = 0.0


class Gallery:
    """Hears what the desk tells; whoever waits is told that there is something new."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._news = threading.Condition()
        self._drawing = threading.Lock()  # PDFium serves one at a time
        self._documents: tuple[Document, ...] = ()
        self._shelves: dict[str, _Shelf] = {}
        self._general: tuple[Problem, ...] = ()
        self.version = 0

    def hear(self, message: Message) -> None:
        """Take in what the desk tells."""
        with self._news:
            if isinstance(message, Listed):
                self._documents = message.documents
            elif isinstance(message, Told) and not message.key:
                self._general = message.problems
            else:
                self._take(self._shelves.setdefault(message.key, _Shelf()), message)
            self.version += 1
            self._news.notify_all()

    def _take(self, shelf: _Shelf, message: Began | Shown | Told | Web) -> None:
        if message.turn < shelf.turn:
            return
        shelf.turn = message.turn
        if isinstance(message, Began):
            shelf.stage, shelf.before = WORKING, shelf.sheets
        elif isinstance(message, Shown):
            shelf.sheets, shelf.shown = message.sheets, message.stage
            used = {sheet.file for sheet in (*shelf.sheets, *shelf.before)}
            shelf.files = {name: pdf for name, pdf in (shelf.files | dict(message.files)).items() if name in used}
            shelf.origins = message.origins or shelf.origins
        elif isinstance(message, Web):
            shelf.web = f"{message.path}?{message.turn}"
        else:
            shelf.problems = {SKETCH: shelf.problems.get(SKETCH, ()), message.stage: message.problems}
            if message.stage == SKETCH:
                shelf.problems.pop(PROOF, None)
            good, bad = {SKETCH: (SKETCHED, REFUSED), PROOF: (PROVED, UNPROVED)}[message.stage]
            shelf.stage = good if message.sound else bad
            shelf.seconds = message.seconds

    def wait(self, version: int, seconds: float) -> int:
        """Wait until there is something newer, at most so long; the newest version."""
        with self._news:
            self._news.wait_for(lambda: self.version > version, seconds)
            return self.version

    def wake(self) -> None:
        """Have everybody who waits look up, since the preview ends."""
        with self._news:
            self.version += 1
            self._news.notify_all()

    def state(self, key: str) -> dict[str, Any]:
        """What a browser needs to show a publication; that of the first where none is named."""
        with self._news:
            keys = [document.key for document in self._documents]
            key = key if key in keys else next(iter(keys), "")
            shelf = self._shelves.get(key, _Shelf())
            own = shelf.problems.get(PROOF) or shelf.problems.get(SKETCH, ())
            return {
                "version": self.version,
                "documents": [asdict(document) for document in self._documents],
                "document": key,
                "stage": shelf.stage if keys else REFUSED,
                "marked": shelf.shown == SKETCH,
                "seconds": round(shelf.seconds, 2),
                "pages": [
                    {"print": sheet.page.print, "width": sheet.page.width, "height": sheet.page.height}
                    for sheet in shelf.sheets
                ],
                "web": shelf.web,
                "problems": [self._told(problem) for problem in dict.fromkeys((*self._general, *own))],
            }

    def problems(self) -> list[Problem]:
        """Everything that is wrong now."""
        with self._news:
            found = [item for shelf in self._shelves.values() for told in shelf.problems.values() for item in told]
            return list(dict.fromkeys((*self._general, *found)))

    def _told(self, problem: Problem) -> dict[str, str]:
        file = self._root / problem.file
        there = bool(problem.line) and file.is_file()
        return {
            "severity": str(problem.severity),
            "place": problem.place,
            "message": str(replace(problem, file="", hint="")).partition(": ")[2],
            "hint": problem.hint,
            "href": address_in((str(file), problem.line, problem.column)) if there else "",
        }

    def _found(self, mark: str) -> tuple[bytes, Sheet] | None:
        for shelf in self._shelves.values():
            for sheet in (*shelf.sheets, *shelf.before):
                if sheet.page.print == mark and sheet.file in shelf.files:
                    return shelf.files[sheet.file], sheet
        return None

    def picture(self, mark: str, scale: float) -> bytes | None:
        """A page by its print, as a picture with so many pixels in a point; nothing where it is gone."""
        with self._news:
            found = self._found(mark)
        if not found:
            return None
        with self._drawing:
            return picture(found[0], found[1].index, scale)

    def sheet(self, mark: str) -> dict[str, Any] | None:
        """The links and link targets of a page."""
        with self._news:
            found = self._found(mark)
        return asdict(found[1].page) if found else None

    def changes(self, old: str, new: str) -> list[Box]:
        """Where two pages look different."""
        with self._news:
            one, other = self._found(old), self._found(new)
        if not one or not other:
            return []
        with self._drawing:
            return differences((one[0], one[1].index), (other[0], other[1].index))

    def place(self, key: str, name: str) -> dict[str, Any]:
        """The page with a link target, from 0, and how far down it is."""
        with self._news:
            sheets = self._shelves[key].sheets if key in self._shelves else ()
            for number, sheet in enumerate(sheets):
                for anchor, _, top in sheet.page.anchors:
                    if anchor == name:
                        return {"page": number, "top": top}
        return {}

    def origin(self, key: str, name: str) -> Origin | None:
        """Where in the data a finding stands, by a link target that begins with its reference."""
        found = _REFERENCE.match(name)
        with self._news:
            return self._shelves[key].origins.get(found[0]) if found and key in self._shelves else None

    def named(self, origin: Origin) -> dict[str, str]:
        """A place in the data as people paste it, and as an address that opens it in an editor, if any."""
        file, line, column = origin
        return {"place": f"{shown(Path(file), self._root)}:{line}:{column}", "href": address_in(origin)}
