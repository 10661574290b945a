"""The living preview: two speeds, problems over the last good page, and nothing that hangs or leaks."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.cities import city_data, second_city, write_yaml
from helpers.previews import PATIENCE, Browser, preview_of
from helpers.volumes import NAME as VOLUME
from helpers.volumes import REGION, write_region
from mgi_report.build.preview.editors import address_in, open_in_editor
from mgi_report.build.preview.preview import Workbench
from mgi_report.build.preview.server import Server
from mgi_report.build.preview.watching import is_read_once
from mgi_report.errors import ReportError

KEY = "en/mgi-snapshot-vila-aurora-2021-05-en.pdf"
HOSTILE = ("../data/profiles/vila-aurora.yaml", "..%2f..%2fdata%2fprofiles%2fvila-aurora.yaml", "/etc/passwd", "%00")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("preview") / "workspace"
    for city in (city_data(), second_city()):
        write_yaml(root / "data" / "profiles" / f"{city['city']}.yaml", city)
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[Server]:
    with preview_of(root, cities=("vila-aurora",), languages=("en",), html=True) as server:
        yield server


@pytest.fixture(scope="module")
def browser(server: Server) -> Browser:
    browser = Browser(server)
    browser.stage("proved")
    return browser


@pytest.fixture
def file(root: Path, browser: Browser) -> Iterator[Path]:
    """The profile, which is as it was, and proved, when the test has ended."""
    file = root / "data" / "profiles" / "vila-aurora.yaml"
    before = file.read_text()
    yield file
    since = len(browser.news)
    file.write_text(before)
    browser.stage("proved", since)


def test_an_edit_is_sketched_and_then_proved(browser: Browser, file: Path) -> None:
    before, since = browser.news[-1], len(browser.news)
    assert [document["key"] for document in before["documents"]] == [KEY]
    file.write_text(changed(file))
    sketch = browser.stage("sketched", since)
    assert differing(before, sketch)
    assert 0 < len(differing(before, sketch)) < len(before["pages"])  # what did not change is the same picture
    proved = browser.stage("proved", since)
    assert differing(sketch, proved) == []  # the sketch is as the file is
    assert proved["web"].startswith(KEY.replace(".pdf", ".html"))


def changed(file: Path) -> str:
    """The profile with another word in the first finding of migrants' rights."""
    return re.sub(r"(text: \W?)(\w+)", r"\1Reworded \2", file.read_text(), count=1)


def differing(one: dict[str, list[dict[str, str]]], other: dict[str, list[dict[str, str]]]) -> list[int]:
    pairs = enumerate(zip(one["pages"], other["pages"], strict=True))
    return [number for number, (old, new) in pairs if old["print"] != new["print"]]


def test_what_is_wrong_lies_over_the_last_good_page_until_it_is_mended(browser: Browser, file: Path) -> None:
    good, since, sound = browser.news[-1], len(browser.news), file.read_text()
    file.write_text(sound.replace("country:", "contry:", 1))
    refused = browser.stage("refused", since)
    assert refused["pages"] == good["pages"]
    line = next(number for number, text in enumerate(file.read_text().splitlines(), 1) if "contry:" in text)
    assert refused["problems"][0]["place"].startswith(f"data/profiles/vila-aurora.yaml:{line}:")
    assert refused["problems"][0]["message"].startswith("unknown key: “contry”")
    file.write_text(sound)
    mended = browser.wait(lambda state: state["stage"] in ("sketched", "proved"), browser.news.index(refused))
    assert mended["problems"] == []


def test_a_city_that_gets_another_edition_is_followed(browser: Browser, file: Path) -> None:
    since = len(browser.news)
    file.write_text(re.sub(r"edition:.*", "edition: 2021-08", file.read_text(), count=1))
    renamed = browser.wait(lambda state: "2021-08" in state["document"] and state["stage"] == "proved", since)
    assert [document["title"] for document in renamed["documents"]] == ["Vila Aurora, 2021-08"]


def test_a_file_that_takes_the_name_of_another_is_seen(browser: Browser, file: Path) -> None:
    since, fresh = len(browser.news), file.with_name(".vila-aurora.yaml.new")
    fresh.write_text(changed(file))
    fresh.replace(file)
    browser.stage("sketched", since)


