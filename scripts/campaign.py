"""Try to make the program say something false, stop, or stay: mutated data and PDFs, kills, damaged caches.

    .venv/bin/python scripts/campaign.py --data 100000 --pdfs 1000 --kills 200 --cache 200

Every trial has a number, and with ``--seed`` and ``--only`` it can be made again. A trial fails where a traceback is
shown, an exit code is none of ours, something takes longer than its limit or more than 1 GiB, a file is written that is
not sound, or the next build does not heal. What fails is told in a line, and the program ends with 1. It takes hours.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
CODES = {0, 1, 2, 3, 4, 5, 6}
MEMORY = 2**30
SECONDS = 5
_TOKENS = ("|", "&x", "*x", "!!python/object:x", "{", "[", "\t", "\0", "\u2028", "\ud7ff", "9" * 40, "null", "- ", ": ")
_CITY = "la-palma"

Trial = Callable[[int, random.Random], str]
"""A trial of a number: what went wrong, or nothing."""


def mutated_text(text: str, chance: random.Random) -> str:
    """A data file with one to four lines or characters changed."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        way = chance.randrange(7)
        if way == 0:
            del lines[at : at + chance.randint(1, 30)]
        elif way == 1:
            lines[at:at] = lines[at : at + chance.randint(1, 10)] * chance.randint(1, 3)
        elif way == 2:
            other = chance.randrange(len(lines))
            lines[at], lines[other] = lines[other], lines[at]
        elif way == 3:
            cut = chance.randint(0, len(lines[at]))
            lines[at] = lines[at][:cut] + chance.choice(_TOKENS) + lines[at][cut:]
        elif way == 4:
            lines[at] = chance.choice(("", "  ", "        ")) + lines[at].lstrip()
        elif way == 5:
            lines[at] = lines[at].partition(":")[0] + ": " + chance.choice(_TOKENS) * chance.choice((1, 1, 50, 3000))
        else:
            lines = lines[: at + 1]
        lines = lines or [""]
    return "\n".join(lines)


