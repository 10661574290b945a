"""Parts of our own making are joined as bytes; what comes out is what the way that is open to all files makes."""

from __future__ import annotations

import io
import logging
import re
import shutil
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from helpers.folio import folio_font
from helpers.pdffacts import Facts, PageFacts, facts
from helpers.project import ROOT, needs
from helpers.volumes import NAME, REGION
from helpers.witness import witness
from mgi_report.annex.proof import prove_volume
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.pdf.archival import read_archive
from mgi_report.pdf.binding import Labels, Part, SourceError, Tab, Volume, bind
from mgi_report.pdf.binding.bind import Way
from mgi_report.pdf.binding.raw.syntax import NotPlainError, decoded, entries, literal, text_string, values, written
from mgi_report.pdf.xmp import Metadata, claims_of, packet
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.finish import finish_screen
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

TITLE = "A volume: “parts” (three)"


@pytest.fixture(scope="module")
def cities(volume: Path) -> list[bytes]:
    """Three snapshots, as a build leaves them."""
    return [file.read_bytes() for file in sorted((volume / "reports" / "en").glob("mgi-snapshot-*.pdf"))]


def own(body: str, name: str = "own", variant: str = "pdf/a-3a") -> bytes:
    """A small document of our typesetter."""
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
    metadata = Metadata(name, "", "", "", ("en",), name, "", "", "", (), "2020-01-01")
    head = (
        f"<title>{name}</title><meta name=generator content=mgi_report><style>html{{font-family:'Open Sans'}}</style>"
    )
    document = Composed(f"<!DOCTYPE html><html lang=en>{head}<body><h1>{name}</h1>{body}</html>", {})
    claims = claims_of(variant, attached=False)
    made = typeset.typeset(document, lambda pdf: finish_screen(pdf, metadata, claims), variant=variant)
    assert made.problems == ()
    return made.pdf


def by_graph(parts: list[Part], **wishes: Any) -> Volume:
    """A volume as it is bound when a part is not as ours are."""
    return bind(parts, title=TITLE, language="en", way="graph", **wishes)


def by_bytes(parts: list[Part], **wishes: Any) -> Volume:
    """A volume of parts all of which are as ours are."""
    return bind(parts, title=TITLE, language="en", way="raw", **wishes)


def refused(parts: list[Part]) -> str:
    """Why parts cannot be joined as bytes."""
    with pytest.raises(NotPlainError) as caught:
        by_bytes(parts)
    return str(caught.value)


def proved(parts: list[Part]) -> list[Part]:
    """The same parts with the numbers of their elements."""
    known = [by_graph([part]).parts[0].elements for part in map(alone, parts)]
    return [replace(part, elements=count) for part, count in zip(parts, known, strict=True)]


def alone(part: Part) -> Part:
    return Part(part.pdf, part.title, part.name)


def spliced(parts: list[Part], **wishes: Any) -> Volume:
    """A volume joined as bytes, which the witness has seen and which is what the other way makes."""
    needs("qpdf"), needs("pdftotext")
    parts = proved(parts)
    made = by_bytes(parts, **wishes)
    assert bind(parts, title=TITLE, language="en", **wishes) == made
    witness(parts, made)
    unknown = [replace(part, elements=0) for part in parts]
    assert bind(unknown, title=TITLE, language="en", **wishes) == made, "their elements are counted"
    other = by_graph(unknown, **wishes)
    assert other.pdf != made.pdf
    assert replace(other, pdf=b"") == replace(made, pdf=b"")
    alike(facts(made.pdf), facts(other.pdf))
    assert objects_in(made.pdf) == objects_in(other.pdf)
    assert unreached(made.pdf) == []
    return made


def alike(one: Facts, other: Facts) -> None:
    for field in fields(Facts):
        if field.name not in ("pages", "by_reference"):
            assert getattr(one, field.name) == getattr(other, field.name), field.name
    for index, (page, same) in enumerate(zip(one.pages, other.pages, strict=True)):
        for field in fields(PageFacts):
            assert getattr(page, field.name) == getattr(same, field.name), (index, field.name)


