"""Lists whose items have all kinds of marks: each item is a finding, whatever stands before it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.imports import assert_same, take_over, told
from helpers.portal_pages import KINDS, LISTS, SLUGS, WORDS, Known, Shape, known, write_page
from mgi_report.text.bullets import split_mark

MARKS = [
    "• - * ▪",
    "• – • –",
    "- • - •",
    "- * – +",
    "— − ‒ ―",
    "‣ » › ✔",
    "→ → → →",
    "• → ◆ ★",
    "1. 2) (3) 4.",
    "1. • 3. -",
    "• 2. - 4)",
    "a) b) c) d)",
    "(i) (ii) (iii) (iv)",
]


def page_of(profile: Known, marks: list[str], gap: str, indent: str) -> str:
    """A page on which the n-th item of every list has the n-th mark."""
    lines = [profile.title, profile.date, WORDS["en"][0], profile.introduction[0], ""]
    for slug in SLUGS:
        for kind, heading in zip(KINDS, LISTS["en"], strict=True):
            items = profile.findings[slug][kind]
            typed = [f"{indent}{mark} {item}" for mark, item in zip(marks, items, strict=False)]
            lines += [heading, "", gap.join(typed), ""]
    return "\n".join(lines)


@pytest.mark.parametrize("marks", MARKS)
@pytest.mark.parametrize("stop", [".", ""], ids=["full stops", "none"])
@pytest.mark.parametrize("small", [False, True], ids=["capitals", "small letters"])
@pytest.mark.parametrize(("gap", "indent"), [("\n", ""), ("\n\n", "  ")], ids=["lines", "paragraphs"])
def test_every_item_is_a_finding(tmp_path: Path, marks: str, stop: str, small: bool, gap: str, indent: str) -> None:
    base = known(counts="4/1 4/4 1/1 2/1 1/3 1/1")
    findings = {
        slug: {
            kind: [f"{text[0].lower() if small else text[0]}{text[1:-1]}{stop}" for text in lists[kind]]
            for kind in KINDS
        }
        for slug, lists in base.findings.items()
    }
    profile = replace(base, findings=findings)
    result = take_over(tmp_path, page_of(profile, marks.split(), gap, indent).encode())
    assert_same(result, replace(profile, introduction=base.introduction[:1]))
    assert set(told(result)) <= {
        "there are no headings of domains; the order of the lists decides",
        "another bullet than before; taken for a finding of its own",
    }


def test_other_bullets_in_one_list_of_a_page(tmp_path: Path) -> None:
    page = write_page(known(counts="4/1 1/1 1/1 1/1 1/1 1/1"), Shape()).decode()
    for number, mark in enumerate("–*▪", start=1):
        page = page.replace("  • The town", f"  {mark} The town", number + 1).replace(
            f"  {mark} The town", "  • The town", number
        )
    result = take_over(tmp_path, page.encode())
    assert_same(result, known(counts="4/1 1/1 1/1 1/1 1/1 1/1"))


def test_bullets_among_paragraphs(tmp_path: Path) -> None:
    page = write_page(known(), Shape(bullet="", indent=0, blanks="everywhere")).decode()
    at = page.index("The town of Lindmark", page.index("PARTNERSHIPS") + 200)
    result = take_over(tmp_path, f"{page[:at]}• {page[at:]}".encode())
    assert_same(result, known())
    assert told(result) == ["a bullet in a list that has none; taken for a finding of its own"]


@pytest.mark.parametrize(
    ("line", "mark", "words"),
    [
        ("✔ Done", "✔", "Done"),
        ("➔Done", "➔", "Done"),
        ("b) Done", "b)", "Done"),
        ("(iv) Done", "(iv)", "Done"),
        ("+ 500 people", "", "+ 500 people"),
        ("a Done", "", "a Done"),
        ("»Casa« is", "", "»Casa« is"),
        ("© 2023", "", "© 2023"),
        ("№ 5", "", "№ 5"),
        ("-5 degrees", "", "-5 degrees"),
    ],
)
def test_signs_before_items(line: str, mark: str, words: str) -> None:
    assert split_mark(line) == (mark, words)