def mutated_bytes(data: bytes, chance: random.Random) -> bytes:
    """A PDF with bytes flipped, taken out, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20, 200))):
        at = chance.randrange(len(changed))
        way = chance.randrange(5)
        if way == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            del changed[at : at + chance.choice((1, 10, 1000))]
        elif way == 2:
            changed[at:at] = changed[at : at + chance.choice((1, 10, 1000))]
        elif way == 3:
            changed[at : at + 4] = str(chance.randrange(10**4)).encode()
        elif chance.random() < 0.1:
            del changed[at:]
        changed = changed or bytearray(b"%PDF-")
    return bytes(changed)


class Data:
    """``check`` on one mutated data file at a time, within this process."""

    def __init__(self, folder: Path) -> None:
        from mgi_report import check, open_workspace

        self.root = workspace_at(folder / f"data-{os.getpid()}")
        self.workspace = open_workspace(self.root)
        self.files = sorted((ROOT / "data").rglob("*.yaml"))
        check(self.workspace)  # what is imported and read once counts for no trial

    def __call__(self, number: int, chance: random.Random) -> str:
        """Mutate, check, put back."""
        from mgi_report import ReportError, check

        source = chance.choice(self.files)
        target = self.root / source.relative_to(ROOT)
        original = source.read_bytes()
        mutated = mutated_text(original.decode(), chance).encode("utf-8", "surrogatepass")
        target.write_bytes(mutated)
        started = time.process_time()  # a check waits for nobody, and the machine may be busy
        try:
            check(self.workspace, [target])
        except ReportError:
            pass
        except Exception as error:
            return f"{source.name}: {type(error).__name__}: {str(error)[:80]}"
        finally:
            target.write_bytes(original)
        spent, most = time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        if most > MEMORY:
            return f"{source.name}: {most / 2**20:.0f} MiB"
        return f"{source.name}: {spent:.1f} s" if spent > SECONDS else ""


class Pdfs:
    """``verify`` and ``annex`` on mutated PDFs, as commands."""

    def __init__(self, folder: Path) -> None:
        self.root = workspace_at(folder / f"pdfs-{os.getpid()}")
        run(self.root, "build", _CITY)
        self.files = sorted((self.root / "reports").rglob("*.pdf"))

    def __call__(self, number: int, chance: random.Random) -> str:
        """Mutate a PDF and hand it in."""
        mutated = self.root / "briefing.pdf"
        mutated.write_bytes(mutated_bytes(chance.choice(self.files).read_bytes(), chance))
        target = self.root / "bound.pdf"
        target.unlink(missing_ok=True)
        if number % 2:
            return judged(run(self.root, "verify", mutated.name, limit=60))
        fault = judged(run(self.root, "annex", mutated.name, "--city", _CITY, "--out", target.name, limit=60))
        if target.exists() and (broken := unsound(target)):
            return f"written, but {broken}"
        return fault


class Kills:
    """Builds that are killed at a random moment: nothing half-written, nobody left, the next build heals."""

    def __init__(self, folder: Path) -> None:
        self.root = workspace_at(folder / f"kills-{os.getpid()}")
        started = time.monotonic()
        run(self.root, "build", "--language", "all", "--force")
        self.usual = time.monotonic() - started

    def __call__(self, number: int, chance: random.Random) -> str:
        """Build, kill, look, build again."""
        mark = f"campaign-{os.getpid()}-{number}"
        environment = os.environ | {"CAMPAIGN": mark}
        command = [sys.executable, "-m", "mgi_report", "build", "--language", "all", "--force"]
        with subprocess.Popen(command, cwd=self.root, env=environment, stdout=-1, stderr=-1) as process:
            time.sleep(chance.uniform(0, 1.1 * self.usual))
            process.send_signal(chance.choice((signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
            _, error = process.communicate()
        if b"Traceback" in error:
            return "a traceback"
        time.sleep(SECONDS if left(mark) else 0)
        if orphans := left(mark):
            return f"{orphans} processes left"
        for file in (self.root / "reports").rglob("*.pdf"):
            if broken := unsound(file):
                return f"{file.name}: {broken}"
        return judged(run(self.root, "build", "--language", "all"), wanted={0})


class Caches:
    """Kept files that are damaged: the next build makes the same files again."""

    def __init__(self, folder: Path) -> None:
        self.root = workspace_at(folder / f"caches-{os.getpid()}")
        run(self.root, "build", _CITY, "--language", "all", "--edition", "all")
        self.wanted = sums(self.root / "reports")

    def __call__(self, number: int, chance: random.Random) -> str:
        """Damage a kept file, forget what was built, build."""
        file = chance.choice(sorted(file for file in (self.root / ".mgi-cache").rglob("*") if file.is_file()))
        data = bytearray(file.read_bytes())
        way = chance.randrange(4)
        if way == 0:
            data = data[: chance.randrange(len(data) + 1)]
        elif way == 1:
            data = bytearray()
        elif data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        shutil.rmtree(self.root / "reports", ignore_errors=True)  # the build before may have failed
        fault = judged(run(self.root, "build", _CITY, "--language", "all", "--edition", "all"), wanted={0})
        found = sums(self.root / "reports")
        return fault or ("" if found == self.wanted else f"{file.parent.name}: other files than before")


def workspace_at(root: Path) -> Path:
    """A workspace with a copy of the data of this one."""
    shutil.copytree(ROOT / "data", root / "data")
    return root


def run(root: Path, *arguments: str, limit: float = 600) -> tuple[int, str, int]:
    """Run a command: its exit code (124 where it took too long), what it said, and the bytes it took at most."""
    command = [sys.executable, "-m", "mgi_report", *arguments]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=root, stdout=said, stderr=said)
        until = time.monotonic() + limit
        while True:
            done, status, usage = os.wait4(process.pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > until:
                process.kill()
                until = float("inf")
            time.sleep(0.01)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        code = 124 if until == float("inf") else process.returncode
        return code, said.read().decode(errors="replace"), usage.ru_maxrss * 1024


def judged(ran: tuple[int, str, int], wanted: set[int] = CODES) -> str:
    """What is wrong with how a command ended."""
    code, said, most = ran
    if "Traceback" in said:
        return "a traceback"
    if code not in wanted:
        return f"exit code {code}: {said.strip()[-120:]}"
    return f"{most / 2**20:.0f} MiB" if most > MEMORY else ""


def unsound(file: Path) -> str:
    """Why a finished PDF cannot be one."""
    import pikepdf

    try:
        with pikepdf.open(file) as pdf:
            return "" if len(pdf.pages) else "no pages"
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def left(mark: str) -> int:
    """How many processes of a trial are still there."""
    found = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            found += f"CAMPAIGN={mark}".encode() in (process / "environ").read_bytes().split(b"\0")
    return found


def sums(folder: Path) -> dict[str, str]:
    """Checksums of finished PDFs."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.rglob("*.pdf")
    }


PARTS: dict[str, Callable[[Path], Any]] = {"data": Data, "pdfs": Pdfs, "kills": Kills, "cache": Caches}
_trial: Trial


def _begin(part: str, folder: Path, memory: int) -> None:
    global _trial
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    _trial = PARTS[part](folder)


def _one(given: tuple[str, int, int]) -> tuple[int, str]:
    part, seed, number = given
    return number, _trial(number, random.Random(f"{part} {seed} {number}"))


def campaign(part: str, numbers: range, seed: int, jobs: int) -> Iterator[tuple[int, str]]:
    """The trials of a part, and what went wrong in each."""
    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        given = ((part, seed, number) for number in numbers)
        memory = 2 * MEMORY if part == "data" else 0
        with get_context("spawn").Pool(jobs, _begin, (part, Path(folder), memory)) as pool:
            yield from pool.imap_unordered(_one, given, chunksize=20 if part == "data" else 1)


def main() -> int:
    """Make the trials that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    for part, usual in (("data", 100_000), ("pdfs", 1000), ("kills", 200), ("cache", 200)):
        parser.add_argument(f"--{part}", type=int, default=usual, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER", help="make one trial of each part that has any")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    failed = False
    for part in PARTS:
        count = getattr(asked, part)
        numbers = range(count) if asked.only is None else range(asked.only, asked.only + bool(count))
        started, faults = time.monotonic(), Counter[str]()
        for number, fault in campaign(part, numbers, asked.seed, asked.jobs) if numbers else ():
            if fault:
                faults[fault] += 1
                sys.stdout.write(f"{part} {number}: {fault}\n")
        sys.stdout.write(
            f"{part}: {len(numbers)} trials, {faults.total()} failed, {time.monotonic() - started:.0f} s\n"
        )
        sys.stdout.flush()
        failed |= bool(faults)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