def objects_in(pdf: bytes) -> tuple[int, int]:
    """Structure elements and streams with content, fonts and such; how trees are cut into nodes may differ."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = [item for item in opened.objects if isinstance(item, (Dictionary, pikepdf.Stream))]
        elements = [item for item in found if item.get("/Type") == Name.StructElem]
        inner = (Name.ObjStm, Name.XRef)
        streams = [item for item in found if isinstance(item, pikepdf.Stream) and item.get("/Type") not in inner]
        return len(elements), len(streams)


def unreached(pdf: bytes) -> list[str]:
    """Objects that nothing refers to."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        met: set[tuple[int, int]] = set()
        waiting: list[Any] = [opened.Root, opened.docinfo]
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.Object) and item.is_indirect:
                if item.objgen in met:
                    continue
                met.add(item.objgen)
            if isinstance(item, (Dictionary, pikepdf.Stream)):
                waiting += item.values() if isinstance(item, Dictionary) else item.stream_dict.values()
            elif isinstance(item, Array):
                waiting += list(item)
        inner = (Name.ObjStm, Name.XRef)
        return [repr(item)[:99] for item in opened.objects if _is_lost(item, met, inner)]


def _is_lost(item: Any, met: set[tuple[int, int]], inner: tuple[Any, ...]) -> bool:
    return item is not None and item.objgen not in met and not (hasattr(item, "get") and item.get("/Type") in inner)


def test_snapshots(cities: list[bytes]) -> None:
    parts = [Part(pdf, f"City №{index}", f"city-{index}") for index, pdf in enumerate(cities)]
    volume = spliced(parts)
    assert volume.claims == ("PDF/A-3a", "PDF/UA-1")
    assert spliced(parts).pdf == volume.pdf, "the same parts give the same bytes"


def test_one_part(cities: list[bytes]) -> None:
    spliced([Part(cities[0], "City", "city")])


def test_as_another_program_packs_them(cities: list[bytes]) -> None:
    packed = [changed(pdf, lambda pdf: None) for pdf in cities]
    spliced([Part(pdf, "City", f"city-{index}") for index, pdf in enumerate([*packed[:2], cities[2]])])


def test_folios_and_labels(cities: list[bytes]) -> None:
    wishes: list[dict[str, Any]] = [
        {"folio": 15, "labels": Labels("A", "Annex (", 1), "folio_skip": 1},
        {"folio": 12, "folio_outer": True, "labels": Labels("r", start=7)},
        {},
    ]
    parts = [Part(pdf, "City", f"city-{index}", **wishes[index]) for index, pdf in enumerate(cities)]
    volume = spliced(parts, folio_font=folio_font())
    pages = facts(volume.pdf)
    assert pages.labels[:6] == ["Annex (A", "Annex (B", "Annex (C", "Annex (D", "vii", "viii"]
    assert "Annex (A" not in pages.pages[0].text
    assert "Annex (B" in pages.pages[1].text


def test_tabs(cities: list[bytes]) -> None:
    tab = Tab(40, 20, 9, (0.1, 0.3, 0.5), "A1")
    wishes: list[dict[str, Any]] = [
        {"tab": tab, "tab_skip": 1},
        {"tab": replace(tab, label=""), "mirrored": True},
        {"tab": tab, "folio": 12, "folio_outer": True, "folio_skip": 2, "labels": Labels(start=9)},
    ]
    parts = [Part(pdf, "City", f"city-{index}", **wishes[index]) for index, pdf in enumerate(cities)]
    pages = facts(spliced(parts, folio_font=folio_font()).pdf).pages
    printed = [page.text.split()[-2:] for page in pages]
    assert ["A1" in words for words in printed] == [False, True, True, True, *[False] * 4, *[True] * 4]
    assert [words for words in printed if "11" in words or "12" in words] == [["A1", "11"], ["A1", "12"]]
    spliced([replace(part, tab=part.tab and replace(part.tab, label=""), folio=0) for part in parts])


