"""The build: what is made, what is kept, what stays when something goes wrong."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace, city_data, second_city, write_yaml
from helpers.command import run, run_apart
from helpers.project import ROOT
from helpers.snapshots import NAME, plan
from mgi_report.build.build import build
from mgi_report.errors import ExitCode, Kind, ReportError


def test_a_second_build_makes_nothing_and_touches_nothing(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(built_twice=data)  # a file of its own name: no other test has made it
    first = build(plan(root))
    before = (root / "reports" / NAME).stat()
    again = build(plan(root))
    assert [built.fresh for built in first.files] == [True]
    assert again.unchanged
    assert (root / "reports" / NAME).stat().st_mtime_ns == before.st_mtime_ns


def test_builds_into_one_folder_do_not_forget_each_other(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data, two=second_city())
    plans = [plan(root, cities=("vila-aurora",)), plan(root, cities=("port-sereno",))]
    for each in plans:
        build(each)
    assert [build(each).unchanged for each in plans] == [True, True]
    (root / "reports" / "manifest.json").unlink()
    assert not build(plans[0]).unchanged


def test_a_changed_word_makes_only_its_city_anew(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data, two=second_city())
    build(plan(root))
    data["findings"]["partnerships"]["potential"][0]["text"] = "Something else altogether."
    write_yaml(root / "data" / "profiles" / "one.yaml", data)
    result = build(plan(root))
    assert {built.city: built.fresh for built in result.files} == {"vila-aurora": True, "port-sereno": False}


def test_a_touched_but_equal_file_makes_nothing_anew(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    build(plan(root))
    os.utime(root / "data" / "profiles" / "one.yaml")
    result = build(plan(root))
    assert not result.unchanged
    assert [built.fresh for built in result.files] == [False]


def test_a_deleted_output_comes_back(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    build(plan(root))
    content = (root / "reports" / NAME).read_bytes()
    (root / "reports" / NAME).unlink()
    build(plan(root))
    assert (root / "reports" / NAME).read_bytes() == content


def test_the_manifest_has_a_checksum_of_every_file(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data, two=second_city())
    build(plan(root))
    files = json.loads((root / "reports" / "manifest.json").read_text())["files"]
    assert [entry["city"] for entry in files] == ["port-sereno", "vila-aurora"]
    for entry in files:
        assert hashlib.sha256((root / "reports" / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]


def test_one_broken_city_does_not_stop_the_others(make_workspace: MakeWorkspace, data: Data) -> None:
    broken = second_city()
    del broken["findings"]["well-being"]
    root = make_workspace(one=data, two=broken)
    result = build(plan(root))
    assert result.exit_code is ExitCode.DATA
    assert [built.city for built in result.files] == ["vila-aurora"]
    assert ["well-being" in problem.message for problem in result.problems] == [True]


def test_a_city_that_breaks_keeps_its_last_good_file(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    build(plan(root))
    good = (root / "reports" / NAME).read_bytes()
    data["findings"]["partnerships"]["developed"][0]["text"] = ""
    write_yaml(root / "data" / "profiles" / "one.yaml", data)
    assert build(plan(root)).exit_code is ExitCode.DATA
    assert (root / "reports" / NAME).read_bytes() == good


def test_a_failed_proof_writes_nothing_and_names_the_finding(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    build(plan(root))
    good = (root / "reports" / NAME).read_bytes()
    templates = root / "templates" / "snapshot"
    templates.mkdir(parents=True)
    original = (ROOT / "templates" / "snapshot" / "domains.html.j2").read_text()
    cut = original.replace("finding.text.runs|runs", "finding.text.plain[:40]")
    assert cut != original
    templates.joinpath("domains.html.j2").write_text(cut)
    result = build(plan(root))
    assert result.exit_code is ExitCode.PREFLIGHT
    assert any("VAU-2021-R1" in problem.message for problem in result.problems)
    assert all("vila-aurora" in problem.file for problem in result.problems)
    assert (root / "reports" / NAME).read_bytes() == good


def test_a_template_mistake_is_told_with_file_and_line(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    (root / "templates" / "snapshot").mkdir(parents=True)
    (root / "templates" / "snapshot" / "cover.html.j2").write_text("<p>\n{{ view.nothing_like_it }}</p>")
    result = build(plan(root))
    assert result.exit_code is ExitCode.TEMPLATE
    assert result.problems[0].line == 2
    assert "cover.html.j2" in result.problems[0].file


def test_an_unknown_city_is_told_with_the_known_ones(make_workspace: MakeWorkspace, data: Data) -> None:
    result = build(plan(make_workspace(one=data), cities=("vila-aurore",)))
    assert result.exit_code is ExitCode.USAGE
    assert "vila-aurora" in result.problems[0].hint


def test_an_unknown_language_stops_before_anything_is_written(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    with pytest.raises(ReportError) as caught:
        build(plan(root, languages=("xx",)))
    assert caught.value.exit_code is ExitCode.USAGE
    assert not (root / "reports").exists()


def test_the_same_input_gives_the_same_bytes_in_another_process(
    make_workspace: MakeWorkspace, data: Data, tmp_path: Path
) -> None:
    root = make_workspace(one=data)
    build(plan(root))
    for seed in ("1", "2"):
        out = tmp_path / f"out{seed}"
        environment = os.environ | {
            "PYTHONHASHSEED": seed,
            "MGI_REPORT_CACHE": str(tmp_path / f"cache{seed}"),
            "TZ": f"Etc/GMT+{seed}",
        }
        subprocess.run([sys.executable, "-m", "mgi_report", "--workspace", str(root), "build", "--out", str(out)],
                       env=environment, check=True, capture_output=True)  # fmt: skip
        assert (out / NAME).read_bytes() == (root / "reports" / NAME).read_bytes()


def test_source_date_epoch_sets_the_dates(
    make_workspace: MakeWorkspace, data: Data, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    root = make_workspace(one=data)
    build(plan(root))
    pdf = (root / "reports" / NAME).read_bytes()
    assert b"<xmp:CreateDate>2023-11-14<" in pdf


def test_a_build_killed_in_the_middle_leaves_no_broken_file(
    make_workspace: MakeWorkspace, data: Data, tmp_path: Path
) -> None:
    cities = {"one": data}
    for index, code in enumerate(("AAA", "BBB", "CCC", "DDD"), start=2):
        cities[f"city{index}"] = second_city() | {"city": f"city-{index}", "code": code}
    root = make_workspace(**cities)
    environment = os.environ | {"MGI_REPORT_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(root), "build", "--jobs", "2"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    deadline = time.time() + 60
    while time.time() < deadline and not list(root.glob("reports/en/*.pdf")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    found = list(root.glob("reports/en/*.pdf"))
    assert found
    for file in found:
        assert file.read_bytes().rstrip().endswith(b"%%EOF")
    result = build(plan(root))
    assert result.exit_code is ExitCode.DONE
    assert len(result.files) == 5


def test_hostile_texts_print_as_text(make_workspace: MakeWorkspace, data: Data, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text("<svg xmlns='http://www.w3.org/2000/svg'><text>geheim</text></svg>")
    texts = [
        f'<img src="file://{secret}">',
        "![picture](http://127.0.0.1:9/x.png)",
        "{{ 7*7 }} and {% include 'snapshot/cover.html.j2' %}",
        "<style>body{background:url(file:///etc/passwd)}</style>",
        "</style><script>alert(1)</script>",
    ]
    data["findings"]["partnerships"]["developed"] = [{"text": text, "topics": ["academia"]} for text in texts]
    data["place"]["name"] = "<b>{{ city }}</b>"
    root = make_workspace(one=data)
    result = build(plan(root))
    assert {problem.kind for problem in result.problems} == {Kind.MARKUP}  # warnings
    assert result.files[0].proof.endswith("checks passed")


def test_a_profile_in_which_nothing_is_listed_passes_every_check(make_workspace: MakeWorkspace, data: Data) -> None:
    for lists in data["findings"].values():
        lists |= {"developed": [], "potential": []}
    result = build(plan(make_workspace(one=data)))
    assert [str(problem) for problem in result.problems] == []
    assert result.files[0].pages == 4


def test_one_block_of_a_template_can_be_changed(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data)
    (root / "templates" / "snapshot").mkdir(parents=True)
    (root / "assets" / "images").mkdir(parents=True)
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
    (root / "assets" / "images" / "logo.svg").write_text(logo, encoding="utf-8")
    changed = (
        '{% extends "builtin/snapshot/snapshot.html.j2" %}{% block about %}{{ super() }}'
        '<p><img src="mgi:images/logo.svg" alt="Logo of the city"></p>{% endblock %}'
    )
    (root / "templates" / "snapshot" / "snapshot.html.j2").write_text(changed, encoding="utf-8")
    result = build(plan(root))
    assert [str(problem) for problem in result.problems] == []
    (root / "assets" / "images" / "logo.svg").unlink()
    messages = [problem.message for problem in build(plan(root)).problems]
    assert messages == ["there is no assets/images/logo.svg"]


def test_a_build_that_is_told_to_stop_leaves_no_worker_behind(make_workspace: MakeWorkspace, tmp_path: Path) -> None:
    cities = {"one": city_data()}
    for index, code in enumerate(("AAA", "BBB", "CCC", "DDD"), start=2):
        cities[f"city{index}"] = second_city() | {"city": f"city-{index}", "code": code}
    root = make_workspace(**cities)
    environment = os.environ | {"MGI_REPORT_CACHE": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(root), "build", "--jobs", "2"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    deadline = time.time() + 60
    while time.time() < deadline and not list(root.glob("reports/en/*.pdf")):
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)  # returns only when every worker has let go of the output
    assert process.returncode == 143


def test_a_city_on_which_the_engine_crashes_does_not_stop_the_others(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data, two=second_city())
    (root / "templates" / "snapshot").mkdir(parents=True)
    # The engine raises NotImplementedError for this border.
    crash = '<hr style="border: 1px inset device-cmyk(0 0 0 1)">'
    changed = (
        '{% extends "builtin/snapshot/snapshot.html.j2" %}{% block about %}{{ super() }}'
        f'{{% if view.city == "Port Sereno" %}}{crash}{{% endif %}}{{% endblock %}}'
    )
    (root / "templates" / "snapshot" / "snapshot.html.j2").write_text(changed, encoding="utf-8")
    result = build(plan(root))
    assert [built.city for built in result.files] == ["vila-aurora"]
    assert result.exit_code is ExitCode.BUG
    assert "port-sereno" in result.problems[0].file


@pytest.mark.parametrize(("cities", "jobs"), [((), 1), ((), 2), (("port-sereno",), 0)])
def test_what_is_unforeseen_in_a_build_is_traced_where_that_is_asked_for(
    make_workspace: MakeWorkspace, data: Data, cities: tuple[str, ...], jobs: int
) -> None:
    root = make_workspace(one=data, two=second_city())
    (root / "templates" / "snapshot").mkdir(parents=True)
    changed = (
        '{% extends "builtin/snapshot/snapshot.html.j2" %}{% block about %}{{ super() }}'
        '<hr style="border: 1px inset device-cmyk(0 0 0 1)">{% endblock %}'
    )
    (root / "templates" / "snapshot" / "snapshot.html.j2").write_text(changed, encoding="utf-8")
    call = run if jobs == 1 else run_apart
    build_it = ["build", "--quiet", "--jobs", str(jobs), *cities]
    plain = call("--workspace", str(root), *build_it)
    assert (plain.returncode, "Traceback" in plain.stderr) == (70, False)
    assert "run again with --debug before the command" in plain.stderr
    debug = call("--workspace", str(root), "--debug", *build_it)
    assert debug.returncode == 70
    assert re.search(r"Traceback.*weasyprint/.*NotImplementedError", debug.stderr, re.S)
