"""The second reader of a finished file: what it holds, and what it does not let pass."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from helpers.briefings import make_pdf
from helpers.cities import Data, MakeWorkspace
from helpers.command import run
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.build.verify import prove_any
from mgi_report.errors import ExitCode
from mgi_report.pdf import structure
from mgi_report.pdf.proof import Check, Expected, Said, checksum
from mgi_report.pdf.reading import DamagedError
from mgi_report.pdf.screen import prove
from mgi_report.pdf.structure import read_structure
from mgi_report.pdf.xmp import Metadata
from mgi_report.studio import studio
from mgi_report.typeset.finish import finish_screen
from mgi_report.workspace.places import open_workspace

Spoil = Callable[[Pdf], None]
A4 = (595.28, 841.89)
TITLE = "Vila Aurora, Norway: migration governance snapshot, May 2021"


def spoilt(built: Path, *spoils: Spoil) -> bytes:
    """A finished snapshot with something in it changed."""
    out = io.BytesIO()
    with pikepdf.open(built) as pdf:
        for spoil in spoils:
            spoil(pdf)
        pdf.save(out)
    return out.getvalue()


def misplaced(built: Path) -> bytes:
    """A snapshot that points three bytes before its cross-references."""
    found = re.search(rb"startxref\n(\d+)", pdf := built.read_bytes())
    assert found
    return pdf[: found.start(1)] + str(int(found[1]) - 3).encode() + pdf[found.end(1) :]


@pytest.fixture(scope="module")
def planned(built: Path) -> Expected:
    """What was planned of the snapshot, as pikepdf finds it in the sound file."""
    with pikepdf.open(built) as pdf, pdf.open_outline() as outline:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        top = outline.root[0]
        marks = tuple((item.title, pages[item.action.D[0].objgen]) for item in (top, *top.children))
        files = {name: pdf.attachments[name].get_file() for name in pdf.attachments}
        relations = {name: str(pdf.attachments[name].relationship)[1:] for name in files}
        sums = tuple((checksum(file.read_bytes()), relations[name]) for name, file in files.items())
        labels = tuple(page.label for page in pdf.pages)
    return Expected(pages=4, said=Said(TITLE, "en", marks, labels, (A4,) * 4, sums))


def check_of(pdf: bytes, expected: Expected | None = None) -> Check:
    return next(check for check in prove(pdf, expected, "x.pdf").checks if check.name == "structure")


def told(check: Check) -> list[str]:
    return [str(problem).removeprefix("x.pdf: error: ") for problem in check.problems]


def attached(pdf: Pdf) -> Any:
    """The specification of the profile that is attached."""
    return next(file for file in pdf.Root.AF if str(file.UF).endswith(".yaml"))


def entry(*path: str, value: Any = None) -> Spoil:
    """Set an entry of the catalog, or take it away."""

    def spoil(pdf: Pdf) -> None:
        holder: Any = pdf.Root
        for name in path[:-1]:
            holder = holder[int(name)] if name.isdigit() else holder[f"/{name}"]
        if value is None:
            del holder[f"/{path[-1]}"]
        else:
            holder[f"/{path[-1]}"] = value

    return spoil


def other_checksum(pdf: Pdf) -> None:
    attached(pdf).EF.F.Params.CheckSum = String(b"0123456789abcdef")


def other_size(pdf: Pdf) -> None:
    attached(pdf).EF.F.Params.Size = 7


def other_bytes(pdf: Pdf) -> None:
    stream = attached(pdf).EF.F
    stream.write(b"city: another")
    stream.Params.CheckSum, stream.Params.Size = String(checksum(b"city: another")), 13


def no_relationship(pdf: Pdf) -> None:
    del attached(pdf).AFRelationship


def other_relationship(pdf: Pdf) -> None:
    attached(pdf).AFRelationship = Name.Supplement


def other_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Another city"


def other_titles(pdf: Pdf) -> None:
    other_title(pdf)
    packet = pdf.Root.Metadata.read_bytes().replace(TITLE.encode(), b"Another city")
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def other_day(pdf: Pdf) -> None:
    pdf.docinfo["/CreationDate"] = "D:20200101"


def box(name: str, *edges: float) -> Spoil:
    """Set a box of the second page."""

    def spoil(pdf: Pdf) -> None:
        pdf.pages[1].obj[name] = Array(edges)

    return spoil


def narrow(pdf: Pdf) -> None:
    for name in ("/MediaBox", "/TrimBox", "/BleedBox"):
        pdf.pages[2].obj[name] = Array([0, 0, 500, 841.89])


def inherited(pdf: Pdf) -> None:
    """PDFium does not know of boxes that a page inherits."""
    page = pdf.pages[1].obj
    page.Parent.MediaBox = page.MediaBox
    del page.MediaBox


def other_target(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root[0].children[0].destination = pikepdf.make_page_destination(pdf, 3)


def one_bookmark_more(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("More", 0))


FAULTS: dict[str, tuple[Spoil, str]] = {
    "type": (entry("Type", value=Name.Pages), "the catalog does not say that it is one"),
    "untagged": (entry("MarkInfo", "Marked", value=False), "the file does not say that it is tagged"),
    "title hidden": (entry("ViewerPreferences"), "the file does not ask readers to show its title"),
    "no language": (entry("Lang"), "the file does not say its language"),
    "language": (entry("Lang", value=String("fr")), "the metadata do not name the language of the file: “fr”"),
    "no intent": (entry("OutputIntents"), "0 output intents for an archive; one is needed"),
    "components": (
        entry("OutputIntents", "0", "DestOutputProfile", "N", value=4),
        "the output intent says 4 components of a profile that has 3",
    ),
    "title": (
        other_title,
        f"the Title is not that of the document information: “{TITLE}” and “Another city”",
    ),
    "day": (other_day, "the CreationDate is not that of the document information: “20240301” and “20200101”"),
    "no labels": (entry("PageLabels"), "the file lists no page labels"),
    "checksum": (
        other_checksum,
        "the checksum of an attached file is not that of its bytes: “mgi-profile-vila-aurora-2021-05.yaml”",
    ),
    "size": (other_size, r"an attached file has \d+ bytes, but says 7: “mgi-profile-vila-aurora-2021-05.yaml”"),
    "relationship": (
        no_relationship,
        "an attached file does not say what it is to the document: “mgi-profile-vila-aurora-2021-05.yaml”",
    ),
    "not associated": (entry("AF"), "an attached file does not say what it is to the document"),
    "trim": (box("/TrimBox", 0, 0, 500, 700), "the TrimBox is not the page that is shown (page 2)"),
    "bleed": (box("/BleedBox", 9, 9, 500, 700), "the BleedBox is not the page that is shown (page 2)"),
    "media": (inherited, "the MediaBox is another one in another reader (page 2)"),
}
"""Faults that need no plan to be seen."""

DEPARTURES: dict[str, tuple[Spoil, str]] = {
    "title": (other_titles, f"the title is “Another city”, but “{TITLE}” in the plan"),
    "language": (entry("Lang", value=String("pt")), "the language is “pt”, but “en” in the plan"),
    "labels": (
        entry("PageLabels", "Nums", value=Array([0, Dictionary(S=Name.D, St=2)])),
        "the page is labelled “2”, but “1” in the plan (page 1)",
    ),
    "target": (
        other_target,
        "a bookmark leads to “1 Migrants’ rights” on page 4, but to “1 Migrants’ rights” on page 2 in the plan",
    ),
    "bookmark": (one_bookmark_more, "a bookmark leads to “More” on page 1, but to “” on page None in the plan"),
    "size": (narrow, "the trimmed page is 176.4 × 297.0 mm, but 210.0 × 297.0 mm in the plan (page 3)"),
    "bytes": (other_bytes, "the attached files are other ones in the plan"),
    "relationship": (
        other_relationship,
        "an attached file is the Supplement of the document, but its Source in the plan",
    ),
}
"""What is sound, but not as it was planned."""


def test_a_sound_file_passes_with_and_without_its_plan(built: Path, planned: Expected) -> None:
    for expected in (planned, None):
        check = check_of(built.read_bytes(), expected)
        assert told(check) == []
        assert (check.detail, check.skipped) == ("9 bookmarks, 4 labels, 2 files", False)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_fails_the_proof(built: Path, fault: str) -> None:
    spoil, says = FAULTS[fault]
    found = told(check_of(spoilt(built, spoil)))
    assert any(says in problem or re.match(says, problem) for problem in found), found


@pytest.mark.parametrize("departure", DEPARTURES)
def test_what_was_planned_otherwise_fails_the_proof(built: Path, planned: Expected, departure: str) -> None:
    spoil, says = DEPARTURES[departure]
    found = told(check_of(spoilt(built, spoil), planned))
    assert any(problem.startswith(says) for problem in found), found
    assert not told(check_of(built.read_bytes(), planned))


def test_a_file_that_readers_mend_in_silence_is_told(built: Path) -> None:
    """Older versions of pypdf do not find their way in such a file."""
    found = told(check_of(misplaced(built)))
    assert found[0].startswith(("the file has to be mended to be read: “incorrect", "a second reader cannot read"))


def test_where_the_readers_disagree_it_is_told(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file is known in which they read other labels and bookmarks, so one of them is made to see them."""
    real = read_structure(built.read_bytes())
    seen = replace(
        real,
        labels=("x", *real.labels[1:]),
        outline=(("Cover", 2), *real.outline[1:]),
        files=(replace(real.files[0], checksum=b"x", said_checksum=b"x"), *real.files[1:]),
    )
    monkeypatch.setattr(structure, "read_structure", lambda pdf: seen)
    title = real.outline[0][0]
    assert told(check_of(built.read_bytes())) == [
        "the page is labelled “x”, but “1” in another reader (page 1)",
        f"a bookmark leads to “Cover” on page 2, but to “{title}” on page 1 in another reader",
        "an attached file has other bytes in another reader",
    ]
    seen = replace(real, pages=real.pages[:3], files=real.files[:1], outline=real.outline[1:])
    assert told(check_of(built.read_bytes()))[:3] == [
        "3 pages, but 4 in another reader",
        "8 bookmarks, but 9 in another reader",
        "1 attached files, but 2 in another reader",
    ]


