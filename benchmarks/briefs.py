"""What briefs cost: ``python benchmarks/briefs.py``.

By turns, in new processes, each three times: a snapshot, and a brief of a theme of all cities, both made anew. Then all
48 themes and the six domains in one language, in one process with its workers. Told are the medians in seconds.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CITY, THEME, TURNS = "medellin", "education", 3
LANGUAGE = ("--language", "en", "--force", "--quiet")


def seconds(*arguments: str, out: str) -> float:
    """How long a command takes."""
    command = [sys.executable, "-m", "mgi_report", "--workspace", str(ROOT), *arguments, *LANGUAGE, "--out", out]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    taken: dict[str, list[float]] = {"build": [], "brief": []}
    with tempfile.TemporaryDirectory() as out:
        seconds("build", CITY, out=out), seconds("brief", THEME, out=out)  # what is kept of drawings is there then
        for _ in range(TURNS):
            taken["build"].append(seconds("build", CITY, out=out))
            taken["brief"].append(seconds("brief", THEME, out=out))
        everything = seconds("brief", "all", out=out)
    snapshot, brief = (statistics.median(taken[name]) for name in ("build", "brief"))
    print(f"a snapshot {snapshot:.2f} s, a brief {brief:.2f} s: {brief / snapshot:.2f} of it (aim 0.50)")
    print(f"54 briefs {everything:.1f} s with {os.cpu_count()} processors (aim 20 for 48)")


if __name__ == "__main__":
    main()
