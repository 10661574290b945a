"""What briefs cost: ``python benchmarks/briefs.py``.

By turns, in new processes, each five times: a snapshot, and a brief of a theme of all cities, both made anew. Then all
48 themes and the six domains in one language, in one process with its workers. Told are the medians in seconds, of time
that passed and of time that processors worked; the second is the same when others use the machine.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CITY, THEME, TURNS = "medellin", "education", 5
LANGUAGE = ("--language", "en", "--force", "--quiet")


def seconds(*arguments: str, out: str) -> tuple[float, float]:
    """How long a command takes, and how long processors work for it."""
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(ROOT), *arguments, *LANGUAGE, "--out", out]
    start, worked = time.perf_counter(), _worked()
    subprocess.run(command, check=True)
    return time.perf_counter() - start, _worked() - worked


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    taken: dict[str, list[tuple[float, float]]] = {"build": [], "brief": []}
    with tempfile.TemporaryDirectory() as out:
        seconds("build", CITY, out=out), seconds("brief", THEME, out=out)  # what is kept of drawings is there then
        for _ in range(TURNS):
            taken["build"].append(seconds("build", CITY, out=out))
            taken["brief"].append(seconds("brief", THEME, out=out))
        everything, _ = seconds("brief", "all", out=out)
    for number, kind in enumerate(("", " of processors")):
        snapshot, brief = (statistics.median(turn[number] for turn in taken[name]) for name in ("build", "brief"))
        told = f"a snapshot {snapshot:.2f} s{kind}, a brief {brief:.2f} s"
        print(f"{told}: {brief / snapshot:.2f} of it (aim 0.50)")
    print(f"54 briefs {everything:.1f} s with {os.cpu_count()} processors (aim 20 for 48)")


if __name__ == "__main__":
    main()
