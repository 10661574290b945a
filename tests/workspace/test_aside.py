"""Work in a process of its own: what is handed over and back, and what happens when it ends too early."""

from __future__ import annotations

import io
import os
import pickle
import signal
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from helpers.cities import city_data, write_yaml
from helpers.project import ROOT
from mgi_report.build.build import build
from mgi_report.build.plan import BuildPlan
from mgi_report.compendium.bindery import Bindery, bind_volume
from mgi_report.data.profile_files import load_framework
from mgi_report.design.editions import PRESS
from mgi_report.errors import ExitCode, Problem, ReportError
from mgi_report.pdf import conformance
from mgi_report.pdf.binding import Part
from mgi_report.pdf.xmp import Metadata
from mgi_report.studio import typesetter
from mgi_report.studio.folio_font import folio_font
from mgi_report.studio.studio import Studio
from mgi_report.typeset import engine as typeset
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.finish import finish_screen
from mgi_report.workspace.aside import Aside, BrokenError, serve
from mgi_report.workspace.places import open_workspace


def test_functions_answer_one_after_the_other() -> None:
    with Aside() as aside:
        aside.tell("os:getpid")
        for number in (3, 4):
            aside.ask("math:factorial", number)
            assert aside.answer() == {3: 6, 4: 24}[number]
        aside.ask("os:getpid")
        assert aside.answer() != os.getpid()


def test_what_a_function_raises_is_raised_here() -> None:
    with Aside() as aside:
        aside.ask("mgi_report.workspace.places:open_workspace", Path("/nowhere/at/all"))
        with pytest.raises(ReportError) as caught:
            aside.answer()
        assert caught.value.exit_code is ExitCode.USAGE
        assert isinstance(caught.value.problems[0], Problem)
        aside.ask("builtins:len", 3)
        with pytest.raises(TypeError):
            aside.answer()
        aside.ask("builtins:iter", [])  # an iterator of a list can be handed over, a generator cannot
        assert list(aside.answer()) == []


def test_what_cannot_be_handed_over_is_said() -> None:
    questions, answers = io.BytesIO(pickle.dumps((True, "threading:Lock", ()))), io.BytesIO()
    serve(questions, answers)
    returned, error = pickle.loads(answers.getvalue())
    assert not returned
    assert "cannot be handed over" in str(error)


def test_what_a_library_prints_is_no_answer() -> None:
    with Aside() as aside:
        aside.ask("builtins:print", "words")
        assert aside.answer() is None


def test_a_process_that_has_ended_is_told_apart_from_one_that_failed() -> None:
    with Aside() as aside:
        aside.ask("os:kill", 0, signal.SIGKILL)  # a session of its own: itself
        with pytest.raises(BrokenError):
            aside.answer()
        aside.process.wait()
        with pytest.raises(BrokenError):
            aside.ask("math:factorial", 3)


def test_modules_of_the_current_folder_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "math.py").write_text("raise SystemExit('read from the current folder')")
    (tmp_path / "mgi_report.py").write_text("raise SystemExit('read from the current folder')")
    monkeypatch.chdir(tmp_path)
    with Aside() as aside:
        aside.ask("math:factorial", 5)
        assert aside.answer() == 120


