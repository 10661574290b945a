"""The command `mgi-report import`, and the pages that it refuses."""

from __future__ import annotations

import re
import resource
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.cities import MakeWorkspace, city_data
from helpers.command import run
from helpers.imports import take_over, told
from helpers.json_lines import records
from helpers.portal_pages import LISTS, Known, Shape, known, write_page
from helpers.project import ROOT
from mgi_report.data.profile_files import load, load_framework
from mgi_report.errors import ExitCode, errors_of
from mgi_report.portal.importer import Imported, import_pages
from mgi_report.portal.shelf import ImportPlan

PAGE = write_page(known(), Shape()).decode()
LOST = PAGE.replace("office", "caf\ufffd", 3)
BARE = write_page(known(), Shape(headings="none", scaffold="none")).decode()
DEVELOPED, POTENTIAL = LISTS["en"]


def without(page: str, start: str, count: int = 1, nth: int = 0) -> str:
    """A page without some lines, from the nth line on that begins so."""
    lines = page.split("\n")
    at = [number for number, line in enumerate(lines) if line.strip().startswith(start)][nth]
    return "\n".join(lines[:at] + lines[at + count :])


def domain(page: str, first: str, after: str) -> str:
    """The lines of a page from one heading to the next."""
    return page[page.index(f"1\nKey findings\n{first}") : page.index(f"1\nKey findings\n{after}")]


PARTNERSHIPS = domain(PAGE, "PARTNERSHIPS", "WELL-BEING")
REFUSED = {
    "no profile": ("The quick brown fox.\n\nIt jumps.\n", "no migration governance profile"),
    "an overview": (PAGE[: PAGE.index("1\nKey findings\nMIGRANTS")], "no migration governance profile"),
    "five domains": (PAGE.replace(PARTNERSHIPS, ""), "5 of six domains were found; missing: partnerships"),
    "a domain twice": (PAGE.replace(PARTNERSHIPS, 2 * PARTNERSHIPS), "the domain partnerships stands twice, on lines"),
    "no first list": (without(PAGE, DEVELOPED, nth=2), "partnerships has no list of well-developed areas"),
    "no second list": (without(PAGE, POTENTIAL, nth=2), "partnerships has no list of areas with potential"),
    "no second list, no headings": (without(BARE, POTENTIAL, nth=2), "partnerships has no list of areas with pot"),
    "no first list, no headings": (without(BARE, DEVELOPED, nth=2), "partnerships has no list of well-developed"),
    "an empty list": (
        re.sub(r"  • .* \(3\.p\.0\)\.\n", "", PAGE),
        "areas with potential for further development in partnerships has no findings",
    ),
    "seven pairs": (BARE + BARE, "12 pairs of lists without headings"),
    "no title": (without(PAGE, "Migration Governance Profile"), "the page has no title of a profile"),
    "no date": (without(PAGE, "2021 Mai"), "the page has no year and month"),
    "no country": (PAGE.replace(" (Norway)", ""), "the page does not say the country"),
    "cut in a finding": (
        PAGE[: PAGE.index("(5.p.0)")],
        "the page is cut off in mobility-crises: it ends on this line, and 1 of six",
    ),
    "cut behind a heading": (
        PAGE[: PAGE.index("(4.d.0)") - 95],
        "the page is cut off in well-being: it ends on this line, and 2 of six",
    ),
    "cut in the last finding": (PAGE[: PAGE.index("(6.p.2)") - 9], "the page is cut off in safe-migration"),
    "cut without headings": (
        BARE[: BARE.index("(4.d.0)")],
        "the page is cut off in well-being: it ends on this line, and 2 of six",
    ),
    "cut in a letter": (PAGE.replace("office", "été", 1).encode()[:-60] + b"\xc3", "in the middle of a letter"),
    "empty": (b"", "the file is empty"),
    "blank": (b" \r\n\t \n", "the file is empty"),
    "binary": (bytes(range(256)) * 40, "binary data"),
    "control characters": ("\x01\x02\x03" * 30 + PAGE, "binary data"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3\n", "this is a PDF"),
    "an office document": (b"PK\x03\x04" + bytes(50), "an office document"),
    "MHTML": (b"From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\ttype=x\r\n", "but no page is in it"),
    "HTML without text": (b"<html><body><script>var a = 'Partnerships';</script></body></html>", "has no text"),
    "a book": ("A line.\n" * 20_001, "more than 20,000 lines"),
    "a book in HTML": (b"<html><body>" + b"<p>A line." * 20_001, "more than 20,000 lines"),
    "a bottomless page": (b"<html><body>" + b"<div>" * 20_001 + b"x", "more than 20,000 lines"),
    "damaged": (PAGE.replace("office", "été", 9).encode() + b"\xff\xfe", "the page is damaged: byte 0xff"),
    "lost letters": (PAGE.replace("office", "caf\ufffd", 1), "a letter was lost when the page was saved: “"),
    "lost letters on three lines": (LOST, "”, and on 2 more lines"),
    "too long": (PAGE.replace("(3.d.1)", "very " * 400), "characters; at most 1,500 fit"),
}


@pytest.mark.parametrize(("page", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_an_unsound_page_is_one_clear_sentence_and_writes_nothing(
    tmp_path: Path, page: str | bytes, message: str
) -> None:
    target = tmp_path / "profiles" / "lindmark.yaml"
    target.parent.mkdir()
    target.write_text("as it was\n")
    result = take_over(tmp_path, page.encode() if isinstance(page, str) else page)
    errors = errors_of(result.problems)
    assert [message in problem.message for problem in errors] == [True], errors
    assert errors[0].file.endswith("page.txt")
    assert not result.written
    assert [file.name for file in target.parent.iterdir()] == ["lindmark.yaml"]
    assert target.read_text() == "as it was\n"


def test_a_hundred_megabytes_are_refused_at_once(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    with page.open("wb") as stream:
        stream.truncate(100 * 2**20)
    started = time.perf_counter()
    results, code = import_pages(plan(tmp_path, page))
    assert time.perf_counter() - started < 0.5
    assert told(results[0]) == ["the file has 104,857,600 bytes; saved pages have at most 10,000,000"]
    assert code is ExitCode.DATA


def plan(folder: Path, *pages: Path, **options: str | bool) -> ImportPlan:
    framework = ROOT / "data" / "framework.yaml"
    return replace(ImportPlan(pages, folder / "profiles", framework, ROOT / "none.json"), **options)  # type: ignore[arg-type]


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    results, _ = import_pages(plan(tmp_path, tmp_path))
    assert told(results[0]) == ["this is a folder"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("page", [PAGE, BARE], ids=["headings", "no headings"])
def test_a_page_cut_off_anywhere_gives_no_profile(tmp_path: Path, page: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, page.index("Migration Governance Profile") + len("Migration Governance Profile: ")))
    result = take_over(tmp_path, page[:end].encode())
    assert errors_of(result.problems)
    assert not result.written


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))))
def test_whatever_is_in_a_file_there_is_an_answer(tmp_path: Path, raw: bytes) -> None:
    assert errors_of(take_over(tmp_path, raw).problems)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_pages_with_their_lines_shuffled_never_crash_and_never_pass_in_silence(
    tmp_path: Path, data: st.DataObject
) -> None:
    lines = PAGE.split("\n")
    first, second = sorted(data.draw(st.tuples(*[st.integers(0, len(lines))] * 2)))
    moved = lines[:first] + lines[second:] + lines[first:second]
    result = take_over(tmp_path, "\n".join(moved).encode())
    if result.draft and not result.failed:
        assert load(ROOT / "data" / "framework.yaml", [result.file]).profiles  # type: ignore[list-item]
    else:
        assert errors_of(result.problems)


