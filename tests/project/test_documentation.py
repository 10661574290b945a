"""The documentation as a whole: made pages are fresh, links lead somewhere, the site can be made, steps agree."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.project import ROOT

DOCS = sorted((ROOT / "docs").glob("*.md"))
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.M | re.S)
BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```$", re.M | re.S)
LIBRARY = re.compile(r"\blib[a-z0-9.-]+-?\d[a-z0-9.-]*")


def test_pages_made_from_the_program_are_as_new_as_it_is() -> None:
    for name, text in runpy.run_path(str(ROOT / "scripts" / "reference.py"))["pages"]().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, "run `make reference`"


def anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.replace("`", "").lower()).strip().replace(" ", "-")


@pytest.mark.parametrize("page", [*DOCS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda file: file.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if re.match(r"https?://|mailto:", target):
            continue
        name, _, fragment = target.partition("#")
        file = page.parent / name if name else page
        assert file.is_file(), target
        headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.M) if fragment else []
        assert not fragment or fragment in map(anchor, headings), target
        assert page.parent != ROOT / "docs" or file.is_relative_to(ROOT / "docs"), f"{target} is not in the wheel"


def test_the_site_can_be_made_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    pytest.importorskip("mkdocs", reason="`make docs` brings mkdocs")
    site = tmp_path / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list(site.glob("*.html"))) > len(DOCS)
    for file in site.rglob("*.html"):
        assert not re.findall(r'(?:src|<link[^>]+href)="https?:', file.read_text(encoding="utf-8")), file
    assert not [file for file in site.rglob("*.css") if re.search(r"url\(\W?https?:", file.read_text("utf-8"))]


@pytest.mark.parametrize("page", [*DOCS, ROOT / "README.md", ROOT / "CONTRIBUTING.md"], ids=lambda file: file.name)
def test_what_is_to_be_typed_fits_a_terminal(page: Path) -> None:
    """Code is read with `mgi-report docs` in 80 columns; what a program prints stays as it is."""
    wide = [
        line
        for kind, block in BLOCK.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
        if len(line) > 80 and (kind != "console" or line.startswith("$"))
    ]
    assert wide == []


def libraries(text: str) -> set[str]:
    return {name for name in LIBRARY.findall(text) if "jaxb" not in name}


def test_every_place_names_the_same_libraries_of_the_system() -> None:
    wanted = libraries((ROOT / "scripts" / "setup").read_text())
    assert len(wanted) == 5
    for name in ("Containerfile", "docs/install.md", "docs/tutorial.md"):
        assert libraries((ROOT / name).read_text(encoding="utf-8")) == wanted, name


def test_the_image_can_be_made() -> None:
    builder = next((name for name in ("podman", "buildah", "docker") if shutil.which(name)), "")
    if not builder or subprocess.run([builder, "info"], capture_output=True, check=False).returncode:
        pytest.skip("there is no builder of images that runs here")
    made = subprocess.run(
        [builder, "build", "-q", "-t", "mgi-report-test", "-f", "Containerfile", "."], cwd=ROOT, check=False
    )
    assert made.returncode == 0
    if builder != "buildah":
        run = [builder, "run", "--rm", "mgi-report-test", "doctor"]
        assert "can build reports" in subprocess.run(run, capture_output=True, text=True, check=True).stdout
