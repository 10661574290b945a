"""Leaves of a snapshot look as its pages will."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpers.cities import Data, city_data, write_yaml
from mgi_report.build.compendia import pages_of as pages_of_city
from mgi_report.build.gather import gather
from mgi_report.build.plan import BuildPlan
from mgi_report.pdf.onscreen import alike, pages_of
from mgi_report.snapshot.leaves import ELSEWHERE, compose_leaves, fingerprint, leaves_of, numbered
from mgi_report.snapshot.make import make_snapshot
from mgi_report.typeset.documents import Composed
from mgi_report.workspace.inputs import one_run
from mgi_report.workspace.places import open_workspace

CITIES = {"usual": city_data(), "long": city_data(14, 11, 40), "short": city_data(1, 1, 8), "linked": city_data()}
CITIES["linked"]["findings"]["migrants-rights"]["developed"][0]["text"] += (
    " See [its page](https://example.org/rights)."
)


@pytest.mark.parametrize(
    ("city", "edition", "inner"),
    [("usual", "screen", False), ("long", "screen", False), ("short", "press", False), ("linked", "press", True)],
)
def test_a_leaf_looks_as_its_pages_will(city: str, edition: str, inner: bool, tmp_path: Path) -> None:
    data: Data = CITIES[city]
    write_yaml(tmp_path / "data" / "profiles" / f"{data['city']}.yaml", data)
    workspace = open_workspace(tmp_path)
    with one_run():
        gathered = gather(BuildPlan(workspace, tmp_path / "reports", languages=("en",), editions=(edition,)))
        job, studio = gathered.jobs[0], gathered.studio
        job = pages_of_city(job) if inner else job
        whole = make_snapshot(studio, job.profile, job.source, "en", job.edition).pdf
        drawn: list[tuple[bytes, int]] = []
        for leaf in compose_leaves(studio, job.profile, "en", job.edition):
            pdf, problems = studio.typesetter.sketch(numbered(leaf, len(drawn) + 1), in_inks=job.edition.for_press)
            assert problems == ()
            drawn += [(pdf, index) for index in range(len(pages_of(pdf)))]
    pages = len(pages_of(whole))
    assert len({pdf for pdf, _ in drawn}) > (0 if inner else 2)
    assert [number for number, page in enumerate(drawn) if not alike(page, (whole, number))] == []
    assert len(drawn) == pages


BODY = (
    '<div class="running" data-note="n"></div><section id="a"><a href="#b">b</a></section><section id="b">B</section>'
)


def document(body: str, **resources: bytes) -> Composed:
    return Composed(f"<html><head><style>p{{}}</style></head><body>{body}</body></html>", resources)


def test_what_margins_show_is_said_in_every_leaf() -> None:
    first, second = leaves_of(document(BODY))
    assert 'class="running"' in first.html
    assert f'href="{ELSEWHERE}b"' in first.html
    assert '<div data-note="n"><section id="b">' in second.html
    assert "counter-reset: page 3" in numbered(second, 3).html


@pytest.mark.parametrize(
    "body",
    ["<p>Alone</p>", "Words <p>a</p><p>b</p>", "<section>open<section>b</section>", "<p>a</p><br><p>b</p>", ""],
)
def test_what_cannot_be_parted_is_its_own_leaf(body: str) -> None:
    assert leaves_of(whole := document(body)) == [whole]


def test_a_leaf_is_known_by_what_it_shows() -> None:
    def mark(body: str, picture: bytes) -> str:
        return fingerprint(document(body, **{"a.svg": picture}))

    called = '<img src="mgi:a.svg">'
    assert mark(called, b"1") != mark(called, b"2")
    assert mark("<p>x</p>", b"1") == mark("<p>x</p>", b"2")