def test_the_report_of_an_import(make_workspace: MakeWorkspace) -> None:
    root = make_workspace(one=city_data())
    (root / "page.txt").write_text(PAGE)
    out = run("import", "page.txt", cwd=root)
    assert out.returncode == 0, out.stderr
    assert out.stdout.splitlines() == [
        "data/profiles/lindmark.yaml  from page.txt",
        "  Lindmark, Norway, 2021-05, in English",
        "  20 findings, developed/potential in each domain: 2/1 1/2 3/1 1/1 2/2 1/3",
        "  page furniture, not taken over: lines 1–37, 42, 46–47, 57–58, 68–69, 80–81, 90–91, 102–103",
        "  not on the page and left out: coordinates and the address of the page",
        "  proposed, to be confirmed: the code LIN; no topics could be proposed",
        "  left out: gists, which a person writes (`mgi-report docs data`)",
        "  next: confirm what is proposed; mgi-report check data/profiles/lindmark.yaml",
    ]
    assert out.stderr == ""
    text = (root / "data" / "profiles" / "lindmark.yaml").read_text()
    assert "wording: verbatim" in text
    assert run("check", cwd=root).returncode == 0


def test_a_dry_run_is_a_table_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE.replace("PARTNERSHIPS", "PARTNERSHPS"))
    out = run("import", "page.txt", "--dry-run", "--out", "profiles", cwd=tmp_path)
    assert out.returncode == 0, out.stderr
    assert not (tmp_path / "profiles").exists()
    assert re.search(r"3 partnerships +3 +1 +0 of 4 +68–79", out.stdout)
    assert re.search(r"scaffolding +36–37, 46–47", out.stdout)
    assert "can be imported; 1 doubtful place" in out.stdout
    assert max(map(len, out.stdout.splitlines())) <= 80
    assert "page.txt:70: warning: taken for the heading of the domain 3, partnerships" in out.stderr


