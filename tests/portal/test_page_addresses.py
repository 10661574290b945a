"""The address of a page is taken without what people and programs put around it; `check` refuses the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import MakeWorkspace, city_data
from helpers.imports import take_over, told
from helpers.portal_pages import Shape, known, write_page
from helpers.project import ROOT
from mgi_report.data.profile_files import load
from mgi_report.errors import errors_of
from mgi_report.portal.addresses import address_in, address_of

ADDRESS = "https://www.migrationdataportal.org/overviews/mgi/norway-lindmark"
PAGE = write_page(known(), Shape(title_first=True)).decode()
FRONT = """---
title: {q}Migration Governance Profile: Town of Lindmark{q}
source: {q}{address}{q}
author:
created: 2026-01-05
tags:
  - {q}clippings{q}
---
"""


@pytest.mark.parametrize("quote", ['"', "'", ""])
@pytest.mark.parametrize("has_title", [True, False])
def test_what_a_clipper_notes_above_a_page(tmp_path: Path, quote: str, has_title: bool) -> None:
    title = known().title
    page = FRONT.format(q=quote, address=ADDRESS) + (PAGE if has_title else PAGE.replace(title, ""))
    result = take_over(tmp_path, page.encode(), "page.md")
    assert told(result) == []
    assert result.draft is not None
    assert (result.draft.url, result.draft.title, result.draft.edition) == (ADDRESS, title, "2021-05")


@pytest.mark.parametrize(
    "around",
    [
        '"{}"',
        "'{}'",
        "<{}>",
        "[here]({})",
        "“{}”.",
        "«{}»",
        "*{}*",
        "`{}`",
        "{}, 2021",
        "|{}|",
        "\u201e{}\u201c",
        "({})",
    ],
)
def test_an_address_in_a_text(around: str) -> None:
    assert address_in(f"Source: {around.format(ADDRESS)} and more") == ADDRESS


@pytest.mark.parametrize(
    ("noted", "address"),
    [
        ('https://example.org/a"', "https://example.org/a"),
        (" “https://example.org/a” ", "https://example.org/a"),
        ("https://example.org/côte-d'ivoire_(x)", "https://example.org/côte-d'ivoire_(x)"),
        ("https://example.org/a b", ""),
        ("https://example.org/a\x1b[31m", ""),
        ("https://example.org/<a>", ""),
        ("javascript:alert(1)", ""),
        ("/overviews/mgi", ""),
    ],
)
def test_an_address_that_a_page_notes(noted: str, address: str) -> None:
    assert address_of(noted) == address


@pytest.mark.parametrize(
    ("address", "message", "hint"),
    [
        (f'{ADDRESS}"', 'no address has “"” in it', f"write “{ADDRESS}”"),
        ("https://example.org/a”", "no address has “””", "write “https://example.org/a”"),
        ("https://example.org/a'", "no address has “'”", "write “https://example.org/a”"),
        ("https://example.org/a%22", "no address has “%22”", "write “https://example.org/a”"),
        ("https://example.org/<a>", "no address has “<”", "delete it"),
        ("https://example.org/a b", "no address has a space", "%20"),
    ],
)
def test_check_refuses_an_address_with_what_none_has(
    make_workspace: MakeWorkspace, address: str, message: str, hint: str
) -> None:
    content = city_data()
    content["source"]["url"] = address
    root = make_workspace(one=content)
    loaded = load(ROOT / "data" / "framework.yaml", [root / "data" / "profiles" / "one.yaml"])
    (problem,) = errors_of(loaded.problems)
    assert problem.path == "source.url"
    assert problem.line > 0
    assert message in problem.message
    assert hint in problem.hint


@pytest.mark.parametrize(
    "address", [ADDRESS, "https://example.org/côte-d’ivoire", "https://example.org/a_(b)?c='d'&e=%22f%22g"]
)
def test_check_takes_every_sound_address(make_workspace: MakeWorkspace, address: str) -> None:
    content = city_data()
    content["source"]["url"] = address
    root = make_workspace(one=content)
    assert errors_of(load(ROOT / "data" / "framework.yaml", [root / "data" / "profiles" / "one.yaml"]).problems) == []