def test_bookmarks_below_others(cities: list[bytes]) -> None:
    one, two, three = cities
    divider = own("<p>Divider</p>")
    parts = [
        Part(divider, "Annexes", "divider"),
        Part(one, "First", "one", under="divider", bookmark=False),
        Part(two, "Second", "two", under="divider", opens="divider"),
        Part(three, "Third", "three", bookmark=False),
    ]
    spliced(parts)


def test_links_between_parts(cities: list[bytes]) -> None:
    addresses = ("bind:city-1", "bind:city-1/3", "bind:city-0#domain-2", "bind:city-1#domain-2", "https://example.org/")
    links = "".join(f"<p><a href='{address}' title='To {address}'>{address}</a></p>" for address in addresses)
    front = own(f"{links}<p id=here>Here</p><a href='#here' title='Here'>here</a>")
    parts = [Part(front, "Front", "front")]
    parts += [Part(pdf, "City", f"city-{index}") for index, pdf in enumerate(cities[:2])]
    volume = spliced(parts)
    pages = facts(volume.pdf).pages
    targets = [target for _, target in pages[0].links]
    assert [target[1] for target in targets[:4]] == [5, 7, 2, 6]
    assert targets[4][0] == "uri"


HERE = "&lt;" + b"here".hex() + ">"
SYNTAX = ("12 0 R", "[3 0 R]", "/StructParent 0", f"/D {HERE}", f"/D{HERE}", f"/Dest {HERE}", "/Dest (here)", "% no")
MISLEADING = (*SYNTAX, "(un(balanced", "back\\slash)")


@pytest.mark.parametrize("text", MISLEADING)
def test_what_looks_like_syntax_does_not_mislead(text: str) -> None:
    link = f"<p id=here><a href='#here' title='{text}'>{text}</a></p>"
    parts = proved([Part(own(link, "One"), "One", "one"), Part(own(link, "Two"), "Two", "two")])
    witness(parts, bind(parts, title=TITLE, language="en"))