def test_json_lines(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(BARE)
    out = run("--json", "import", "page.txt", "--out", "profiles", cwd=tmp_path)
    imported, problem = records(out.stdout)
    assert (imported["type"], imported["written"], imported["profile"]["city"]) == ("import", True, "lindmark")
    assert imported["domains"]["partnerships"] == {"developed": 3, "potential": 1, "first": 44, "last": 52}
    assert imported["lines"]["title"] == [[84, 84]]
    assert (problem["type"], problem["severity"], problem["line"]) == ("problem", "warning", 26)


def test_one_broken_page_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE.replace("Lindmark", "Ahlby"))
    (tmp_path / "b.txt").write_text("nothing")
    (tmp_path / "c.txt").write_text(PAGE.replace("Lindmark", "Cresta"))
    out = run("import", "a.txt", "b.txt", "c.txt", "--out", "profiles", cwd=tmp_path)
    assert out.returncode == 2
    assert sorted(file.name for file in (tmp_path / "profiles").iterdir()) == ["ahlby.yaml", "cresta.yaml"]
    assert out.stdout.splitlines()[-1] == "2 of 3 pages imported"
    assert out.stderr.splitlines()[3].startswith("b.txt: error: this page is no migration governance profile")
    assert "Traceback" not in out.stderr


def test_a_profile_that_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    target = tmp_path / "profiles" / "lindmark.yaml"
    assert run("import", "page.txt", "--out", "profiles", cwd=tmp_path).returncode == 0
    target.write_text(target.read_text() + "# mine\n")
    inode = target.stat().st_ino
    out = run("import", "page.txt", "--out", "profiles", cwd=tmp_path)
    assert out.returncode == 2
    assert "profiles/lindmark.yaml is there already and stays as it is" in out.stderr
    assert target.read_text().endswith("# mine\n")
    assert run("import", "page.txt", "--out", "profiles", "--force", cwd=tmp_path).returncode == 0
    assert not target.read_text().endswith("# mine\n")
    assert target.stat().st_ino != inode  # a new file took its name
    assert [file.name for file in target.parent.iterdir()] == ["lindmark.yaml"]


def imported(folder: Path, page: str, **options: str | bool) -> Imported:
    (folder / "page.txt").write_text(page)
    results, _ = import_pages(plan(folder, folder / "page.txt", **options))
    return results[0]


def test_a_second_edition_has_a_file_of_its_own_and_the_code_of_the_first(tmp_path: Path) -> None:
    imported(tmp_path, PAGE)
    second = imported(tmp_path, PAGE.replace("2021 Mai", "2023 Mai"))
    assert second.file == tmp_path / "profiles" / "lindmark-2023-05.yaml"
    third = imported(tmp_path, PAGE.replace("2021 Mai", "2023 Juin"))
    assert second.draft is not None
    assert third.draft is not None
    assert second.draft.code == "LIN"
    assert third.draft.code != "LIN"  # two editions of one year may not share their references
    loaded = load(ROOT / "data" / "framework.yaml", sorted((tmp_path / "profiles").iterdir()))
    assert errors_of(loaded.problems) == []
    assert len(loaded.profiles) == 3


def test_codes_of_other_cities_are_not_taken(tmp_path: Path) -> None:
    codes = []
    for name in ("Lindmark", "Linden", "Linz Bay", "Lin"):
        result = imported(tmp_path, PAGE.replace("Lindmark", name))
        assert result.draft is not None
        codes.append(result.draft.code)
    assert len(set(codes)) == 4
    assert codes[0] == "LIN"


def test_the_same_profile_in_another_file_is_a_clash_even_by_force(tmp_path: Path) -> None:
    imported(tmp_path, PAGE, out=tmp_path / "profiles" / "mine.yaml")
    clash = imported(tmp_path, PAGE, force=True)
    assert told(clash)[0].startswith("lindmark-2021-05 stands in ")
    assert "mine.yaml --force" in clash.problems[0].hint
    assert not clash.written
    again = imported(tmp_path, PAGE, out=tmp_path / "profiles" / "mine.yaml", force=True)
    assert again.written


