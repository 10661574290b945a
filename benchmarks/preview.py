"""From a save to changed pixels in a preview, as a browser has them: ``python benchmarks/preview.py [--edits N]``.

A scripted editor changes a finding, a token of the theme and a block of a template of a copy of this workspace, by
turns, while a browser without a window looks at the page; told are the median, the slowest but five in a hundred, how
often the reader kept their place, and what the memory of the processes comes to. ``--beside COMMAND`` runs another
program by turns, in a new process each time. Read it on a quiet machine: two processors are used.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
DRAWN = "performance.getEntriesByName('drawn').map(mark => performance.timeOrigin + mark.startTime)"
COUNT = "document.querySelectorAll('#documents option').length"
SEEN = "document.getElementById('pages').scrollTop"
Edit = Callable[[int], None]


def main() -> None:
    """Preview, edit, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=100, help="edits of each kind")
    parser.add_argument("--city", default="medellin")
    parser.add_argument("--region", default="", help="look at the volume of a region instead")
    parser.add_argument("--many", type=int, default=0, help="edits of a finding for the figure of memory")
    parser.add_argument("--beside", default="", metavar="COMMAND", help="another program, by turns")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder) / "workspace"
        shutil.copytree(ROOT / "data", root / "data")
        _edits(root, given.city)  # so that what will be edited is there
        what = ["--region", given.region] if given.region else [given.city]
        command = [sys.executable, "-m", "mgi_report", "--workspace", str(root), "preview", *what]
        command += ["--language", "en", "--no-open"]
        fresh = {**os.environ, "MGI_REPORT_CACHE": str(Path(folder) / "cache")}  # where no edit is found made
        started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=fresh)
        assert started.stdout
        address = re.search(r"http\S+", started.stdout.readline())
        assert address
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_context(viewport={"width": 1200, "height": 900}, bypass_csp=True).new_page()
        page.set_default_timeout(300_000)
        page.goto(address[0])
        if given.region:
            page.wait_for_function(f"{COUNT} > 0")
            page.select_option("#documents", index=page.evaluate(COUNT) - 1)
            page.wait_for_function("document.querySelectorAll('.page').length > 8")  # more than a snapshot has
        page.wait_for_selector("body[data-stage=proved]")
        try:
            _measure(page, root, started.pid, given)
        finally:
            browser.close()
            started.terminate()
            started.wait()


def _measure(page: Page, root: Path, process: int, given: argparse.Namespace) -> None:
    kept = asked = 0
    other: list[float] = []
    edits = _edits(root, given.city)
    if given.region:
        edits = {"finding": edits["finding"]}
        _go_to_what_changes(page, edits["finding"])
    for name, edit in edits.items():
        taken = []
        for number in range(given.edits):
            if given.beside:
                began = time.perf_counter()
                subprocess.run(shlex.split(given.beside), check=True, capture_output=True)
                other.append(time.perf_counter() - began)
            if not given.region:
                page.evaluate(f"{SEEN} = {400 + 37 * (number % 30)}")
            page.wait_for_function("document.body.dataset.stage !== 'working'")
            time.sleep(0.3)
            before = page.evaluate(SEEN)
            taken.append(_pixels(page, edit, number))
            asked, kept = asked + 1, kept + (page.evaluate(SEEN) == before)
        taken.sort()
        slow = taken[min(len(taken) - 1, round(0.95 * len(taken)))]
        print(f"{name:10} {1000 * statistics.median(taken):5.0f} ms in the middle, {1000 * slow:5.0f} ms for 95 of 100")
    print(f"place kept in {kept} of {asked} edits")
    if other:
        print(f"beside it  {1000 * statistics.median(other):5.0f} ms in the middle")
    if given.many:
        edit, memory = edits["finding"], {}
        for number in range(given.many):
            _pixels(page, edit, 10_000 + number)
            if number + 1 == 10 or (number + 1) % 100 == 50:  # between them it may be started afresh
                page.wait_for_selector("body[data-stage=proved]")
                memory[number + 1] = _memory(process)
        first, *others = memory.values()
        print(f"{first:.0f} MiB after 10 edits, at most {max(others):.0f} until {given.many} edits")


def _go_to_what_changes(page: Page, edit: Edit) -> None:
    """Have the first page in view that an edit changes."""
    prints = "[...document.querySelectorAll('.page')].map(page => page.dataset.print)"
    before = page.evaluate(prints)
    edit(99)
    page.wait_for_function(f"before => {prints}.some((print, at) => print !== before[at])", arg=before)
    after = page.evaluate(prints)
    first = next(at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
    page.evaluate(f"document.querySelectorAll('.page')[{first}].scrollIntoView()")
    page.wait_for_selector("body[data-stage=proved]")


def _pixels(page: Page, edit: Edit, number: int) -> float:
    """Seconds from a save to the first picture that was exchanged."""
    last = page.evaluate(f"{DRAWN}.at(-1) || 0")
    edit(number)
    saved = 1000 * time.time()
    page.wait_for_function(f"{DRAWN}.some(at => at > {last})")
    return float(page.evaluate(f"{DRAWN}.find(at => at > {last})") - saved) / 1000


def _edits(root: Path, city: str) -> dict[str, Edit]:
    profile, theme = root / "data" / "profiles" / f"{city}.yaml", root / "assets" / "theme.yaml"
    template = root / "templates" / "snapshot" / "domains.html.j2"
    for file in (theme, template):
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file.relative_to(root), file)
    texts = {file: file.read_text() for file in (profile, theme, template)}

    def save(file: Path, text: str) -> None:
        """Save a file; the others are as they were, so that what was edited before does not fail the proof."""
        for other, before in texts.items():
            if other != file and other.read_text() != before:
                other.write_text(before)
        file.write_text(text)

    def finding(number: int) -> None:
        save(profile, texts[profile].replace("The Mayor", f"The {_word(number)} Mayor", 1))

    def token(number: int) -> None:
        colour = f"#0b2{number % 4096:03x}"
        save(theme, re.sub(r'(  ink: \{rgb: ")#\w+', rf"\1{colour}", texts[theme]))

    def block(number: int) -> None:
        save(template, texts[template].replace("&nbsp;</span>", f"{_word(number)[:1]}&nbsp;</span>", 1))

    return {"finding": finding, "token": token, "block": block}


def _word(number: int) -> str:
    """A word of its own for each number."""
    return "".join(chr(97 + number // 26**place % 26) for place in range(4))


def _memory(process: int) -> float:
    """MiB that a process and its children hold, what they share counted once."""
    found = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True).stdout.split()
    return sum(_held(int(number)) for number in [str(process), *found])


def _held(process: int) -> float:
    text = Path(f"/proc/{process}/smaps_rollup").read_text()
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    main()