def test_half_a_file_and_a_thousand_saves_end_no_server(browser: Browser, file: Path) -> None:
    since, sound = len(browser.news), file.read_text()
    file.write_text(sound[: len(sound) // 2])
    browser.stage("refused", since)
    since = len(browser.news)
    for number in range(1000):
        file.write_text(sound.replace("edition:", f"# {number}\nedition:", 1))
    browser.stage("proved", since)
    assert len(browser.news) - since < 500  # many saves are one, also where they take their time


def test_a_finding_leads_to_its_line_and_a_page_to_its_links(browser: Browser, file: Path) -> None:
    pages = browser.news[-1]["pages"]
    sheet = browser.ask(f"sheet/{pages[1]['print']}")
    finding = next(name for name, _, _ in sheet["anchors"] if name.endswith("-r1"))
    place = browser.ask("origin", name=finding)["place"]
    name, line, _ = place.split(":")
    assert name == "data/profiles/vila-aurora.yaml"
    assert "text" in "".join(file.read_text().splitlines()[int(line) - 1 : int(line) + 3])
    links = browser.ask(f"sheet/{pages[0]['print']}")["links"]
    target = next(link["target"] for link in links if "domain-1" in link["target"] or link["target"] == "page 2")
    assert target == "page 2" or browser.ask("place", name=target.removeprefix("leaf:"))["page"] == 1


def test_a_page_is_drawn_in_the_pixels_that_are_asked_for(browser: Browser) -> None:
    mark = browser.news[-1]["pages"][0]["print"]
    for scale in (0.5, 2.0):
        status, picture = browser.get(f"picture/{mark}?scale={scale}")
        width, height = (int.from_bytes(picture[at : at + 4], "little", signed=True) for at in (18, 22))
        assert status == 200
        assert (width, -height) == pytest.approx((595.3 * scale, 841.9 * scale), abs=1)
    assert browser.get("picture/gone")[0] == 404


@pytest.mark.parametrize("path", HOSTILE)
def test_nothing_but_what_was_built_is_handed_out(path: str, browser: Browser) -> None:
    assert browser.get(f"out/{path}")[0] == 404
    assert browser.get(f"out/{KEY}")[0] == 200


def test_only_who_knows_the_token_is_answered(browser: Browser) -> None:
    port = browser.server.server_port
    assert browser.get("", token="another")[0] == 404
    assert browser.get("", Host=f"elsewhere.example:{port}")[0] == 403
    assert browser.get("", Host=f"localhost:{port}")[0] == 200
    for origin, status in ((f"http://127.0.0.1:{port}", 200), ("https://elsewhere.example", 403), ("null", 403)):
        assert browser.get("view?browser=x", method="POST", Origin=origin)[0] == status
    assert browser.get("view", method="POST")[0] == 403


def test_a_process_that_is_killed_is_started_again(browser: Browser, file: Path) -> None:
    since = len(browser.news)
    assert desks()
    for number in desks():
        os.kill(number, signal.SIGKILL)
    file.write_text(changed(file))
    browser.stage("proved", since)


@pytest.mark.parametrize(("many", "most", "stage"), [(1, 1000, "proved"), (1000, 1, "sketched")], ids=["idle", "busy"])
def test_a_process_that_saw_many_saves_is_started_afresh(
    browser: Browser, file: Path, monkeypatch: pytest.MonkeyPatch, many: int, most: int, stage: str
) -> None:
    monkeypatch.setattr(Workbench, "many", many)
    monkeypatch.setattr(Workbench, "most", most)
    before, deadline = desks(), time.monotonic() + PATIENCE
    while desks() == before and time.monotonic() < deadline:
        since = len(browser.news)
        file.write_text(changed(file))
        browser.stage(stage, since)
    assert len(desks()) == 1
    assert desks() != before
    since, was = len(browser.news), browser.news[-1]
    file.write_text(changed(file))
    seen = browser.wait(lambda state: state["stage"] == "proved" and differing(was, state), since)
    assert len(differing(was, seen)) < len(was["pages"])


def desks() -> list[int]:
    """The processes that make pages."""
    return [int(line.split()[0]) for line in processes() if int(line.split()[1]) == os.getpid() and "spawn" in line]


def processes() -> list[str]:
    """Numbers of processes, of their parents, and their commands."""
    return subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )[:-1]


def test_a_folder_may_vanish_and_come_back(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    write_yaml(root / "data" / "profiles" / "vila-aurora.yaml", city_data())
    with preview_of(root, languages=("en",)) as server:
        browser = Browser(server)
        browser.stage("proved")
        since = len(browser.news)
        shutil.move(root / "data", tmp_path / "away")
        browser.stage("refused", since)
        since = len(browser.news)
        shutil.move(tmp_path / "away", root / "data")
        browser.stage("proved", since)


def test_a_volume_shows_the_chapter_first_and_finds_its_cities(tmp_path: Path, volume: Path) -> None:
    root = write_region(tmp_path / "workspace")
    with preview_of(root, languages=("en",), regions=(REGION,)) as server:
        browser = Browser(server, VOLUME)
        proved = browser.stage("proved")
        since, city = len(browser.news), root / "data" / "profiles" / "vila-aurora.yaml"
        city.write_text(changed(city))
        first = browser.wait(lambda state: state["stage"] == "working" and differing(proved, state), since)
        again = browser.stage("proved", since)
        assert differing(proved, first)[0] == differing(proved, again)[0]  # the chapter, its first page that changed
        assert len(differing(proved, first)) <= len(differing(proved, again)) + 1
        place = browser.ask("origin", name="vau-2021-r1")["place"]
        assert place.startswith("data/profiles/vila-aurora.yaml:")


def test_a_port_that_is_taken_is_told(root: Path) -> None:
    from mgi_report.build.plan import BuildPlan
    from mgi_report.build.preview.preview import previewing
    from mgi_report.workspace.places import open_workspace

    workspace = open_workspace(root)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(ReportError, match=f"port {port} cannot be had"),
            previewing(BuildPlan(workspace, workspace.cache / "preview"), port),
        ):
            pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_once_and_leaves_no_process(root: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(root), "preview", "vila-aurora", "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert re.fullmatch(r"preview at http://127\.0\.0\.1:\d+/[\w-]+/ \(Ctrl-C ends it\)\n", process.stdout.readline())
    children = [int(line.split()[0]) for line in processes() if int(line.split()[1]) == process.pid]
    started = time.monotonic()
    process.send_signal(number)
    assert process.wait(20) == 0
    assert time.monotonic() - started < 5
    time.sleep(0.2)
    left = {int(line.split()[0]) for line in processes() if "defunct" not in line}
    assert children
    assert not left & set(children)


@pytest.mark.parametrize(
    ("visual", "address"),
    [
        ("code --wait", "vscode://file/w/a%20b.yaml:3:5"),
        ("/usr/bin/codium", "vscodium://file/w/a%20b.yaml:3:5"),
        ("vim", ""),
        ("'", ""),
        ("", ""),
    ],
)
def test_an_editor_is_called_by_its_address(visual: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", visual)
    assert address_in(("/w/a b.yaml", 3, 5)) == address


def test_an_editor_with_a_window_is_called_by_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called = tmp_path / "called"
    program = tmp_path / "kate"
    program.write_text(f'#!/bin/sh\necho "$@" > {called}.new\nmv {called}.new {called}\n')
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{program} --new")
    assert open_in_editor(("/w/a b.yaml", 3, 5))
    deadline = time.monotonic() + 20
    while not called.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert called.read_text() == "--new -l 3 -c 5 /w/a b.yaml\n"
    monkeypatch.setenv("VISUAL", "vim")
    assert not open_in_editor(("/w/a b.yaml", 3, 5))


def test_what_a_process_reads_once_is_read_by_a_new_one(tmp_path: Path) -> None:
    from watchfiles import Change

    def changed(name: str) -> bool:
        return is_read_once(tmp_path, [(Change.modified, str(tmp_path / name))])

    assert [name for name in ("assets/fonts/A-Regular.ttf", "locales/es/LC_MESSAGES/x.po") if not changed(name)] == []
    assert [name for name in ("assets/theme.yaml", "assets/images/a.svg", "data/framework.yaml") if changed(name)] == []
