"""Speed and memory, measured side by side in one run: read the ratios, not the seconds.

``make benchmark`` or ``python benchmarks/compare.py [-n RUNS]``. Each case runs mgi_report and the plain use of the
same engine (``plain.py``) by turns in new processes and prints medians, ratios and the
largest process. “plain” is plain use with our templates and
style sheet; “grid” the same with ``fr`` tracks.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
PROGRAM = [str(Path(sys.executable).parent / "mgi-report"), "--workspace", str(ROOT)]


def run(command: list[str], cache: Path) -> tuple[float, float]:
    """Wall seconds and peak memory in MiB of the largest process."""
    started = time.perf_counter()
    environment = os.environ | {"MGI_REPORT_CACHE": str(cache)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def main() -> None:
    """Run all cases and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="runs of each side")
    parser.add_argument("--city", default="medellin")
    runs, city = (arguments := parser.parse_args()).n, arguments.city
    with tempfile.TemporaryDirectory() as folder:
        out, cache = Path(folder) / "out", Path(folder) / "cache"
        ours = [*PROGRAM, "build", "--out", str(out), "--quiet"]
        plain = [sys.executable, str(HERE / "plain.py"), str(Path(folder) / "plain")]
        grid = [*plain[:2], "--grid", plain[2]]
        run([*ours, "--force"], cache)  # draws what is kept, once
        cases = {
            "one city, new process": ([*ours, "--force", city], [city]),
            "five cities, one process": ([*ours, "--force", "--jobs", "1"], []),
            "five cities, two workers": ([*ours, "--force", "--jobs", "2"], []),
            "five cities, nothing changed": (ours, []),
        }
        print(f"{'':30}{'seconds':>24}{'ratio to':>20}{'MiB':>14}")
        print(f"{'case':30}{'ours':>8}{'plain':>8}{'grid':>8}{'plain':>12}{'grid':>8}{'ours':>7}{'plain':>7}")
        for name, (left, cities) in cases.items():
            run(left, cache)
            commands = (left, [*plain, *cities], [*grid, *cities])
            rounds = [[run(command, cache) for command in commands] for _ in range(runs)]
            seconds = [statistics.median(row[side][0] for row in rounds) for side in range(3)]
            memory = [max(row[side][1] for row in rounds) for side in range(2)]
            print(f"{name:30}" + "".join(f"{value:8.2f}" for value in seconds), end="")
            print(
                f"{seconds[0] / seconds[1]:12.2f}{seconds[0] / seconds[2]:8.2f}{memory[0]:7.0f}{memory[1]:7.0f}",
                flush=True,
            )
        volume = [*ours, "--region", "latin-america", "--language", "en"]
        for name, more in (("one process", ["--force", "--jobs", "1"]), ("two workers", ["--force", "--jobs", "2"])):
            pairs = [(run([*volume, *more], cache), run([*plain, "--volume"], cache)) for _ in range(runs)]
            mine, other = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
            memory = [max(pair[side][1] for pair in pairs) for side in (0, 1)]
            ratio = f"{mine:8.2f}{other:8.2f}{mine / other:20.2f}{memory[0]:15.0f}{memory[1]:7.0f}"
            print(f"{'compendium, ' + name:30}{ratio}", flush=True)
        print(f"three languages to one: {_languages(ours, cache, runs):.2f}")


def _languages(ours: list[str], cache: Path, runs: int) -> float:
    """How many times longer all cities take in three languages than in one."""
    command = [*ours, "--force", "--jobs", "1", "--language"]
    pairs = [(run([*command, "en"], cache)[0], run([*command, "en,es,fr"], cache)[0]) for _ in range(runs)]
    return statistics.median(three / one for one, three in pairs)


if __name__ == "__main__":
    main()