def test_brackets_in_strings_stay_as_they_are() -> None:
    spliced([Part(own("<a href='https://example.org/' title='([(\\)'>x</a>", name), "A", name) for name in "ab"])


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    """A file after a change, its objects packed again."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def first_link(pdf: pikepdf.Pdf) -> Any:
    return next(item for item in pdf.pages[0].obj.Annots if "/Dest" in item)


def _action(pdf: pikepdf.Pdf) -> None:
    link = first_link(pdf)
    link.A = pdf.make_indirect(Dictionary(S=Name.GoTo, D=link.Dest))
    del link["/Dest"]


def _inherited(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Pages.MediaBox = pdf.pages[0].obj.MediaBox
    for page in pdf.pages:
        del page.obj["/MediaBox"]


def _two_roots(pdf: pikepdf.Pdf) -> None:
    tree = pdf.Root.StructTreeRoot
    more = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=tree, K=Array([])))
    tree.K = Array([*tree.K, more])


def _other_colours(pdf: pikepdf.Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    copy = pdf.make_stream(profile.read_bytes() + b" ")
    copy.N = profile.N
    pdf.Root.OutputIntents[0].DestOutputProfile = copy


def _gap(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    numbers[len(numbers) - 2] = int(numbers[len(numbers) - 2]) + 5


CHANGES: dict[str, Callable[[pikepdf.Pdf], Any]] = {
    "a form": lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array([]))),
    "an opening action": lambda pdf: pdf.Root.__setitem__("/OpenAction", Array([pdf.pages[0].obj, Name.Fit])),
    "a link to nowhere": lambda pdf: first_link(pdf).__setitem__("/Dest", String("nowhere")),
    "an action of its own": _action,
    "a reference in a string": lambda pdf: first_link(pdf).__setitem__("/Contents", String("see 12 0 R")),
    "a class map": lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/ClassMap", Dictionary(a=Dictionary())),
    "a role of a standard name": lambda pdf: pdf.Root.StructTreeRoot.__setitem__("/RoleMap", Dictionary(P=Name.H1)),
    "two roots": _two_roots,
    "inherited boxes": _inherited,
    "other colours": _other_colours,
    "doubtful tags": lambda pdf: pdf.Root.MarkInfo.__setitem__("/Suspects", True),
    "a gap in the parent tree": _gap,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_what_is_not_as_ours_is_bound_in_the_other_way(cities: list[bytes], change: Callable[[Any], Any]) -> None:
    needs("qpdf"), needs("pdftotext")
    parts = [Part(cities[0], "One", "one", elements=9), Part(changed(cities[1], change), "Two", "two", elements=9)]
    assert refused(parts)
    counted = [replace(part, elements=0) for part in parts]
    volume = bind(counted, title=TITLE, language="en")
    if change is _other_colours:  # of two profiles one alone can be named, and colours of the other are not its own
        assert volume.claims == ("PDF/UA-1",)
        assert [note.hint[:43] for note in volume.notes] == ["it has that of the first part that has one;"]
    else:
        witness(counted, volume)


def test_other_layouts_are_left_alone(cities: list[bytes]) -> None:
    classic, appended = io.BytesIO(), io.BytesIO()
    with pikepdf.open(io.BytesIO(cities[0])) as opened:
        opened.save(classic, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    start = cities[0].rindex(b"startxref")
    appended.write(cities[0] + b"9999 0 obj\n<<>>\nendobj\n" + cities[0][start:])
    for pdf in (classic.getvalue(), appended.getvalue(), cities[0][: len(cities[0]) // 2], b"%PDF-1.7\n", b""):
        assert refused([Part(pdf, "City", "city", elements=9)])


def test_equal_identifiers_are_left_to_the_other_way(cities: list[bytes]) -> None:
    def named(pdf: pikepdf.Pdf) -> None:
        tree = pdf.Root.StructTreeRoot
        tree.K[0].ID = String("top")
        tree.IDTree = pdf.make_indirect(Dictionary(Names=Array([String("top"), tree.K[0]])))

    twice = [Part(changed(cities[0], named), "City", name, elements=9) for name in ("one", "two")]
    assert refused(twice) == "two parts use the same identifiers"


def test_files_of_others_and_circles_are_left_to_the_other_way(cities: list[bytes]) -> None:
    def by_somebody(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Metadata = pdf.make_stream(pdf.Root.Metadata.read_bytes().replace(b"mgi_report", b"somebody"))

    def in_a_circle(pdf: pikepdf.Pdf) -> None:
        top = pdf.Root.StructTreeRoot.K[0]
        top.K[0].K.append(top.K[1])

    for change, words in ((by_somebody, ""), (in_a_circle, "goes round in a circle")):
        part = Part(changed(cities[0], change), "City", "city")
        assert refused([part])
        if words:
            with pytest.raises(SourceError, match=words):
                bind([part], title=TITLE, language="en")


@pytest.fixture(scope="module")
def small() -> bytes:
    """What a snapshot is made of, on one page, so that more of what is damaged matters."""
    link = "<a href='https://example.org/' title='A page'>a page</a>"
    lists = f"<h2>A list</h2><ul><li>One, of {link}</li><li>Two</li></ul>"
    pdf = own(f"{lists}<table><tr><th>A</th><td>B</td></tr></table>")
    assert prove_volume(by_bytes([Part(pdf, "City", "city")]), [Part(pdf, "City", "city")], "volume").passed
    return pdf


@pytest.mark.parametrize("elements", [0, 9])
@settings(deadline=None)
@given(place=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_a_damaged_byte_is_refused_or_changes_no_more_than_itself(
    small: bytes, elements: int, place: int, byte: int
) -> None:
    data = bytearray(small)
    data[place % len(data)] = byte
    part = Part(bytes(data), "City", "city", elements=elements)
    with suppress(NotPlainError):
        proof = prove_volume(by_bytes([part]), [part], "volume")
        assert proof.passed, proof.problems


def test_a_damaged_list_of_places_is_refused(small: bytes) -> None:
    start = small.rindex(b"stream\nx") + len(b"stream\n")
    end = small.rindex(b"\nendstream")
    for place in range(start, end):
        data = bytearray(small)
        data[place] ^= 1
        with pytest.raises(NotPlainError):
            by_bytes([Part(bytes(data), "City", "city")])


PACKED = re.compile(rb"<<[^\n]*/Type /ObjStm[^\n]*>>\nstream\n")
TOKENS = st.sampled_from([b"0", b"9", b"-", b"(", b")", b"<", b">", b"[", b"]", b"/", b" ", b"R", b"\n", b"x", b"\xff"])


def damaged_within(pdf: bytes, place: int, token: bytes) -> bytes:
    """A file with other bytes at a place of its packed objects."""
    found = PACKED.search(pdf)
    assert found
    length = re.search(rb"/Length (\d+)", found[0])
    assert length
    end = found.end() + int(length[1])
    inner = zlib.decompress(pdf[found.end() : end])
    place %= len(inner)
    data = zlib.compress(inner[:place] + token + inner[place + len(token) :])
    head = found[0].replace(length[0], b"/Length %d" % len(data))
    return pdf[: found.start()] + head + data + pdf[end:]


@pytest.mark.parametrize("elements", [0, 9])
@settings(max_examples=200, deadline=None)
@given(place=st.integers(0, 10**6), token=TOKENS)
def test_damaged_objects_are_refused_and_never_a_fault_of_ours(
    cities: list[bytes], elements: int, place: int, token: bytes
) -> None:
    parts = [Part(damaged_within(cities[0], place, token), "City", "city", elements=elements)]
    with suppress(NotPlainError):
        made = by_bytes(parts, folio_font=folio_font())
        assert made.parts[0].pages == len(pikepdf.open(io.BytesIO(made.pdf)).pages)


def test_a_compendium_is_joined_as_bytes(volume: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    joined = Mock(side_effect=partial(bind, way="raw"))
    monkeypatch.setattr("mgi_report.compendium.bindery.bind", joined)
    kept = shutil.copytree(volume / "cache", tmp_path / "cache", ignore=shutil.ignore_patterns("volumes"))
    monkeypatch.setenv("MGI_REPORT_CACHE", str(kept))
    plan = BuildPlan(open_workspace(volume), tmp_path / "again", languages=("en",), regions=(REGION,), jobs=1)
    assert build(plan).problems == []
    joined.assert_called_once()
    assert (tmp_path / "again" / NAME).read_bytes() == (volume / "reports" / NAME).read_bytes()


def test_why_parts_are_not_joined_as_bytes_is_told(cities: list[bytes], caplog: pytest.LogCaptureFixture) -> None:
    parts = [Part(cities[0], "One", "one"), Part(changed(cities[1], CHANGES["a form"]), "Two", "two")]
    with caplog.at_level(logging.DEBUG, "mgi_report"):
        bind(parts, title=TITLE, language="en", way="graph")
        assert caplog.messages == []
        bind(parts, title=TITLE, language="en", lead="one")
        bind(parts, title=TITLE, language="en")
    assert caplog.messages == [
        "joined object by object, since the volume: it continues one of its parts",
        "joined object by object, since two: its catalog has more than ours",
    ]


# objects as they are written


NAMES = st.sampled_from(["/A", "/Type", "/S", "/Kids", "/K"])
PLAIN = st.sampled_from([b"12 0 R", b"1", b"-0.5", b"true", b"null", b"/Name", b"(text)", b"(a\\(b\\))", b"<feff0041>"])


def _nested(inner: st.SearchStrategy[bytes]) -> st.SearchStrategy[bytes]:
    arrays = st.lists(inner, max_size=4).map(lambda items: b"[" + b" ".join(items) + b"]")
    pairs = st.dictionaries(NAMES, inner, max_size=4)
    return (
        arrays
        | pairs.map(written)
        | pairs.map(lambda items: b"<< %s >>" % b" ".join(b"%s %s" % (p.encode(), q) for p, q in items.items()))
    )


OBJECTS = st.recursive(PLAIN, _nested, max_leaves=12)


@given(st.lists(OBJECTS, max_size=5))
def test_arrays_are_taken_apart(items: list[bytes]) -> None:
    assert values(b"[" + b" ".join(items) + b"]") == items


@given(st.dictionaries(NAMES, OBJECTS, max_size=5))
def test_dictionaries_are_taken_apart(items: dict[str, bytes]) -> None:
    assert entries(written(items)) == items


@given(st.binary(max_size=30))
def test_strings_come_back(data: bytes) -> None:
    written = literal(data)
    assert decoded(written) == data
    assert bytes(pikepdf.Object.parse(written)) == data


@given(st.text(max_size=30))
def test_texts_come_back(text: str) -> None:
    if not any(0xD800 <= ord(char) < 0xE000 for char in text):
        assert str(pikepdf.Object.parse(text_string(text))) == text


@pytest.mark.parametrize("text", [b"[1 2]", b"12 0 R", b"(a)", b""])
def test_only_dictionaries_have_entries(text: bytes) -> None:
    with pytest.raises(NotPlainError):
        entries(text)


@pytest.mark.parametrize("way", ["raw", "graph"])
def test_a_link_to_a_later_page_names_the_element_with_which_it_begins(cities: list[bytes], way: Way) -> None:
    link = "<p><a href='bind:city/3' title='Third page'>Third page</a></p>"
    parts = [Part(own(link, "front"), "Front", "front"), Part(cities[0], "City", "city")]
    volume = bind(parts, title=TITLE, language="en", way=way)
    with pikepdf.open(io.BytesIO(volume.pdf)) as pdf:
        (annotation,) = pdf.pages[0].Annots
        place, element = annotation.A.D, annotation.A.SD
        assert place[0].objgen == pdf.pages[3].objgen
        (_, *owners) = next(
            pair for pair in leaves(pdf.Root.StructTreeRoot.ParentTree) if pair[0] == pdf.pages[3].StructParents
        )
        assert element[0].objgen == owners[0][0].objgen
        assert [*element][1:] == [*place][1:]


def leaves(tree: Any) -> list[tuple[int, Any]]:
    numbers = [*tree.get("/Nums", [])]
    found = [*zip(map(int, numbers[::2]), numbers[1::2], strict=True)]
    return [*found, *(pair for kid in tree.get("/Kids", []) for pair in leaves(kid))]


def test_parts_of_pdf_2_become_a_volume_of_pdf_2() -> None:
    body = "<ul><li>One</li><li><a href='bind:two#own' title='The other'>Two</a></li></ul><p data-tag=Note>Three</p>"
    archive = "pdf/a-4f"
    parts = [
        Part(own(f"<h2 id=own>Own</h2>{body}", name, archive), name.title(), name, language="en")
        for name in ("one", "two")
    ]
    about = Metadata(TITLE, "", "", "", ("en",), "v", "", "", "", (), "2020-01-01")
    wishes = {"packet": lambda claims: packet(about, "", "mgi_report", claims)}
    made = spliced(parts, **wishes)
    assert made.claims == ("PDF/A-4", "PDF/UA-2", "WTPDF 1.0")
    for volume in (made, by_graph(parts, **wishes)):
        assert volume.pdf.startswith(b"%PDF-2.0")
        assert read_archive(volume.pdf)[1] == {}
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        names = [str(space.NS) for space in pdf.Root.StructTreeRoot.Namespaces]
    assert names == ["http://iso.org/pdf2/ssn", "http://iso.org/pdf/ssn"], "each once"
    assert "the parts are of different versions of PDF" in refused([parts[0], Part(own("", "old"), "Old", "old")])


def test_objects_are_packed_by_few(volume: Path) -> None:
    """Many readers unpack a whole stream of objects, and keep them, for the sake of one."""
    pdf = (volume / "reports" / NAME).read_bytes()
    counts = [int(count) for count in re.findall(rb"/Type /ObjStm/N (\d+)", pdf)]
    assert sum(counts) > 4000
    assert max(counts) <= 256
