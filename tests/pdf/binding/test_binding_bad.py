"""What is no PDF, damaged, locked or malicious is refused in one sentence, soon, and without much memory."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from helpers.oddities import ODDITIES, linking
from helpers.pdfmaking import element, outline, plain, saved, tagged
from helpers.suspects import GOOD, sentence, sound_or_refused, volume_of
from mgi_report.pdf.binding import Part, SourceError, bind


def refusal(pdf: bytes) -> str:
    """The sentence with which a part is refused."""
    started = time.perf_counter()
    with pytest.raises(SourceError) as caught:
        volume_of(pdf)
    assert time.perf_counter() - started < 10
    assert caught.value.name == "suspect"
    return sentence(caught.value)


@pytest.mark.parametrize(
    ("pdf", "words"),
    [
        (b"", "no PDF"),
        (b"\0" * 5000, "no PDF"),
        (b"<html><body>Not found</body></html>", "no PDF"),
        (b"PK\x03\x04" + b"word/document.xml" * 100, "no PDF"),
        (b"%PDF-1.7\n%%EOF\n", "damaged"),
        (b"%PDF-1.7\n" + b"1 0 obj\n<<>>\nendobj\n" * 50, "cut off"),
        (b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF", "damaged"),
    ],
)
def test_what_is_no_pdf(pdf: bytes, words: str) -> None:
    assert words in refusal(pdf)


def test_nothing_to_bind_and_equal_names() -> None:
    with pytest.raises(SourceError, match="nothing to bind"):
        bind([], title="A volume", language="en")
    with pytest.raises(SourceError, match="same name") as caught:
        bind([GOOD, GOOD], title="A volume", language="en")
    assert caught.value.name == "good"
    late = Part(GOOD.pdf, "Late", "late")
    with pytest.raises(SourceError, match="“late”, which is no earlier part") as caught:
        bind([Part(GOOD.pdf, "Early", "early", opens="late"), late], title="A volume", language="en")
    assert caught.value.name == "early"


def test_no_pages() -> None:
    assert "no pages" in refusal(saved(pikepdf.new()))


@pytest.mark.parametrize("name", ["clash-one", "object-streams", "linearized", "hybrid"])
def test_cut_off_anywhere(name: str) -> None:
    pdf = ODDITIES[name]()
    for length in range(0, len(pdf) - 8, len(pdf) // 60):
        sound_or_refused(pdf[:length])
    assert "cut off" in refusal(pdf[: len(pdf) // 2]) or name == "linearized"  # such a file has an early end, too


@pytest.mark.parametrize("name", ["clash-two", "object-streams", "classic-xref"])
def test_damaged_bytes(name: str) -> None:
    pdf = ODDITIES[name]()
    for number in range(60):
        place = 9 + (number * 7919) % (len(pdf) - 20)
        sound_or_refused(pdf[:place] + bytes((number * 37 % 256,)) * 3 + pdf[place + 3 :])


def circle_of_pages() -> bytes:
    pdf = tagged("Circle")
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=2, Parent=pdf.Root.Pages))
    node.Kids = Array([pdf.Root.Pages])
    pdf.Root.Pages.Kids.append(node)
    return saved(pdf)


def circle_of_bookmarks() -> bytes:
    pdf = tagged("Circle")
    outline(pdf, [("One", 0), ("Two", 1)])
    pdf.Root.Outlines.Last.Next = pdf.Root.Outlines.First
    return saved(pdf)


def bookmark_in_itself() -> bytes:
    pdf = tagged("Circle")
    outline(pdf, [("One", 0), ("Two", 1)])
    pdf.Root.Outlines.Last.First = pdf.Root.Outlines.Last
    return saved(pdf)


def circle_of_tags() -> bytes:
    pdf = tagged("Circle")
    document = pdf.Root.StructTreeRoot.K
    element(pdf, element(pdf, document, "/Sect"), "/Div").K = Array([document])
    return saved(pdf)


@pytest.mark.parametrize("make", [circle_of_bookmarks, bookmark_in_itself, circle_of_tags])
def test_circles_that_are_refused(make: Callable[[], bytes]) -> None:
    assert "circle" in refusal(make())


def circle_of_fields() -> bytes:
    pdf = tagged("Circle")
    field = pdf.make_indirect(Dictionary(T=String("one")))
    field.Kids = Array([pdf.make_indirect(Dictionary(Kids=Array([field]), Parent=field))])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field, field]))
    return saved(pdf)


def circle_of_names() -> bytes:
    pdf = tagged("Circle")
    tree = pdf.Root.Names.Dests
    tree.Kids = Array([tree])
    parents = pdf.Root.StructTreeRoot.ParentTree
    parents.Kids = Array([pdf.make_indirect(Dictionary(Kids=Array([parents])))])
    return saved(pdf)


def circle_of_roles() -> bytes:
    pdf = tagged("Circle", level="/One")
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/One": Name("/Two"), "/Two": Name("/One"), "/P": Name("/P")})
    return saved(pdf)


def circle_of_actions() -> bytes:
    pdf = tagged("Circle")
    action = pdf.make_indirect(Dictionary(S=Name.GoTo, D=String("page0")))
    action.Next = Array([action, action])
    pdf.Root.OpenAction = action
    pdf.pages[0].obj.AA = Dictionary(O=action)
    return saved(pdf)


def circle_of_forms() -> bytes:
    pdf = tagged("Circle")
    form = pdf.make_stream(b"/Fm Do", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), StructParents=90)
    form.Resources = Dictionary(XObject=Dictionary(Fm=form))
    pdf.pages[0].obj.Resources.XObject = Dictionary(Fm=form)
    return saved(pdf)


def pages_that_inherit_in_a_circle() -> bytes:
    pdf = plain("Circle")
    del pdf.pages[0].obj["/MediaBox"]
    pdf.Root.Pages.Parent = pdf.Root.Pages
    return saved(pdf)


@pytest.mark.parametrize(
    "make",
    [
        circle_of_pages,
        circle_of_fields,
        circle_of_names,
        circle_of_roles,
        circle_of_actions,
        circle_of_forms,
        pages_that_inherit_in_a_circle,
    ],
)
def test_circles_that_end(make: Callable[[], bytes]) -> None:
    sound_or_refused(make())


WRONG: dict[str, Callable[[pikepdf.Pdf], Any]] = {
    "null": lambda pdf: None,
    "true": lambda pdf: True,
    "zero": lambda pdf: 0,
    "negative": lambda pdf: -1,
    "huge": lambda pdf: 2**31 - 1,
    "real": lambda pdf: 1.5,
    "name": lambda pdf: Name("/Wrong"),
    "empty name": lambda pdf: Name("/GoTo"),
    "string": lambda pdf: String(b"\xfe\xff\xd8"),
    "words": lambda pdf: String("page1"),
    "array": lambda pdf: Array([]),
    "mixed": lambda pdf: Array([None, 1, Name("/A"), String("x"), Dictionary(), Array([])]),
    "dictionary": lambda pdf: Dictionary(),
    "odd": lambda pdf: Dictionary(Type=Name.Page, Kids=Array([1]), K=Array([2]), First=3, Next=4, S=Name.P),
    "stream": lambda pdf: pdf.make_stream(b"wrong"),
    "page": lambda pdf: pdf.pages[0].obj,
    "root": lambda pdf: pdf.Root,
    "tree": lambda pdf: pdf.Root.get("/StructTreeRoot", Dictionary()),
    "gone": lambda pdf: pdf.get_object(99_999, 0),
}


def slots(pdf: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """Every place of a file that holds a value: entries of dictionaries and arrays."""
    for item in list(pdf.objects):
        waiting = [item]
        while waiting:
            holder = waiting.pop()
            if isinstance(holder, (Dictionary, pikepdf.Stream)):
                keys: list[Any] = sorted(holder.keys())
            elif isinstance(holder, Array):
                keys = list(range(len(holder)))
            else:
                continue
            for key in keys:
                if key not in ("/Length", "/Filter"):
                    yield holder, key
                    value = holder[key]
                    if isinstance(value, (Dictionary, Array)) and not value.is_indirect:
                        waiting.append(value)


def mutated(base: bytes, changes: list[tuple[int, str]]) -> bytes:
    """A file with some values replaced by values of other kinds."""
    with pikepdf.open(io.BytesIO(base)) as pdf:
        places = list(slots(pdf))
        for number, kind in changes:
            holder, key = places[number % len(places)]
            try:
                holder[key] = WRONG[kind](pdf)
            except (KeyError, IndexError, ValueError, TypeError, AttributeError):
                continue
        try:
            return saved(pdf)
        except (pikepdf.PdfError, RuntimeError):
            return base


BASES = ("clash-two", "marked-forms", "nested-outline", "page-files", "base-state-off", "late-labels", "deep-pages")
Changes = st.lists(st.tuples(st.integers(0, 5000), st.sampled_from(sorted(WRONG))), min_size=1, max_size=3)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.sampled_from(BASES), Changes)
def test_wrong_types_everywhere(name: str, changes: list[tuple[int, str]]) -> None:
    sound_or_refused(mutated(source(name), changes))


@cache
def source(name: str) -> bytes:
    """The bytes of a file with much in it."""
    return ODDITIES[name]()


def test_strange_addresses_between_parts() -> None:
    odd = (
        "bind:",
        "bind:/",
        "bind:#",
        "bind:good/²",
        "bind:good/99999999999999999999",
        "bind:good/-1",
        "bind:good#\ud800",
    )
    pdf = linking(*(address for address in odd if address.isprintable()))
    volume = sound_or_refused(pdf)
    assert volume is not None
    assert all(note.file == "suspect" for note in volume.notes)
