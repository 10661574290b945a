"""The process behind a preview: it sketches without proving, and tells what became of a proof."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest

from helpers.cities import city_data, write_yaml
from helpers.volumes import NAME, REGION, write_region
from mgi_report.build.gather import gather
from mgi_report.build.plan import BuildPlan
from mgi_report.build.preview import desk
from mgi_report.build.preview.messages import PROOF, Open, Told
from mgi_report.build.preview.sketching import Sketcher
from mgi_report.build.preview.subjects import subjects_of
from mgi_report.compendium.jobs import VolumeJob
from mgi_report.pdf import conformance, screen
from mgi_report.pdf.onscreen import pages_of
from mgi_report.workspace.inputs import one_run
from mgi_report.workspace.places import open_workspace


def refused(*_: object, **__: object) -> None:
    raise AssertionError("a sketch is not proved: the validator keeps threads, and then no proof can be forked")


def test_a_volume_is_sketched_whole_and_not_proved(
    tmp_path: Path, volume: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MGI_REPORT_CACHE", str(tmp_path / "cache"))  # where no city was made
    monkeypatch.setattr(screen, "prove", refused)
    monkeypatch.setattr(conformance, "validator", refused)
    workspace = open_workspace(write_region(tmp_path / "workspace"))
    plan = BuildPlan(workspace, tmp_path / "reports", languages=("en",), regions=(REGION,))
    with one_run():
        gathered = gather(plan)
        job = subjects_of(plan, gathered)[NAME].job(gathered)
        assert isinstance(job, VolumeJob)
        sketcher = Sketcher()
        *_, leaves = sketcher.publication(NAME, gathered, job, 0)
        (again,) = sketcher.publication(NAME, gathered, job, 0)
    sizes = [(sheet.page.width, sheet.page.height) for leaf in leaves for sheet in leaf.sheets]
    assert sizes == [(page.width, page.height) for page in pages_of((volume / "reports" / NAME).read_bytes())]
    assert again == leaves


def ended(*_: object) -> None:
    os._exit(3)


def test_a_proof_that_ends_by_itself_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "build", ended)
    monkeypatch.setattr(desk, "may_fork", lambda: True)  # whatever other tests have imported
    write_yaml(tmp_path / "data" / "profiles" / "vila-aurora.yaml", city_data())
    plan = BuildPlan(open_workspace(tmp_path), tmp_path / "reports", cities=("vila-aurora",), languages=("en",))
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe()
    process = fork.Process(target=desk.work, args=(theirs, plan))
    process.start()
    theirs.close()
    try:
        key = ours.recv().documents[0].key
        ours.send(Open(((key, 0),)))
        while not (isinstance(message := ours.recv(), Told) and message.stage == PROOF):
            assert ours.poll(90)
    finally:
        process.kill()
        process.join()
    assert not message.sound
    assert [problem.message for problem in message.problems] == ["the process that proves ended (exit code 3)"]
