"""One package to send: what is in it, what it says of itself, the draft of a mail, and when there is none."""

from __future__ import annotations

import email
import hashlib
import io
import json
import re
import zipfile
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from helpers.command import run
from helpers.volumes import REGION, three_cities, write_region

NAME = "mgi-package-vila-aurora-2021-05-en"


@pytest.fixture(scope="module")
def root(volume: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A region, of which nothing is published yet; what is kept of it was built for other tests."""
    return write_region(tmp_path_factory.mktemp("pack"), three_cities())


@pytest.fixture(scope="module")
def packed(root: Path) -> CompletedProcess[str]:
    """A city packed, with a mail."""
    done = run("pack", "vila-aurora", "--language", "en", "--mail", cwd=root)
    assert done.returncode == 0, done.stderr
    return done


def contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as package:
        assert package.testzip() is None
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def test_what_is_missing_is_built_and_everything_is_in_one_folder(root: Path, packed: CompletedProcess[str]) -> None:
    found = contents(root / f"{NAME}.zip")
    snapshot = f"{NAME}/en/mgi-snapshot-vila-aurora-2021-05-en"
    assert list(found) == [f"{NAME}/README.txt", f"{snapshot}-single.html", f"{snapshot}.docx", f"{snapshot}.pdf"]
    assert all(re.fullmatch(r"[A-Za-z0-9./-]+", name) for name in found)
    assert found[f"{snapshot}.pdf"] == (root / "reports" / "en" / f"{Path(snapshot).name}.pdf").read_bytes()
    assert f"{NAME}.zip: 3 files" in packed.stdout


def test_the_note_tells_contents_sources_caveat_and_checksums(root: Path, packed: CompletedProcess[str]) -> None:
    found = contents(root / f"{NAME}.zip")
    note = found.pop(f"{NAME}/README.txt").decode()
    assert "\r\n" in note
    assert "\xa0" not in note
    words = " ".join(note.split())
    for said in ("Vila Aurora, May 2021", "What is inside", "no basis for ranking places", "to read and to print"):
        assert said in words, said
    sums = dict(reversed(line.split("  ", 1)) for line in note.splitlines() if re.match(r"[0-9a-f]{64}  ", line))  # type: ignore[misc]
    assert sums == {name.partition("/")[2]: hashlib.sha256(data).hexdigest() for name, data in found.items()}


def test_the_note_is_in_each_language_of_its_readers(root: Path) -> None:
    out = root / "both.zip"
    done = run("pack", "vila-aurora", "--language", "es,fr", "--without", "html,docx", "-o", str(out), cwd=root)
    assert done.returncode == 0, done.stderr
    found = contents(out)
    assert {name for name in found if name.endswith(".txt")} == {"both/README-es.txt", "both/README-fr.txt"}
    assert "Sumas de verificación" in found["both/README-es.txt"].decode()
    assert "Sommes de contrôle" in found["both/README-fr.txt"].decode()
    assert {Path(name).suffix for name in found} == {".txt", ".pdf"}


def test_a_region_brings_its_volume_and_its_data(root: Path) -> None:
    done = run("pack", "--region", REGION, "--language", "en", "--without", "html", "--json", cwd=root)
    (told,) = [record for line in done.stdout.splitlines() if (record := json.loads(line))["type"] == "package"]
    assert {f"data/{REGION}.csv", f"data/{REGION}.json", f"en/mgi-compendium-{REGION}-en.pdf"} < set(told["files"])
    assert told["sha256"] == hashlib.sha256(Path(told["path"]).read_bytes()).hexdigest()
    assert told["mail"] is None


def test_the_same_content_gives_the_same_bytes(root: Path, packed: CompletedProcess[str]) -> None:
    files = [root / f"{NAME}{suffix}" for suffix in (".zip", ".eml")]
    before = [file.read_bytes() for file in files]
    run("pack", "vila-aurora", "--language", "en", "--mail", cwd=root)
    assert [file.read_bytes() for file in files] == before


def test_the_mail_opens_as_a_draft_with_the_package_attached(root: Path, packed: CompletedProcess[str]) -> None:
    data = (root / f"{NAME}.eml").read_bytes()
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    assert message["X-Unsent"] == "1"
    assert "Vila Aurora, May 2021" in message["Subject"]
    assert {message[name] for name in ("From", "To", "Date", "Message-ID")} == {None}
    body = message.get_body()
    assert body is not None
    assert "no basis for ranking places" in " ".join(body.get_content().split())
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == f"{NAME}.zip"
    assert attached.get_content() == (root / f"{NAME}.zip").read_bytes()
    assert max(map(len, data.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1
    assert data.isascii()


def test_too_large_a_package_is_not_written_and_its_largest_parts_are_named(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "small.zip"
    done = run("pack", "vila-aurora", "--language", "en", "--max-size", "20kB", "-o", str(out), cwd=root)
    assert (done.returncode, list(tmp_path.iterdir())) == (5, [])
    said = " ".join(done.stderr.split())
    assert "more than 20.0 kB; nothing was written" in said
    assert "the largest parts: en/mgi-snapshot-vila-aurora-2021-05-en.pdf" in said
    assert "--without html" in said


def test_a_mail_is_measured_as_it_is_sent(root: Path, packed: CompletedProcess[str], tmp_path: Path) -> None:
    """Files take a third more in a mail: a package that would just do alone is too large for it."""
    size = (root / f"{NAME}.zip").stat().st_size
    options = ("pack", "vila-aurora", "--language", "en", "--max-size", f"{size + 1000}B")
    assert run(*options, "-o", str(tmp_path / f"{NAME}.zip"), cwd=root).returncode == 0
    done = run(*options, "--mail", "-o", str(tmp_path / "m.zip"), cwd=root)
    assert (done.returncode, "the mail, in which files take a third more" in done.stderr) == (5, True)
    assert not (tmp_path / "m.zip").exists()
    assert (root / f"{NAME}.eml").stat().st_size > 1.33 * size


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ([], 1, "there is nothing to pack"),
        (["vila-aurora", "--without", "pdfs"], 1, "there is no format “pdfs”"),
        (["vila-aurora", "--without", "pdf,html,docx,data"], 1, "there is nothing to pack"),
        (["vila-aurora", "-o", "a.tar"], 1, "a package is a zip"),
        (["atlantis"], 1, "no such city: “atlantis”"),
        (["vila-aurora", "--max-size", "much"], 1, "“much” is no size"),
        (["vila-aurora", "-o", "reports"], 1, "a package is a zip"),
    ],
)
def test_what_cannot_be_asked_for_is_told(root: Path, options: list[str], code: int, said: str) -> None:
    done = run("pack", *options, cwd=root)
    assert (done.returncode, said in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_packages_are_read_by_the_zip_of_the_system_too(root: Path, packed: CompletedProcess[str]) -> None:
    data = (root / f"{NAME}.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.flag_bits & 0x800 for entry in package.infolist()} == {0}  # names need no flag for UTF-8
        assert {entry.date_time[0] for entry in package.infolist()} == {1980}
