"""Regions of every sound shape, made into every publication: whatever ``check`` accepts must build, and be proved.

    .venv/bin/python scripts/shapes.py --trials 200

Every trial has a number: an invented workspace (``invented.py``) of one to nine places, and commands as people type
them, which make publications of all kinds in some of their editions and languages, figures, a briefing with annexes and
a package, make some of them again, and prove what was made. ``--only NUMBER`` makes one again, ``--keep FOLDER`` keeps
its workspace. What fails is told in a line, with the command, and the program ends with 1.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir, nullcontext
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from invented import LANGUAGES, Shape

EDITIONS = ("screen", "screen", "screen", "press", "archive", "html", "docx")
RIGHT = ("incomplete", "no-coordinates")
"""Kinds of problems that sound data have too: nobody to ask at a meeting, no other themes, no place on a map."""

SOME = 10
"""Files of a trial that are proved again."""


def commands(shape: Shape) -> Iterator[list[str]]:
    """What is made of a shape: each kind of publication in some of its editions and languages."""
    chance = shape.chance
    cities = [f"{shape.cities[0]}-2021-05", *shape.cities[1:]]

    def some() -> list[str]:
        given = chance.sample(EDITIONS, chance.choice((1, 1, 2)))
        languages = chance.choice((*LANGUAGES, "all")) if shape.translated else chance.choice(("en", "en", "all"))
        return ["--edition", ",".join(dict.fromkeys(given)), "--language", languages, "--jobs", "1"]

    asked = some()
    more = (("html", ["--single-file"]), ("press", ["--marks"]), ("press", ["--imposition", "booklet"]))
    yield ["build", *cities, *asked, *chance.choice([[], *(option for edition, option in more if edition in asked[1])])]
    yield ["build", cities[0], "--since", chance.choice(shape.editions), *some()]
    editions = [shape.cities[0], shape.editions[0], "2021-05"]
    yield ["compare", *editions, "--language", "en", "--edition", "screen,docx,archive"]
    yield ["build", "--region", "shapes", *some(), *chance.choice(([], [], [], ["--full"])), "--draft"]
    asked = cities if chance.random() < 0.3 else [chance.choice(cities)]
    yield ["build", "--region", "shapes", *(word for city in asked for word in ("--exchange", city)), *some()]
    for subject in chance.sample([*shape.all_topics, *shape.topics], 3):
        yield ["brief", subject, "--region", "shapes", *some(), *chance.choice(([], ["--whole"]))]
    theme = chance.choice([*shape.all_topics, *(f"{domain}/other" for domain in shape.topics)])
    for kind, *of in chance.sample(
        [
            ["wheel", *cities],
            ["map", "--region", "shapes"],
            ["matrix", "--region", "shapes"],
            ["matrix", "--region", "shapes", "--domain", chance.choice([*shape.topics])],
            ["exchange", "--region", "shapes", "--theme", theme],
            ["theme", "--region", "shapes", "--theme", theme],
        ],
        2 if shape.source != "ar" else 0,  # a figure sets its words in one family (docs/limits.md)
    ):
        form, language = chance.choice(("svg", "png", "pdf", "pptx")), chance.choice(LANGUAGES)
        yield ["figure", kind, *of, "--language", language, "-o", f"{kind}.{form}"]
    sheets = chance.choice(([], ["--sheets", "both"], ["--sheets", "divider"]))
    yield ["annex", "ANY.pdf", *chance.sample(cities, min(2, len(cities))), "-o", "annexed.pdf", *sheets]
    packed = chance.choice((["--region", "shapes"], cities))
    yield ["pack", *packed, "--language", chance.choice(LANGUAGES), "-o", "pack.zip", "--mail", "--max-size", "60MB"]


def run(root: Path, *words: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Run a command in a workspace: what it tells, and what is wrong with that."""
    from click.testing import CliRunner

    from mgi_report.cli import main as program

    done = CliRunner().invoke(program, ["--json", "--workspace", str(root), *words], prog_name="mgi-report")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    said = shlex.join(words)
    wrong = [
        f"{said}: {item['file']}:{item['line']} {item['path']}: {item['message']} [{item['value']}] ({item['kind']})"
        for item in told
        if item["type"] == "problem" and item["severity"] == "error" and item["kind"] not in RIGHT
    ]
    wrong += [
        f"{said.split()[0]} {item['path']}: {found['name']} {found['problems']}"
        for item in told
        if item["type"] == "proof"
        for found in item["checks"]
        if not found["passed"]
    ]
    right = any(item.get("kind") in RIGHT for item in told)
    wrong += (
        [f"{said}: ended with {done.exit_code}, {done.stderr}"] if done.exit_code and not wrong and not right else []
    )
    wrong += [f"{said}: {done.exception!r}"] if done.exception and not isinstance(done.exception, SystemExit) else []
    return told, [fault.replace("\n", " ") for fault in wrong[:3]]