@pytest.mark.parametrize("force", [False, True])
def test_two_pages_of_one_profile_in_one_run(tmp_path: Path, force: bool) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PAGE)
    results, code = import_pages(plan(tmp_path, tmp_path / "a.txt", tmp_path / "b.txt", force=force))
    assert [result.written for result in results] == [True, False]
    assert "a.txt gives the same profile, lindmark-2021-05" in told(results[1])[0]
    assert code is ExitCode.DATA


def test_options_say_what_a_page_does_not(tmp_path: Path) -> None:
    page = without(PAGE, "2021 Mai").replace(" (Norway)", "")
    result = imported(tmp_path, page, city="lindmark-north", country="SE", edition="2020-01", language="en")
    assert result.draft is not None
    assert (result.draft.identity, result.draft.country) == ("lindmark-north-2020-01", "SE")
    other = imported(tmp_path, PAGE, edition="2020-02", language="fr")
    assert told(other) == [
        "the page says 2021-05; --edition says 2020-02, which was taken",
        "the findings look like “en”; --language says “fr”, which was taken",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.txt",), "nowhere.txt: error: there is no such file"),
        (("a.txt", "b.txt", "--city", "x"), "--city is for one page"),
        (("a.txt", "b.txt", "--out", "x.yaml"), "--out x.yaml is for one page"),
        (("a.txt", "--out", "x.txt"), "--out x.txt is neither a folder nor a YAML file"),
        (("a.txt", "--city", "Las Palmas"), "“Las Palmas” is no slug"),
        (("a.txt", "--country", "Norway"), "did you mean “NO”?"),
        (("a.txt", "--edition", "2022-13"), "there is no month “2022-13”"),
        (("a.txt", "--language", "english"), "is no language code"),
        (("a.txt",), "is not a workspace"),
        ((), "PAGE... is missing"),
    ],
)
def test_misuse(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PAGE)
    out = run("import", *arguments, cwd=tmp_path)
    assert out.returncode == 1
    assert words in out.stderr
    assert len(out.stderr.splitlines()) <= 2


def test_a_page_is_imported_within_a_second(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run("import", "page.txt", "--out", "p", "--force", cwd=tmp_path).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # Time on a processor, which does not depend on what else the machine does.
    assert after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime < 1


def profile_with(**changes: list[str]) -> Known:
    """The profile of Lindmark with other findings in its third domain."""
    base = known()
    return replace(base, findings=base.findings | {"partnerships": base.findings["partnerships"] | changes})


def test_topics_are_proposed_and_marked(tmp_path: Path) -> None:
    words = ["The town works with the universities of the region and with civil society organizations."]
    result = take_over(tmp_path, write_page(profile_with(developed=words), Shape()))
    assert result.file is not None
    text = result.file.read_text()
    assert text.count("topics_proposed: true") == 1
    assert "topics: [academia, civil-society]" in text
    loaded = load(ROOT / "data" / "framework.yaml", [result.file])
    (warning,) = (problem for problem in loaded.problems if "proposals" in problem.message)
    assert warning.message == "the topics of one finding are proposals of the importer"
    assert text.splitlines()[warning.line - 1].strip() == "topics_proposed: true"
    result.file.write_text(text.replace("        topics_proposed: true\n", ""))
    left = load(ROOT / "data" / "framework.yaml", [result.file]).problems
    assert not any("proposals" in problem.message for problem in left)


SHORT = """Migration Governance Profile: City of Porto Sereno
City of Porto Sereno, Cabo Verde
March 2022

Introduction
This profile describes migration governance of the City of Porto Sereno.

{}Indicators in this category assess the extent to which migrants have access to services.
{}"""


def test_the_first_heading_may_be_followed_by_a_paragraph(tmp_path: Path) -> None:
    slugs = load_framework(ROOT / "data" / "framework.yaml").domains
    names = [f"DOMAIN {domain.number}: {domain.name['en'].upper()}\n" for domain in slugs]
    lists = [f"Examples of well-developed areas:\n- The town acts {n}.\n{POTENTIAL}:\n- A gap is {n}.\n" for n in names]
    rest = "\n".join(name + both for name, both in zip(names[1:], lists[1:], strict=True))
    result = take_over(tmp_path, SHORT.format(names[0], f"{lists[0]}\n{rest}").encode())
    assert not [line for line in told(result) if "heading" in line]
    assert result.draft is not None
    assert result.draft.country == "CV", "from the line below the title"
    explained = SHORT.format("".join(names), f"{lists[0]}\n{rest}")
    assert any("heading of the domain is missing" in line for line in told(take_over(tmp_path, explained.encode())))
