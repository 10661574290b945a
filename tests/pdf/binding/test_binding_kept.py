"""Whatever is bound, the volume has all that its parts had: told by other software, for many producers and oddities."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from helpers.folio import folio_font
from helpers.oddfiles import encrypted, long, signed
from helpers.oddities import ODDITIES, linking, print_ready
from helpers.pdffacts import facts
from helpers.pdfmaking import plain, saved
from helpers.pdfobjects import tree
from helpers.project import FOREIGN, needs
from helpers.witness import violations, witness
from mgi_report.compendium.bindery import Bindery, bind_volume, promised_folios
from mgi_report.pdf.binding import Labels, Part, SourceError, Volume, bind
from mgi_report.pdf.xmp import Metadata

FILES = {file.stem: file for file in sorted(FOREIGN.glob("*.pdf"))}
NAMES = [*FILES, *ODDITIES]


@cache
def source(name: str) -> bytes:
    """The bytes of an input, by its name."""
    return FILES[name].read_bytes() if name in FILES else ODDITIES[name]()


def part(name: str, key: str = "", **wishes: Any) -> Part:
    """An input as part of a volume."""
    return Part(source(name), f"Title of {name}", key or name, **wishes)


def bound(*parts: Part, **wishes: Any) -> Volume:
    """A volume that the witness has seen."""
    needs("qpdf"), needs("pdftotext")
    volume = bind(parts, title="A volume", language="en", **wishes)
    witness(parts, volume)
    return volume


@pytest.mark.parametrize("name", NAMES)
def test_one_part(name: str) -> None:
    bound(part(name))


@pytest.mark.parametrize("name", NAMES)
def test_the_same_part_twice(name: str) -> None:
    bound(part(name, "one"), part(name, "two"))


@pytest.mark.parametrize(("one", "two"), list(zip(NAMES, NAMES[1:] + NAMES[:1], strict=True)))
def test_pairs(one: str, two: str) -> None:
    bound(part(one), part(two))
    bound(part(two, bookmark=False), part(one, labels=Labels("A", "B-", 3)))


def test_everything_at_once() -> None:
    bound(*(part(name) for name in NAMES))


def test_everything_backwards_and_led_by_a_part() -> None:
    bound(*(part(name) for name in NAMES[::-1]), lead="typst")


def test_a_volume_bound_again() -> None:
    inner = bound(part("typst"), part("clash-one"), part("chromium"), part("late-labels"))
    outer = bound(Part(inner.pdf, "Inner", "inner"), part("clash-two"), Part(inner.pdf, "Again", "again"))
    bound(Part(outer.pdf, "Outer", "outer", bookmark=False), part("typst"))


def test_a_thousand_pages() -> None:
    parts = [Part(pdf, name, name) for pdf, name in zip(long(), ("tagged", "long"), strict=True)]
    volume = bind(parts, title="A volume", language="en")
    witness(parts, volume, pictures=False)
    assert volume.pages == 1050
    with pikepdf.open(io.BytesIO(volume.pdf)) as opened:
        trees = (opened.Root.Pages, opened.Root.StructTreeRoot.ParentTree, opened.Root.Names.Dests)
        assert [levels(tree) for tree in trees] == [3, 1, 1]


def levels(node: Any) -> int:
    """How many nodes with kids stand one below another in a tree."""
    return 1 + levels(node.Kids[0]) if "/Kids" in node else 0


@pytest.mark.parametrize("name", ["typst", "chromium", "clash-two", "base-state-off"])
def test_snapshots_with_files_of_others(built: Path, name: str) -> None:
    snapshot = Part(built.read_bytes(), "Vila Aurora", "aurora")
    volume = bound(snapshot, part(name), Part(snapshot.pdf, "Vila Aurora again", "again"))
    assert volume.claims == (("PDF/UA-1",) if name == "typst" else ())


def test_snapshots_keep_both_standards(built: Path) -> None:
    parts = [Part(built.read_bytes(), f"City {name}", name) for name in ("one", "two", "three")]
    volume = bound(*parts)
    assert volume.claims == ("PDF/A-3a", "PDF/UA-1")
    again = bound(Part(volume.pdf, "Three cities", "cities"), parts[0])
    assert again.claims == ("PDF/A-3a", "PDF/UA-1")
    assert _fonts_and_profiles(volume.pdf) == _fonts_and_profiles(parts[0].pdf), "they are stored once"


def test_a_tree_that_is_not_walked_again_is_the_same(built: Path) -> None:
    pdf = built.read_bytes()
    walked = bind([Part(pdf, "City", "one"), Part(pdf, "City", "two")], title="A volume", language="en")
    known = [Part(pdf, "City", name, elements=walked.parts[0].elements) for name in ("one", "two")]
    volume = bind(known, title="A volume", language="en")
    witness(known, volume)
    assert [item.elements for item in volume.parts] == [item.elements for item in walked.parts]
    assert volume.pdf == walked.pdf


def test_the_same_parts_give_the_same_bytes() -> None:
    one, two = (bind([part("typst"), part("clash-one")], title="A volume", language="en") for _ in range(2))
    assert one.pdf == two.pdf


def test_links_between_parts() -> None:
    needs("pdftotext")
    wanted = ("bind:long", "bind:long/2", "bind:long#page1", "bind:long/9", "bind:nobody", "https://example.org/bind")
    parts = [part("nested-outline", "first"), Part(linking(*wanted), "Front", "front"), part("nested-outline", "long")]
    volume = bind(parts, title="A volume", language="en")
    whole = witness(parts, volume)
    targets = [target for _, target in whole.pages[3].links[1:]]
    assert [target[:2] for target in targets[:3]] == [("page", 4), ("page", 5), ("page", 5)]
    assert [target[0] for target in targets[3:]] == ["uri"] * 3
    lost = [note.message for note in volume.notes if "nowhere" in note.message]
    assert len(lost) == 2
    assert all(note.file == "front" for note in volume.notes if "nowhere" in note.message)


@pytest.mark.parametrize("under", ["whole", ""])
def test_a_link_into_a_part_finds_what_stands_in_parts_under_it(under: str) -> None:
    parts = [Part(linking("bind:whole#page1"), "Front", "front"), part("typst", "whole")]
    parts.append(part("nested-outline", "more", under=under))
    volume = bind(parts, title="A volume", language="en")
    pages = facts(volume.pdf).pages
    target = pages[0].links[1][1]
    assert (target[0] == "page") == bool(under)
    assert not under or target[1] >= len(pages) - len(facts(source("nested-outline")).pages)


def test_folios(built: Path) -> None:
    pdf = built.read_bytes()
    parts = [
        Part(pdf, "City", "one", folio=15, labels=Labels("A", "Annex-", 1)),
        Part(pdf, "City", "two", folio=15, labels=Labels("D", "", 99)),
        part("typst"),
    ]
    volume = bound(*parts, folio_font=folio_font())
    whole, source_facts = facts(volume.pdf), facts(pdf)
    for index, page in enumerate(whole.pages[:8]):
        own = source_facts.pages[index % 4]
        assert whole.labels[index] in page.text
        assert page.text.replace(whole.labels[index], "").split() == own.text.split()
        assert page.marks == own.marks
    assert violations(volume.pdf, "PDF/UA-1") == []


def in_language(language: str, **wishes: Any) -> Part:
    """A page with a folio, whose file does not say its language."""
    with plain("Nothing", 1) as made:
        return Part(saved(made), "One", "one", language, Labels(prefix="FOLIO"), folio=15, **wishes)


def folio_on_the_left(part: Part) -> bool:
    """On which half of its page the folio of a part is printed."""
    pdf = bind([part], title="A volume", language="en", folio_font=folio_font()).pdf
    page = pdfium.PdfDocument(pdf)[0]
    halves = [page.get_textpage().get_text_bounded(right=150), page.get_textpage().get_text_bounded(left=150)]
    assert sorted("FOLIO1" in half for half in halves) == [False, True]
    return "FOLIO1" in halves[0]


DIRECTIONS = dict.fromkeys(("ar", "ckb", "ps", "ug", "yi", "dv"), True) | dict.fromkeys(("en", "es"), False)


@pytest.mark.parametrize(("language", "left"), DIRECTIONS.items())
def test_folios_stand_where_the_lines_of_a_language_end(language: str, left: bool) -> None:
    assert folio_on_the_left(in_language(language)) == left
    assert folio_on_the_left(in_language(language, mirrored=True))
    assert not folio_on_the_left(in_language(language, mirrored=False))


@pytest.mark.parametrize(("language", "left"), DIRECTIONS.items())
def test_the_proof_of_a_compendium_looks_for_folios_there(language: str, left: bool) -> None:
    part, metadata = in_language(language), Metadata("A", "", "", "", (language,), "a", "", "", "", (), "2024-01-02")
    bindery = Bindery((part,), metadata, folio_font(), (), (), (), "a.pdf")
    (place,) = promised_folios(bindery, bind([part], title="A", language=language), ["FOLIO1"])
    assert (place.left, place.label, place.index) == (left, "FOLIO1", 0)
    wrong = replace(bindery, parts=(replace(part, mirrored=not left),))
    assert [place.left for place in promised_folios(wrong, bind_volume(wrong), ["FOLIO1"])] == [left]


def test_the_metadata_of_the_leading_part() -> None:
    print_file = Part(print_ready(), "Print", "print")
    for parts in ([print_file, part("typst")], [part("clash-one"), print_file]):
        volume = bound(*parts, lead="print")
        reader = pypdf.PdfReader(io.BytesIO(volume.pdf))
        assert reader.metadata is not None
        assert (reader.metadata.title, reader.metadata.author) == ("A print file", "Example Press")
        assert b"GTS_PDF" not in volume.pdf
        packet = reader.root_object["/Metadata"].get_data()
        assert b"application/pdf" in packet
        assert not [
            claim for claim in (b"PDF/X", b"PDF/VT", b"PDF/E", b"pdfuaid:part", b"pdfaid:part") if claim in packet
        ]
        opening = reader.root_object["/OpenAction"]["/D"]
        target = dict(tree(reader.root_object["/Names"], "/Dests", "/Names"))[opening].get_object()
        first = 0 if parts[0] is print_file else 2
        assert list.__getitem__(target, 0) == reader.pages[first + 1].indirect_reference


def test_an_untagged_part_is_told_and_nothing_is_claimed(built: Path) -> None:
    volume = bound(Part(built.read_bytes(), "City", "city"), part("reportlab"))
    assert volume.claims == ()
    assert [item.tagged for item in volume.parts] == [True, False]
    assert [note.file for note in volume.notes if "no accessibility tags" in note.message] == ["reportlab"]
    assert pypdf.PdfReader(io.BytesIO(volume.pdf)).root_object["/MarkInfo"]["/Suspects"]


@pytest.mark.parametrize("flags", [3, 1, 0])
def test_a_signed_part(flags: int) -> None:
    with pytest.raises(SourceError, match="signed"):
        bind([Part(signed(flags), "Signed", "signed")], title="A volume", language="en")
    volume = bound(Part(signed(flags), "Signed", "signed", break_signature=True), part("clash-one"))
    form = pypdf.PdfReader(io.BytesIO(volume.pdf)).root_object["/AcroForm"]
    assert not int(form.get("/SigFlags", 0)) & 1
    assert "/V" not in form["/Fields"][0].get_object()
    assert b"/ByteRange" not in volume.pdf
    assert any("signature" in note.message for note in volume.notes)


def test_a_protected_part() -> None:
    lock = encrypted(user="open", modify_assembly=True)
    for password in ("open", "owner"):
        volume = bound(Part(lock, "Locked", "locked", password=password), part("typst"))
        assert not pypdf.PdfReader(io.BytesIO(volume.pdf)).is_encrypted
    closed = encrypted(user="open", modify_assembly=False)
    bound(Part(closed, "Locked", "locked", password="owner"))
    bind([Part(encrypted(modify_assembly=True), "Open", "open")], title="A volume", language="en")
    for pdf, password, words in (
        (lock, "", "needs its password"),
        (lock, "guess", "does not open"),
        (encrypted(modify_assembly=False), "", "does not allow"),
        (closed, "open", "does not allow"),
    ):
        with pytest.raises(SourceError, match=words) as caught:
            bind([Part(pdf, "Locked", "locked", password=password)], title="A volume", language="en")
        assert caught.value.name == "locked"


def _fonts_and_profiles(pdf: bytes) -> list[int]:
    """Sizes of all font files and colour profiles that are stored in a file."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [item for item in opened.objects if isinstance(item, pikepdf.Stream)]
        return sorted(
            len(item.read_raw_bytes())
            for item in streams
            if "/Length1" in item or ("/N" in item and "/First" not in item)
        )