def trial(given: tuple[int, int, str]) -> tuple[int, list[str], float]:
    """Make the workspace of a number and its publications: what went wrong, and the processor time it took."""
    number, seed, keep = given
    started, chance = time.process_time(), random.Random(f"shapes {seed} {number}")
    with nullcontext(keep) if keep else tempfile.TemporaryDirectory(prefix="shapes-") as folder:
        shutil.rmtree(folder, ignore_errors=True)
        os.environ["MGI_REPORT_CACHE"] = str(Path(folder) / ".mgi-cache")  # which no other trial cleans
        shape = Shape(Path(folder), chance)
        shape.write()
        faults = run(shape.root, "check")[1]
        with chdir(shape.root):
            faults = [f"refused: {fault}" for fault in faults] if faults else _make(shape)
    return number, faults, time.process_time() - started


def _make(shape: Shape) -> list[str]:
    """The faults of all publications of a workspace."""
    root, faults = shape.root, list[str]()
    reports, made = root / "reports", list[Path]()
    for words in commands(shape):
        if words[0] == "annex":
            words[1] = str(shape.chance.choice([file for file in made if file.suffix == ".pdf"] or [root / "none.pdf"]))
        told, wrong = run(root, *words)
        faults += wrong
        made += [Path(item["path"]) for item in told if item["type"] in ("file", "written", "volume")]
        if not wrong and len(told) < 2:
            faults.append(f"{shlex.join(words)}: nothing was made")
        if not wrong and words[0] in ("build", "brief", "compare") and shape.chance.random() < 0.3:
            again = run(root, *words)[0]
            fresh = [item["path"] for item in again if item.get("fresh") and item["medium"] != "data"]
            faults += [f"{shlex.join(words)}: made again, {fresh[0]}"] if fresh else []
    proved = [file for file in dict.fromkeys(made) if file.suffix in (".pdf", ".html", ".docx") and file.is_file()]
    proved = [file for file in proved if reports in file.parents or file.name == "annexed.pdf"]
    if proved:
        faults += run(root, "verify", *map(str, shape.chance.sample(proved, min(SOME, len(proved)))))[1]
    faults += run(root, "list", "outputs")[1] + run(root, "clean", "--all")[1]
    faults += [f"left by clean: {file}" for file in sorted(reports.rglob("*")) if file.is_file()][:3]
    return faults


def main() -> int:
    """Make the trials that are asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=200, metavar="N")
    parser.add_argument("--first", type=int, default=0, metavar="NUMBER")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, metavar="NUMBER")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="of the one trial that is made")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    first = asked.first if asked.only is None else asked.only
    numbers = range(first, first + (asked.trials if asked.only is None else 1))
    keep = str(Path(asked.keep).resolve()) if asked.keep and asked.only is not None else ""
    failed = 0
    with ProcessPoolExecutor(asked.jobs, get_context("spawn"), max_tasks_per_child=10) as pool:
        for number, faults, seconds in pool.map(trial, [(number, asked.seed, keep) for number in numbers]):
            failed += bool(faults)
            told = faults or ["sound"]
            sys.stdout.write("".join(f"{number} ({seconds:.0f} s): {fault}\n" for fault in told))
            sys.stdout.flush()
    sys.stdout.write(f"{len(numbers)} trials, {failed} failed\n")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
