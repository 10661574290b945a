"""What lies in the output folder and is not what the data says is told, and the manifest knows it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from helpers.cities import Data, MakeWorkspace, second_city, write_yaml
from helpers.snapshots import plan
from mgi_report.build.build import build
from mgi_report.build.manifest import outdated_in, write_manifest
from mgi_report.build.outdated import data_hashes, sources_of, tell_outdated
from mgi_report.build.plan import Built
from mgi_report.errors import errors_of
from mgi_report.workspace.places import open_workspace

AURORA, SERENO, RIVERS = "en/mgi-snapshot-aurora.pdf", "en/mgi-snapshot-sereno.pdf", "en/mgi-compendium-rivers.pdf"


class Folder:
    """A workspace of two profiles and a region, and an output folder with a file of each."""

    def __init__(self, root: Path) -> None:
        self.root, self.out = root, root / "reports"
        self.data = {name: root / "data" / f"{name}.yaml" for name in ("profiles/aurora", "profiles/sereno")}
        self.data["regions/rivers"] = root / "data" / "regions" / "rivers.yaml"
        for name, file in self.data.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(name, encoding="utf-8")
        self.aurora, self.sereno, self.rivers = self.data.values()
        self.publish(AURORA, self.aurora)
        self.publish(SERENO, self.sereno)
        self.publish(RIVERS, self.rivers, self.aurora, self.sereno)

    def publish(self, path: str, *files: Path) -> None:
        target = self.out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"")
        sources = sources_of(self.out, data_hashes(open_workspace(self.root)), files)
        write_manifest(self.out, [Built(path, "", "", "", 1, 0, "", {}, sources=sources)])

    @property
    def marked(self) -> dict[str, str]:
        """What the manifest says."""
        files = json.loads((self.out / "manifest.json").read_bytes())["files"]
        return {entry["path"]: entry["outdated"] for entry in files if "outdated" in entry}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def test_what_was_made_from_other_data_is_outdated(folder: Folder) -> None:
    assert outdated_in(folder.out) == {}
    folder.aurora.write_text("changed", encoding="utf-8")
    assert outdated_in(folder.out) == {AURORA: "changed", RIVERS: "changed"}
    folder.publish(AURORA, folder.aurora)
    assert outdated_in(folder.out) == folder.marked == {RIVERS: "changed"}
    folder.aurora.write_text("profiles/aurora", encoding="utf-8")
    folder.publish(AURORA, folder.aurora)
    assert outdated_in(folder.out) == folder.marked == {}, "as it was, so that the volume is of today again"


def test_who_publishes_is_data_of_every_file(folder: Folder) -> None:
    publisher = folder.root / "data" / "publisher.yaml"
    publisher.write_text("name: One", encoding="utf-8")
    everything = {AURORA: "changed", SERENO: "changed", RIVERS: "changed"}
    assert outdated_in(folder.out) == everything, "nobody was named before"
    folder.publish(AURORA, folder.aurora)
    folder.publish(SERENO, folder.sereno)
    folder.publish(RIVERS, folder.rivers, folder.aurora, folder.sereno)
    assert outdated_in(folder.out) == {}
    publisher.write_text("name: Two", encoding="utf-8")
    assert outdated_in(folder.out) == everything
    publisher.unlink()
    assert outdated_in(folder.out) == everything


@pytest.mark.parametrize(
    ("countries", "state"),
    [
        ("[PT, NO]", {RIVERS: "changed"}),
        ("\n  - PT  # not SE\n  - NO", {RIVERS: "changed"}),
        ("[PT] # NO", {}),
        ("[]", {}),
    ],
)
def test_a_region_by_countries_lacks_a_city_that_came_later(
    folder: Folder, countries: str, state: dict[str, str]
) -> None:
    folder.rivers.write_text(f"region: rivers\ncountries: {countries}\ncities: [aurora]\n", encoding="utf-8")
    folder.publish(RIVERS, folder.rivers, folder.aurora, folder.sereno)
    assert outdated_in(folder.out) == {}
    new = folder.aurora.with_name("bjerk.yaml")
    new.write_text("city: bjerk\nplace:\n  country: NO\n", encoding="utf-8")
    assert outdated_in(folder.out) == state
    folder.publish(RIVERS, folder.rivers, folder.aurora, folder.sereno, new)
    assert outdated_in(folder.out) == {}


@pytest.mark.parametrize(
    ("cities", "edition", "state"),
    [
        ("[aurora, sereno]", "2024-11", {RIVERS: "changed"}),
        ("\n- aurora  # the latest\n- sereno", "2024-11", {RIVERS: "changed"}),
        ("[aurora-2022-09, sereno]", "2024-11", {}),
        ("[aurora, sereno]", "2019-11", {}),
        ("[sereno]", "2024-11", {}),
    ],
)
def test_a_compendium_of_an_edition_that_is_not_the_latest_any_more_is_outdated(
    folder: Folder, cities: str, edition: str, state: dict[str, str]
) -> None:
    folder.aurora.write_text("city: aurora\nedition: 2022-09\nlevel: local\n", encoding="utf-8")
    folder.sereno.write_text("city: sereno\nedition: 2022-09\nlevel: local\n", encoding="utf-8")
    folder.rivers.write_text(f"region: rivers\ncities: {cities}\ntitle: Rivers\n", encoding="utf-8")
    folder.publish(AURORA, folder.aurora)
    folder.publish(SERENO, folder.sereno)
    folder.publish(RIVERS, folder.rivers, folder.aurora, folder.sereno)
    assert outdated_in(folder.out) == {}
    new = folder.aurora.with_name("aurora-new.yaml")
    new.write_text(f"city: aurora\nedition: {edition}\nlevel: national\n", encoding="utf-8")
    assert outdated_in(folder.out) == {}  # another level is another region
    new.write_text(f"city: aurora\nedition: '{edition}'\nlevel: local\n", encoding="utf-8")
    assert outdated_in(folder.out) == state


def test_what_belongs_to_nothing_that_is_there_is_outdated(folder: Folder) -> None:
    folder.rivers.unlink()
    assert outdated_in(folder.out) == {RIVERS: "gone"}
    folder.sereno.unlink()
    assert outdated_in(folder.out) == {SERENO: "gone", RIVERS: "gone"}
    (folder.out / SERENO).unlink()
    assert outdated_in(folder.out) == {RIVERS: "gone"}
    folder.rivers.parent.rmdir()
    assert outdated_in(folder.out) == {RIVERS: "gone"}


def test_a_renamed_data_file_is_the_same_one(folder: Folder) -> None:
    folder.aurora.rename(folder.aurora.with_stem("vila-aurora"))
    assert outdated_in(folder.out) == {}


def test_the_framework_of_the_workspace_counts(folder: Folder) -> None:
    framework = folder.root / "data" / "framework.yaml"
    framework.write_text("one", encoding="utf-8")
    folder.publish(AURORA, folder.aurora)
    framework.write_text("two", encoding="utf-8")
    assert outdated_in(folder.out) == {AURORA: "changed"}


def test_files_of_another_workspace_and_moved_folders_are_not_judged_by_this_data(folder: Folder) -> None:
    away = folder.root / "away" / "far" / "from" / "here"
    away.parent.mkdir(parents=True)
    folder.out.rename(away)
    assert outdated_in(away) == {}
    other = Folder(folder.root / "other")
    sources = sources_of(other.out, data_hashes(open_workspace(folder.root)), [folder.aurora])
    (other.out / "en" / "theirs.pdf").write_bytes(b"")
    write_manifest(other.out, [Built("en/theirs.pdf", "", "", "", 1, 0, "", {}, sources=sources)])
    assert outdated_in(other.out) == {}


def test_reports_of_verify_are_as_old_as_their_files(folder: Folder) -> None:
    name = "en/mgi-snapshot-aurora-verification.pdf"
    report = folder.out / name
    report.write_bytes(b"")
    os.utime(folder.out / AURORA, ns=(1, 1))
    assert outdated_in(folder.out) == {}
    os.utime(report, ns=(0, 0))
    assert outdated_in(folder.out) == {name: "changed"}
    (folder.out / AURORA).unlink()
    assert outdated_in(folder.out) == {name: "gone"}


def test_what_is_told_is_short(folder: Folder) -> None:
    one, other = tell_outdated({"a.pdf": "changed", "b.pdf": "gone", "c.pdf": "gone"}, "reports")
    assert str(one) == ("warning: 1 file in reports/ is older than its data: a.pdf\n    build it again, or delete it")
    assert other.message == "2 files in reports/ are of a profile, region or file that is not there any more"
    (many,) = tell_outdated({f"{number}.pdf": "changed" for number in range(60)}, "reports")
    assert many.value == "0.pdf, 1.pdf, 2.pdf and 57 more"


def test_a_build_tells_it_and_goes_on(make_workspace: MakeWorkspace, data: Data) -> None:
    root = make_workspace(one=data, two=second_city())
    build(plan(root))
    data["place"]["name"] = "Nova Aurora"
    write_yaml(root / "data" / "profiles" / "one.yaml", data)
    only = plan(root, cities=("port-sereno",))
    for _ in range(2):
        result = build(only)
        assert [problem.message for problem in result.problems] == ["1 file in reports/ is older than its data"]
        assert (result.exit_code, errors_of(result.problems)) == (0, [])
    assert result.unchanged
    result = build(replace(only, cities=()))
    assert result.problems == []
    assert not build(only).problems