def test_what_the_reader_says_is_what_pikepdf_finds(built: Path, planned: Expected) -> None:
    found, said = read_structure(built.read_bytes()), planned.said
    assert said is not None
    assert (found.outline, found.labels, found.remarks) == (said.outline, said.labels, ())
    assert sorted((file.checksum, file.relationship) for file in found.files) == sorted(said.files)
    with pikepdf.open(built) as pdf:
        assert [list(page.media) for page in found.pages] == [[float(x) for x in p.mediabox] for p in pdf.pages]
        assert [intent.components for intent in found.catalog.intents] == [3]
        assert found.metadata.info["Keywords"] == found.metadata.packet["Keywords"] == str(pdf.docinfo["/Keywords"])


def test_single_objects_are_what_whole_streams_of_objects_hold(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader takes single objects out of streams, where pypdf itself reads the streams whole."""
    single = read_structure(built.read_bytes())
    monkeypatch.setattr(structure.SingleReader, "get_object", pypdf.PdfReader.get_object)
    assert read_structure(built.read_bytes()) == single


def test_tags_are_not_read(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most objects of a file are tags; that they are left alone is what makes the second reader cheap."""
    parsed: list[object] = []
    real = structure.read_object
    monkeypatch.setattr(structure, "read_object", lambda *given: parsed.append(0) or real(*given))
    read_structure(built.read_bytes())
    with pikepdf.open(built) as pdf:
        assert 0 < len(parsed) < len(pdf.objects) / 10


def test_verify_tells_it(built: Path, tmp_path: Path) -> None:
    file = tmp_path / "spoilt.pdf"
    file.write_bytes(spoilt(built, other_checksum, box("/TrimBox", 0, 0, 500, 700)))
    out = run("verify", str(file))
    assert out.returncode == ExitCode.PREFLIGHT
    assert "the checksum of an attached file is not that of its bytes" in out.stdout + out.stderr
    assert "page 2" in out.stdout + out.stderr


def test_a_build_that_writes_something_else_than_was_planned_fails(
    make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    def labelled_otherwise(pdf: Any, metadata: Metadata, claims: Sequence[str]) -> None:
        finish_screen(pdf, replace(metadata, title="Another city"), claims)
        pdf.catalog["PageLabels"]["Nums"][1]["S"] = "/r"

    monkeypatch.setattr(studio, "finish_screen", labelled_otherwise)
    root = make_workspace(vila_aurora=data)
    result = build(BuildPlan(open_workspace(root), root / "reports", languages=("en",), jobs=1, force=True))
    assert result.exit_code is ExitCode.PREFLIGHT
    found = [(problem.message, problem.path) for problem in result.problems]
    assert (f"the title is “Another city”, but “{TITLE}” in the plan", "") in found
    assert ("the page is labelled “iii”, but “3” in the plan", "page 3") in found
    assert list((root / "reports").glob("**/*.pdf")) == []


def test_a_file_of_somebody_else_is_only_counted(tmp_path: Path) -> None:
    def odd(pdf: Pdf) -> None:
        page = pdf.pages[0].obj
        page.Parent.MediaBox = page.MediaBox
        del page.MediaBox
        pdf.docinfo["/Title"] = "Another title"

    foreign = make_pdf(tmp_path / "briefing.pdf", title="On arrivals", change=odd).read_bytes()
    check = next(check for check in prove_any(foreign, "").checks if check.name == "structure")
    assert (check.problems, check.skipped) == ((), False)
    assert told(check_of(foreign)) != []


def test_what_the_second_reader_cannot_read(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DamagedError):
        read_structure(b"%PDF-1.7 nothing")

    def fail(pdf: bytes) -> None:
        raise DamagedError("it is odd")

    monkeypatch.setattr(structure, "read_structure", fail)
    assert told(check_of(built.read_bytes())) == ["a second reader cannot read the file: “it is odd”"]
    (check,) = (item for item in prove(built.read_bytes(), ours=False).checks if item.name == "structure")
    assert (check.problems, check.skipped) == ((), True)


def test_an_encrypted_file_is_not_looked_into(built: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(built) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=""))
    check = check_of(out.getvalue())
    assert (check.problems, check.skipped) == ((), True)


def test_nothing_of_what_the_reader_says_reaches_the_terminal(built: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with suppress(DamagedError):
        assert read_structure(misplaced(built)).remarks
    assert capfd.readouterr() == ("", "")
