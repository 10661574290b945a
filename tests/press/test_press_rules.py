"""Every rule of the press against a file that breaks it: small files, written by hand."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image

from helpers.project import needs
from helpers.sheets import HEIGHT, SOUND, WIDTH, Change, sheet, words
from mgi_report.pdf.proof import Proof
from mgi_report.press.contents import read_painting
from mgi_report.press.facts import is_press
from mgi_report.press.proof import prove_press
from mgi_report.text.units import POINTS_PER_MM as MM


def broken(proof: Proof) -> dict[str, str]:
    """The rules that a file breaks, and what is said about it."""
    return {c.name: " | ".join(map(str, c.problems)) for c in proof.checks if not c.passed}


def test_a_sound_sheet_breaks_no_rule_and_is_known_for_what_it_is() -> None:
    pdf = sheet()
    proof = prove_press(pdf, measured=False)
    assert broken(proof) == {}
    assert is_press(pdf)
    assert not is_press(b"%PDF-1.7\nbroken")
    assert (proof.edition, proof.pages) == ("press", 4)
    values = proof.values
    assert (values["trim"], values["bleed"], values["media"]) == ((210, 297), 3, (216, 303))
    assert (values["ink"], values["type"], values["type_reversed"]) == (260, 8.5, 8.5)


def test_the_inks_of_a_file_are_told_once_without_those_of_marks() -> None:
    sound = prove_press(sheet(), measured=False).values["inks"]
    more = prove_press(sheet("0.1 0 0.205 0 k 100 300 50 50 re f 100 400 50 50 re f "), measured=False).values["inks"]
    assert sorted({*sound, (10.0, 0.0, 20.5, 0.0)}) == more != sound


def test_a_path_goes_by_the_matrix_under_which_it_was_drawn() -> None:
    """Turned, moved in the middle, or of curves: what is noted is the box around it on the page."""
    for drawn, box in (
        ("0.8 0.6 -0.6 0.8 300 300 cm 0 0 100 50 re f", (270, 300, 380, 400)),
        ("300 300 m 1 0 0 1 50 0 cm 300 300 l 300 310 l f", (300, 300, 350, 310)),
        ("300 300 m 400 300 l q 1 0 0 1 0 9 cm 300 300 l Q 310 311 l f", (300, 300, 400, 311)),
        ("300 300 m 310 330 320 330 330 300 c f", (300, 300, 330, 330)),
    ):
        with pikepdf.open(io.BytesIO(sheet(f"q 0 0 0 1 k {drawn} Q "))) as opened:
            paint = read_painting(opened.pages[0]).paints[-1]
        assert paint.box == pytest.approx(box, abs=0.001), drawn


def form_with(content: str, resources: Any = None) -> Change:
    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(content.encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, WIDTH, HEIGHT])
        form.Resources = resources or Dictionary()
        inner = pdf.make_stream(b"q /Deep Do Q")
        inner.Type, inner.Subtype, inner.BBox = Name.XObject, Name.Form, Array([0, 0, WIDTH, HEIGHT])
        inner.Resources = Dictionary(XObject=Dictionary(Deep=form))
        pdf.pages[0].obj.Resources.XObject["/Outer"] = inner

    return change


def pattern_with(content: str) -> Change:
    def change(pdf: Pdf) -> None:
        pattern = pdf.make_stream(content.encode())
        pattern.Type, pattern.PatternType, pattern.PaintType, pattern.TilingType = Name.Pattern, 1, 1, 1
        pattern.BBox, pattern.XStep, pattern.YStep = Array([0, 0, 10, 10]), 10, 10
        pattern.Resources = Dictionary()
        pdf.pages[0].obj.Resources["/Pattern"] = Dictionary(P1=pattern)

    return change


def space(value: Any) -> Change:
    def change(pdf: Pdf) -> None:
        given = value(pdf) if callable(value) else value
        pdf.pages[0].obj.Resources.ColorSpace["/Own"] = given

    return change


def icc_based(pdf: Pdf) -> Array:
    stream = pdf.make_stream(b"profile")
    stream.N = 3
    return Array([Name.ICCBased, stream])


def picture(data: bytes, colours: str, width: int = 10, height: int = 10, **more: Any) -> Change:
    def change(pdf: Pdf) -> None:
        image = pdf.make_stream(data)
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent = width, height, 8
        image.ColorSpace = Name(colours)
        for key, value in more.items():
            image["/" + key] = value
        pdf.pages[0].obj.Resources.XObject["/Im1"] = image

    return change


def shading(space_name: str, *ends: list[float]) -> Change:
    def change(pdf: Pdf) -> None:
        function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(ends[0]), C1=Array(ends[1]), N=1)
        pdf.pages[0].obj.Resources["/Shading"] = Dictionary(
            S1=Dictionary(ShadingType=2, ColorSpace=Name(space_name), Coords=Array([0, 0, 9, 9]), Function=function)
        )

    return change


def state(**values: Any) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources.ExtGState["/G1"] = Dictionary(**values)

    return change


TINY = "q 20 0 0 20 100 300 cm /Im1 Do Q"


@pytest.mark.parametrize(
    ("content", "change", "says"),
    [
        ("0 0 1 rg 100 300 20 20 re f", None, "DeviceRGB 0 0 1"),
        ("1 0 0 RG 100 300 m 200 300 l S", None, "a line in DeviceRGB"),
        (".5 g 100 300 20 20 re f", None, "DeviceGray"),
        ("0 G 100 300 m 200 300 l S", None, "DeviceGray"),
        ("BT 1 0 0 rg /F1 12 Tf 1 0 0 1 100 300 Tm (Red) Tj ET", None, "type in DeviceRGB"),
        ("q /Outer Do Q", form_with("0 1 0 rg 100 300 20 20 re f"), "DeviceRGB 0 1 0"),
        ("/Pattern cs /P1 scn 100 300 20 20 re f", pattern_with("0 1 1 rg 0 0 5 5 re f"), "DeviceRGB 0 1 1"),
        ("/Own cs 50 20 20 scn 100 300 20 20 re f", space(Array([Name.Lab, Dictionary()])), "Lab 50 20 20"),
        ("/Own cs 1 0 0 scn 100 300 20 20 re f", space(icc_based), "ICCBased 3"),
        ("/Own cs 1 scn 100 300 20 20 re f", space(Array([Name.CalGray, Dictionary()])), "CalGray"),
        (
            "/Own cs 1 scn 100 300 20 20 re f",
            space(Array([Name.Indexed, Name.DeviceRGB, 1, String("abcdef")])),
            "DeviceRGB",
        ),
        (
            "/Own cs 1 scn 100 300 20 20 re f",
            space(Array([Name.Separation, Name("/Gold"), Name.DeviceCMYK, Dictionary()])),
            "Separation Gold",
        ),
        ("q 20 0 0 20 100 300 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID abc EI Q", None, "a picture in DeviceRGB"),
        (TINY, picture(b"\0" * 300, "/DeviceRGB"), "a picture in DeviceRGB"),
        (TINY, picture(b"\0" * 100, "/DeviceGray"), "a picture in DeviceGray"),
        ("/S1 sh", shading("/DeviceRGB", [0, 0, 0], [1, 1, 1]), "a gradient"),
        ("/S1 sh", shading("/DeviceCMYK", [0, 0, 0], [1, 1, 1]), "a gradient"),
    ],
)
def test_whatever_is_not_in_four_inks_is_found(content: str, change: Change | None, says: str) -> None:
    said = broken(prove_press(sheet(content, change=change)))
    assert says in said.get("colour", "")
    assert "page 1" in said["colour"]


def test_a_page_begins_with_gray() -> None:
    def change(pdf: Pdf) -> None:
        pdf.pages[1].obj.Contents = pdf.make_stream(b"100 300 20 20 re f" + SOUND.encode())

    said = broken(prove_press(sheet(change=change)))
    assert "DeviceGray 0" in said["colour"]
    assert "page 2" in said["colour"]


@pytest.mark.parametrize(
    ("content", "change", "rule", "says"),
    [
        (words(6.9, "0 0 0 1", y=300), None, "lettering", "type of 6.9 pt"),
        (words(7.9, "0 0 0 0", y=300), None, "lettering", "knocked out type of 7.9 pt"),
        ("BT .5 0 0 .5 100 300 Tm /F1 12 Tf (x) Tj ET", None, "lettering", "type of 6.0 pt"),
        (words(9.9, "1 .8 0 .05", y=300), None, "black", "type of 9.9 pt in C 100 M 80 Y 0 K 5"),
        (words(8, "0 0 .01 1", y=300), None, "black", "type of 8.0 pt"),
        ("0 0 0 1 K .2 w 100 300 m 200 300 l S", None, "lines", "a line of 0.20 pt"),
        ("q .1 0 0 .1 0 0 cm 0 0 0 1 K 2 w 0 3000 m 2000 3000 l S Q", None, "lines", "a line of 0.20 pt"),
        ("0 0 0 1 K 0 w 100 300 m 200 300 l S", None, "lines", "a line of 0.00 pt"),
        ("0 0 0 1 k 100 300 90 .1 re f", None, "lines", "a line of 0.10 pt"),
        ("1 1 1 .1 k 100 300 20 20 re f", None, "ink", "310 % of ink in C 100 M 100 Y 100 K 10"),
        (words(20, "1 1 1 1", y=300), None, "ink", "400 %"),
        (TINY, picture(b"\xff" * 400, "/DeviceCMYK"), "ink", "400 % of ink in a picture"),
        (TINY, picture(b"\xff" * 400, "/DeviceCMYK"), "pictures", "36 pixels per inch"),
        ("/S1 sh", shading("/DeviceCMYK", [0, 0, 0, 0], [1, 1, 1, 1]), "ink", "400 %"),
        ("/G1 gs", state(ca=0.5), "effects", "opacity"),
        ("/G1 gs", state(BM=Name.Multiply), "effects", "blend mode Multiply"),
        ("/G1 gs", state(BM=Array([Name.Screen])), "effects", "blend mode Screen"),
        ("/G1 gs", state(OP=True), "effects", "overprint"),
        ("/G1 gs", state(TR=Name.Identity, SMask=Name("/None"), BM=Name.Normal, ca=1.0, op=False), "", ""),
        ("0 0 0 1 k 0 100 20 20 re f", None, "", ""),
        ("0 0 0 1 k 5 100 20 20 re f", None, "bleed", "1.2 mm beyond the left trim"),
        (f"0 0 0 1 k 100 100 {213 * MM - 100:.2f} 20 re f", None, "bleed", "0.0 mm beyond the right trim"),
        (f"0 0 0 1 k 100 {300 * MM - 20:.2f} 20 20.5 re f", None, "bleed", "beyond the upper trim"),
        ("q 30 0 100 90 re W n 0 0 0 1 k 0 20 200 20 re f Q", None, "", ""),
        ("q 6 0 100 90 re W n 0 0 0 1 k 0 20 200 20 re f Q", None, "bleed", "left trim"),
        (
            "/Own CS 1 SCN 1 w 4 4 m 4 30 l S",
            space(Array([Name.Separation, Name.All, Name.DeviceCMYK, Dictionary()])),
            "bleed",
            "a mark inside the bleed",
        ),
        (words(9, "0 0 0 1", y=12), None, "margins", "nearer than 5 mm"),
    ],
)
def test_every_rule_of_what_is_painted(content: str, change: Change | None, rule: str, says: str) -> None:
    said = broken(prove_press(sheet(content, change=change)))
    if not rule:
        assert said == {}
    else:
        assert says in said.get(rule, ""), said
        assert "page 1" in said[rule]


ISLE = "0 0 0 1 k 4 120 m 30 110 l 60 115 l 70 130 l 50 150 l 20 145 l 4 130 l h f"


@pytest.mark.parametrize(("ground", "told"), [("1 .8 0 .05 k", False), ("0 0 0 0 k", True)])
def test_a_shape_may_end_in_the_bleed_only_on_a_ground_with_ink(ground: str, told: bool) -> None:
    """A coast on a map that reaches the bleed shows water where it is trimmed, and never paper."""
    under = f"{ground} 0 100 {WIDTH:.3f} 200 re f "
    said = broken(prove_press(sheet(under + ISLE))).get("bleed", "")
    assert ("beyond the left trim" in said) is told


def set_box(key: str, *edges: float) -> Change:
    def change(pdf: Pdf) -> None:
        for page in pdf.pages:
            page.obj[key] = Array(edges)

    return change


def drop(*path: str) -> Change:
    def change(pdf: Pdf) -> None:
        item: Any = pdf.Root
        for name in path[:-1]:
            item = item[int(name)] if name.isdigit() else item[name]
        del item[path[-1]]

    return change


def rotated(pdf: Pdf) -> None:
    pdf.pages[2].obj.Rotate = 90


def three_pages(pdf: Pdf) -> None:
    del pdf.pages[3]


def blank_first(pdf: Pdf) -> None:
    pdf.pages[0].obj.Contents = pdf.make_stream(b"")


def annotated(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def scripted(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def attached(pdf: Pdf) -> None:
    pdf.attachments["note.txt"] = b"hello"


def profile_of(data: bytes) -> Change:
    def change(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0].DestOutputProfile.write(data)

    return change


def three_components(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 3


def other_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Another sheet"


def untrapped(pdf: Pdf) -> None:
    del pdf.docinfo["/Trapped"]


def without(words: str) -> Change:
    def change(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert words.encode() in packet
        pdf.Root.Metadata.write(packet.replace(words.encode(), b""))

    return change


def bare_font(pdf: Pdf) -> None:
    for page in pdf.pages:
        page.obj.Resources.Font.F1 = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


@pytest.mark.parametrize(
    ("change", "rule", "says"),
    [
        (set_box("/TrimBox", 3.2 * MM, 3 * MM, 213 * MM, 300 * MM), "boxes", "209.8 × 297.0 mm"),
        (set_box("/BleedBox", 1 * MM, 0, WIDTH, HEIGHT), "boxes", "bleed is not 3 mm"),
        (set_box("/MediaBox", -9, 0, WIDTH, HEIGHT), "boxes", "does not begin at 0, 0"),
        (set_box("/MediaBox", 0, 0, WIDTH - 9, HEIGHT), "boxes", "goes beyond the media"),
        (drop("/Pages", "/Kids", "1", "/TrimBox"), "boxes", "no TrimBox"),
        (rotated, "boxes", "turned by 90 degrees"),
        (three_pages, "count", "the number of pages, 3, is no multiple of 4"),
        (blank_first, "count", "blank pages where a book has none"),
        (annotated, "extras", "1 annotation on page 1"),
        (scripted, "extras", "JavaScript"),
        (attached, "extras", "attached files"),
        (drop("/OutputIntents"), "intent", "0 output intents"),
        (drop("/OutputIntents", "0", "/DestOutputProfile"), "intent", "no profile is embedded"),
        (profile_of(b"nonsense"), "intent", "no ICC profile"),
        (untrapped, "standard", "trapped"),
        (without("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"), "standard", "PDF/X-4"),
        (without("<xmpMM:VersionID>1</xmpMM:VersionID>"), "standard", "version of the document"),
        (bare_font, "embedded", "not embedded"),
        (three_components, "structure", "the output intent says 3 components of a profile that has 4"),
        (other_title, "structure", "the Title is not that of the document information"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_rule_of_the_file_itself(change: Change, rule: str, says: str) -> None:
    said = broken(prove_press(sheet(change=change)))
    assert says in said.get(rule, ""), said


@pytest.mark.parametrize(("off", "sound"), [(0.099, True), (0.101, False)])
@pytest.mark.parametrize("side", [1, -1])
def test_boxes_may_be_off_by_a_tenth_of_a_millimetre(off: float, side: int, *, sound: bool) -> None:
    """Of the trim alone that is its width, and the bleed on one side; of trim and bleed their places in the media."""
    left = (3 + side * off) * MM
    said = broken(prove_press(sheet(change=set_box("/TrimBox", left, 3 * MM, 213 * MM, 300 * MM))))
    assert ("of another size" in said.get("boxes", "") or "not A4" in said.get("boxes", "")) is not sound
    assert ("bleed is not 3 mm" in said.get("boxes", "")) is not sound
    said = broken(prove_press(sheet(change=set_box("/MediaBox", side * off * MM, 0, WIDTH, HEIGHT))))
    assert ("does not begin at 0, 0" in said.get("boxes", "")) is not sound


def test_a_damaged_or_locked_file_is_told_and_not_a_crash() -> None:
    for data in (b"", b"no pdf", sheet()[:2000]):
        proof = prove_press(data)
        assert not proof.passed
    with pikepdf.open(io.BytesIO(sheet())) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user=""))
    assert "encrypted" in str(prove_press(out.getvalue()).problems[0])


def test_forms_that_call_themselves_end(tmp_path: Any) -> None:
    def change(pdf: Pdf) -> None:
        form = pdf.make_stream(b"/Self Do")
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(Self=form))
        pdf.pages[0].obj.Resources.XObject["/Self"] = form

    assert "nested" in broken(prove_press(sheet("/Self Do", change=change)))["effects"]


def test_what_adds_up_is_measured_on_the_plates() -> None:
    """Two grounds of 200 % that overprint: no colour alone is too much, the plates are."""
    needs("gs")
    pair = "/G1 gs 1 1 0 0 k 100 300 60 60 re f 0 0 1 1 k 100 300 60 60 re f"
    proof = prove_press(sheet(pair, change=state(OP=True, op=True, OPM=1)), measured=True)
    said = broken(proof)
    assert "overprint" in said["effects"]
    assert "400 % of ink, measured" in said["ink"]
    assert proof.values["ink_measured"] == 400


def jpeg(values: tuple[int, int, int, int]) -> bytes:
    out = io.BytesIO()
    Image.new("CMYK", (400, 400), values).save(out, "JPEG", quality=95)
    return out.getvalue()


@pytest.mark.parametrize(("decode", "least", "most"), [([1, 0] * 4, 55, 65), (None, 335, 345)])
def test_the_ink_of_a_picture_is_that_of_its_pixels_as_a_reader_decodes_them(
    decode: list[int] | None, least: float, most: float
) -> None:
    """Photoshop's inverted values: with the array that turns them round, and without it."""
    more: dict[str, Any] = {"Filter": Name.DCTDecode} | ({"Decode": Array(decode)} if decode else {})
    change = picture(jpeg((51, 51, 51, 0)), "/DeviceCMYK", 400, 400, **more)
    needs("gs")
    proof = prove_press(sheet("q 72 0 0 72 100 300 cm /Im1 Do Q", change=change), measured=True)
    computed = proof.values["ink"]
    measured = proof.values["ink_measured"]
    assert max(least, 260) - 5 <= computed <= max(most, 265)
    assert measured == pytest.approx(computed, abs=3)


def test_soft_masks_and_streams_inside_are_looked_into() -> None:
    def change(pdf: Pdf) -> None:
        group = pdf.make_stream(b"1 0 0 rg 100 300 20 20 re f")
        group.Type, group.Subtype, group.BBox = Name.XObject, Name.Form, Array([0, 0, WIDTH, HEIGHT])
        group.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
        group.Resources = Dictionary()
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=group)
        pdf.pages[0].obj.Resources.ExtGState["/G1"] = Dictionary(SMask=mask)

    said = broken(prove_press(sheet("/G1 gs", change=change)))
    assert "soft mask" in said["effects"]
    assert "group blended in DeviceRGB" in said["effects"]
    assert "DeviceRGB 1 0 0" in said["colour"]
