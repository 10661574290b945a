"""What people check of an accessible PDF, with what the machine already knows filled in, for a reviewer to sign.

Validators settle what a machine can settle. The Matterhorn Protocol of the PDF Association lists what is left to
people; its checkpoints are named by number. A checklist is a text that a person fills in and signs.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ..pdf.guard import Guard, read_pdf
from ..pdf.heard import Heard
from ..text.languages import Language
from ..text.reader import Reader
from ..workspace.cache import write_atomically
from .outdated import REPORT

_SHOWN = 40  # of headings and of texts; a volume has hundreds
_BLANK = "_" * 24
_OUTLINE = 2  # levels of headings that are told of a long file


def write_checklist(file: Path, language: Language) -> Path:
    """Write the checklist of a screen file beside it; returns where it is.

    Raises :class:`ReportError` (data) for a file that takes more memory or time than it may.
    """
    pdf = read_pdf(file)
    with Guard() as guard:
        heard: Heard = guard.call("mgi_report.pdf.heard:read_heard", pdf, files=[str(file)], size=len(pdf))
    target = file.with_name(f"{file.stem}{REPORT}.md")
    sum_ = hashlib.sha256(pdf).hexdigest()
    write_atomically(target, checklist(heard, file.name, sum_, language).encode())
    return target


def checklist(heard: Heard, name: str, sha256: str, language: Language) -> str:
    """The checklist as Markdown."""
    say = Reader(language).say
    yes = say("yes")
    about = say("File"), say("Title"), say("Pages"), say("no")
    signed = say("Checked by"), say("With"), say("Date"), say("Signature")
    place, title, pages, no = (say("%(term)s:", term=term) for term in about)
    by, tool, day, name_of = (say("%(term)s:", term=term) for term in signed)
    lines = [
        "# " + say("Accessibility: what people check"),
        "",
        f"- {place} {name}",
        f"- {title} {heard.title}",
        f"- {pages} {heard.pages}",
        f"- SHA-256: {sha256}",
        "",
        say(
            "Validators have judged what a machine can judge. The questions below are left to people (Matterhorn "
            "Protocol, PDF/UA-1; the number is that of its checkpoint). What the machine knows is filled in."
        ),
    ]
    for number, question, known in _questions(heard, Reader(language)):
        lines += ["", f"## {number} {question}", "", *(f"- {line}" for line in known), ""]
        lines += [f"[ ] {yes}   [ ] {no} {_BLANK}"]
    lines += ["", "---", "", f"{by} {_BLANK}   {tool} {_BLANK}", "", f"{day} {_BLANK}   {name_of} {_BLANK}", ""]
    return "\n".join(lines)


def _questions(heard: Heard, reader: Reader) -> Iterator[tuple[int, str, list[str]]]:
    """Number of the checkpoint, question, and what is known."""
    say, kinds = reader.say, heard.kinds
    silent = [say("Pages without a tag: %(pages)s", pages=_numbers(heard.silent))] if heard.silent else []
    yield (
        1,
        say("Is everything that matters heard, and nothing that does not?"),
        [say("Whatever is printed has a tag or is marked as decoration; see the proof."), *silent],
    )
    yield 4, say("Is nothing said by colour or form alone?"), [say("Marks and chips have words, listed under 13.")]
    yield 6, say("Does the title say what the document is?"), [heard.title]
    order = say("Every page is painted in the order in which its tags are read.")
    if heard.jumps:
        order = say("Painted in another order than read: pages %(pages)s", pages=_numbers(heard.jumps))
    yield 9, say("Does what is heard follow in the order of its sense?"), [order]
    spoken = _counted(heard.languages) or [say("No part names a language of its own.")]
    yield 11, say("Is every part in another language marked so, and rightly?"), spoken
    yield 13, say("Does each picture, sign and link say what it shows or where it leads?"), _counted(heard.instead)
    yield 14, say("Do the headings tell the contents, each at its level?"), [*_headings(heard)]
    cells = say(
        "%(tables)s tables, %(cells)s cells, %(heads)s heads",
        tables=kinds["Table"], cells=kinds["TD"], heads=kinds["TH"],
    )  # fmt: skip
    yield 15, say("Are tables tables, and does each cell make sense with its heads alone?"), [cells]
    items = say("%(lists)s lists, %(items)s items", lists=kinds["L"], items=kinds["LI"])
    yield 16, say("Are lists lists, and nothing else?"), [items]
    aside = say("Running heads and page numbers are artifacts of pagination; see the proof.")
    yield 18, say("Are running heads and page numbers left out of what is heard?"), [aside]


def _counted(texts: Counter[str]) -> list[str]:
    told = [text + (f" ({count})" if count > 1 else "") for text, count in texts.most_common(_SHOWN)]
    return [*told, *(["…"] if len(texts) > _SHOWN else [])]


def _headings(heard: Heard) -> Iterator[str]:
    deepest = 6 if len(heard.headings) <= _SHOWN else _OUTLINE
    for heading in heard.headings:
        if heading.level <= deepest:
            yield f"{'– ' * (heading.level - 1)}H{heading.level} {heading.words} ({heading.page})"


def _numbers(pages: list[int]) -> str:
    return ", ".join(map(str, pages))
