"""Speed and memory, measured side by side in one run: read the ratios, not the seconds.

``make benchmark`` or ``python benchmarks/compare.py [-n RUNS]``. Each case runs mgi_report and the plain use of the
same engine (``plain.py``) by turns in new processes and prints medians, ratios and the largest process.
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
        run([*ours, "--force"], cache)  # draws what is kept, once
        cases = {
            "one city, new process": ([*ours, "--force", city], [*plain, city]),
            "five cities, one process": ([*ours, "--force", "--jobs", "1"], plain),
            "five cities, two workers": ([*ours, "--force", "--jobs", "2"], plain),
            "five cities, nothing changed": (ours, plain),
        }
        print(f"{'case':32}{'ours':>9}{'plain':>9}{'ratio':>8}{'MiB':>7}{'plain':>7}")
        for name, (left, right) in cases.items():
            run(left, cache)
            pairs = [(run(left, cache), run(right, cache)) for _ in range(runs)]
            a, b = (statistics.median(pair[side][0] for pair in pairs) for side in (0, 1))
            memory = [max(pair[side][1] for pair in pairs) for side in (0, 1)]
            print(f"{name:32}{a:8.2f}s{b:8.2f}s{a / b:8.2f}{memory[0]:7.0f}{memory[1]:7.0f}", flush=True)


if __name__ == "__main__":
    main()