def test_it_is_gone_when_closed() -> None:
    aside = Aside()
    aside.ask("time:sleep", 60)
    started = time.monotonic()
    aside.close()
    assert time.monotonic() - started < 10
    assert aside.process.returncode is not None


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What processes aside are asked for from here on."""
    found: list[str] = []
    ask = Aside.ask
    monkeypatch.setattr(Aside, "ask", lambda self, name, *given: [found.append(name), ask(self, name, *given)])
    return found


# The engine ahead


HTML = "<!DOCTYPE html><html lang=en><title>T</title><style>html{font-family:'Open Sans'}</style><h1>T</h1><p>Words"

ABOUT = Metadata("T", "", "", "", ("en",), "t", "", "", "", (), "2024-01-02")
FINISHER = partial(finish_screen, metadata=ABOUT)


def test_an_engine_aside_makes_the_same_file() -> None:
    workspace = open_workspace(ROOT)
    document = Composed(HTML, {})
    here = typesetter.Typesetter(workspace).typeset(document, FINISHER)
    with typesetter.engine_ahead(workspace, "snapshot", wanted=True) as engine:
        assert engine
        there = typesetter.Typesetter(workspace, engine)
        assert there.is_aside
        assert there.typeset(document, FINISHER) == here
        faulty = there.typeset(Composed(HTML + "<a href='#nowhere' title=x>x</a>", {}), FINISHER)
        assert "#nowhere" in faulty.problems[0].message
        engine.close()
        assert there.typeset(document, FINISHER) == here  # it goes on without
        assert not there.is_aside


def test_each_kind_of_publication_is_rehearsed_with_its_own_styles(tmp_path: Path) -> None:
    workspace = replace(open_workspace(ROOT), cache=tmp_path)
    for publication in ("snapshot", "brief"):
        styles = f"p {{ quotes: '{publication}' '' }}"
        document = Composed(HTML.replace("<h1>", f"<style>{styles}</style><h1>"), {}, styles)
        with typesetter.engine_ahead(workspace, publication, wanted=True) as engine:
            typesetter.Typesetter(workspace, engine).typeset(document, FINISHER)
    kept = {file.name: file.read_text() for file in (tmp_path / "engine").glob("*.css")}
    assert kept.keys() == {"last-snapshot.css", "last-brief.css"}
    assert all(file.removeprefix("last-").removesuffix(".css") in styles for file, styles in kept.items())


def test_no_engine_is_started_where_it_is_not_wanted_or_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(ROOT)
    with typesetter.engine_ahead(workspace, "snapshot", wanted=False) as engine:
        assert engine is None
    with monkeypatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        with typesetter.engine_ahead(workspace, "snapshot", wanted=True) as engine:
            assert engine is None
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with typesetter.engine_ahead(workspace, "snapshot", wanted=True) as engine:
        assert engine is None


@pytest.mark.parametrize(
    ("asked", "ahead"),
    [
        ({"cities": ("vila-aurora",)}, True),
        ({"cities": ("vila-aurora",), "languages": ("es",)}, True),
        ({"cities": ("vila-aurora",), "editions": ("screen",)}, True),
        ({}, False),
        ({"cities": ("vila-aurora",), "jobs": 1}, False),
        ({"cities": ("vila-aurora",), "languages": ("en", "es")}, False),
        ({"cities": ("vila-aurora",), "languages": ("all",)}, False),
        ({"cities": ("vila-aurora",), "editions": ("press",)}, False),
        ({"cities": ("vila-aurora",), "regions": ("all",)}, False),
        ({"cities": ("vila-aurora", "port-sereno")}, False),
    ],
)
def test_a_single_snapshot_is_what_an_engine_ahead_is_for(
    tmp_path: Path, asked: dict[str, object], ahead: bool
) -> None:
    plan = BuildPlan(open_workspace(ROOT), tmp_path, **asked)  # type: ignore[arg-type]
    assert plan.is_single is ahead


def test_a_city_built_with_an_engine_ahead_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", city_data())
    workspace = open_workspace(tmp_path)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    plans = [BuildPlan(workspace, tmp_path / str(jobs), ("vila-aurora",), jobs=jobs, force=True) for jobs in (0, 1)]
    used = asked(monkeypatch)
    results = [build(plan) for plan in plans]
    assert [result.exit_code for result in results] == [ExitCode.DONE, ExitCode.DONE]
    assert used == ["mgi_report.typeset.engine:typeset"]
    files = [(plan.out / result.files[0].path).read_bytes() for plan, result in zip(plans, results, strict=True)]
    assert files[0] == files[1]


# The validator at work


def padded(pdf: bytes, size: int) -> bytes:
    """The same file with a long comment in it."""
    end = pdf.rindex(b"startxref")
    return pdf[:end] + b"%" + b" " * size + b"\n" + pdf[end:]


def broken_pdf() -> bytes:
    return typeset.typeset(Composed(HTML, {}), lambda pdf: None, variant="pdf/ua-1").pdf


def test_the_judgement_is_the_same_in_threads_and_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(ROOT)
    typeset.get_ready(workspace.font_files(), workspace.cache)
    small, ways = broken_pdf(), asked(monkeypatch)
    one_by_one = conformance.judge_all(small, "x.pdf", conformance.STANDARDS)
    assert [check.name for check in one_by_one] == ["PDF/UA-1", "PDF/A-3a"]
    assert [check.passed for check in one_by_one] == [True, False]
    for pdf in (small, padded(small, 2**20)):
        with conformance.Judgement(pdf, "x.pdf") as judgement:
            assert judgement.checks() == one_by_one
    assert ways == ["mgi_report.pdf.conformance:judge_all"], "a large file is judged aside, a small one is not"


def test_a_judge_that_ends_early_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Aside.ask
    monkeypatch.setattr(Aside, "ask", lambda self, *given: [ask(self, *given), self.close()])
    with conformance.Judgement(b"%PDF-1.7 and nothing more" + bytes(2**20), "x.pdf", ["PDF/UA-1"]) as judgement:
        (check,) = judgement.checks()
    assert not check.passed


def test_without_a_validator_every_standard_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conformance, "validator", lambda: None)
    with conformance.Judgement(b"", "x.pdf") as judgement:
        assert [check.skipped for check in judgement.checks()] == [True, True]


# A large volume


def test_a_volume_bound_aside_is_the_same(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = open_workspace(ROOT)
    studio = Studio(workspace, load_framework(workspace.framework))
    bindery = Bindery(
        (Part(built.read_bytes(), "One", "one"), Part(built.read_bytes(), "Two", "two")),
        Metadata("Volume", "", "", "", ("en",), "v", "", "", "", (), "2024-01-02"),
        folio_font(studio.folio_face(), studio.cache, "#000000"),
        (),
        (),
        (),
        "volume.pdf",
        PRESS,
    )
    used = asked(monkeypatch)
    here = bind_volume(bindery)
    assert used == []
    assert bind_volume(bindery, large=0) == here
    assert used == ["mgi_report.compendium.bindery:bind_here"]
    broken = replace(bindery, parts=(*bindery.parts, Part(b"%PDF-1.7 broken", "Three", "three")))
    with pytest.raises(ReportError, match="three"):
        bind_volume(broken, large=0)
