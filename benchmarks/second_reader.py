"""What the second reader of a finished file costs: read the shares, not the seconds.

``python benchmarks/second_reader.py [-n RUNS] [PDF ...]``. One city is built in new processes, by turns as it is and
without the reader (neither imported nor asked); the difference is what a person waits for it, who may wait a twentieth.
For each PDF that is named, such as a compendium of many cities, the time within
:func:`mgi_report.pdf.structure.read_structure` and the memory that it takes are printed, each in a process of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent
WAYS = ("with", "without")


def main() -> None:
    """Run both ways by turns and print the difference; with ``--case`` be one of the processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=15, help="runs of each way")
    parser.add_argument("--city", default="medellin")
    parser.add_argument("--case", choices=(*WAYS, "read"), help=argparse.SUPPRESS)
    parser.add_argument("files", nargs="*", type=Path, metavar="PDF")
    arguments, rest = parser.parse_known_args()
    if arguments.case == "read":
        read(arguments.files[0])
    elif arguments.case:
        build(arguments.case, [str(file) for file in arguments.files] + rest)
    else:
        print_build(arguments.city, arguments.n)
        for file in arguments.files:
            found = json.loads(subprocess.check_output([sys.executable, __file__, "--case", "read", str(file)]))
            each = 1000 * found["seconds"] / found["pages"]
            print(f"{file.name}: {found['pages']} pages, {found['seconds']:.2f} s, {each:.1f} ms a page, ", end="")
            print(f"{found['memory']:.0f} MiB more")


def print_build(city: str, runs: int) -> None:
    """What one city takes both ways."""
    with tempfile.TemporaryDirectory() as folder:
        asked = ["--workspace", str(ROOT), "build", city, "--language", "en", "--force", "--quiet", "--out", folder]
        environment = os.environ | {"MGI_REPORT_CACHE": str(Path(folder, "cache"))}

        def once(way: str) -> float:
            started = time.perf_counter()
            subprocess.run([sys.executable, __file__, "--case", way, "--", *asked], env=environment, check=True)
            return time.perf_counter() - started

        once("with")  # draws what is kept, once
        turns = [WAYS if turn % 2 else WAYS[::-1] for turn in range(runs)]
        rounds = [{way: once(way) for way in turn} for turn in turns]
    each = {way: statistics.median(row[way] for row in rounds) for way in WAYS}
    more = statistics.median(row["with"] - row["without"] for row in rounds)
    print(
        f"one city, new process: {each['with']:.2f} s with the second reader, {each['without']:.2f} s without, ", end=""
    )
    print(f"{100 * more / each['with']:.1f} % of the time is its own (at most 5)")


def build(way: str, arguments: list[str]) -> None:
    """The program, with or without the reader."""
    if way == "without":
        sys.modules["mgi_report.pdf.structure"] = ModuleType("structure")
        sys.modules["mgi_report.pdf.agreement"] = _Nobody("agreement")
    from mgi_report.cli import main as program

    sys.argv = ["mgi-report", *arguments]
    program()


class _Nobody(ModuleType):
    """Stands for the module that asks the reader."""

    def check_structure(self, *_: Any, **__: Any) -> Any:
        """No check at all."""
        from mgi_report.pdf.proof import Check

        return Check("structure", "", skipped=True)


def read(file: Path) -> None:
    """Read a file once and print what that took."""
    from mgi_report.pdf.structure import read_structure

    pdf, before = file.read_bytes(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.perf_counter()
    found = read_structure(pdf)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = {"pages": len(found.pages), "seconds": seconds, "memory": (after - before) / 1024}
    print(json.dumps(said))


if __name__ == "__main__":
    main()
