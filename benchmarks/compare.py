"""Speed and memory, measured side by side in one run: read the ratios, not the seconds.

``make benchmark`` or ``python benchmarks/compare.py [-n RUNS]``. Each case runs mgi_report and two plain uses of the
same engine by turns in new processes, and prints medians, ratios and the largest process. “ordinary” is a program of
its own for the same pages (``ordinary/``); “plain” makes them with our templates and style sheet (``plain.py``), and so
has all that they gain.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
PROGRAM = [str(Path(sys.executable).parent / "mgi-report"), "--workspace", str(ROOT)]


@dataclass(frozen=True)
class Run:
    """One run of a command: wall seconds, and peak memory in MiB of the largest process."""

    seconds: float
    memory: float


def run(command: Sequence[str], cache: Path) -> Run:
    """Run a command in a new process."""
    started = time.perf_counter()
    environment = os.environ | {"MGI_REPORT_CACHE": str(cache)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(command)}")
    return Run(time.perf_counter() - started, usage.ru_maxrss / 1024)


def main() -> None:
    """Run all cases and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="runs of each side")
    parser.add_argument("--city", default="medellin")
    runs, city = (arguments := parser.parse_args()).n, arguments.city
    with tempfile.TemporaryDirectory() as folder:
        cache, content = Path(folder, "cache"), Path(folder, "content")
        subprocess.run([sys.executable, str(HERE / "content.py"), str(content)], check=True)
        ours = [*PROGRAM, "build", "--out", str(Path(folder, "out")), "--quiet", "--language", "en"]
        plain = [sys.executable, str(HERE / "plain.py"), str(Path(folder, "plain"))]
        ordinary = [sys.executable, str(HERE / "ordinary" / "ordinary.py"), "--content", str(content)]
        ordinary += [str(Path(folder, "ordinary"))]
        anew, volume = [*ours, "--force"], ["--region", "latin-america", "--full"]  # as the peer has it
        sides = (plain, ordinary)
        run(anew, cache)  # draws what is kept, once
        head = f"{'ours':>8}{'plain':>8}{'ordinary':>10}"
        print(f"{'':37}{'seconds':>26}{'ratio to':>22}{'MiB':>26}")
        print(f"{'case':37}{head}{'plain':>12}{'ordinary':>10}{head}")
        for name, mine, more in (
            ("one city, new process", [*anew, city], [city]),
            ("five cities, one process", [*anew, "--jobs", "1"], []),
            ("five cities, all processors", anew, []),
            ("and their compendium, one process", [*anew, *volume, "--jobs", "1"], ["--volume"]),
            ("and their compendium, all processors", [*anew, *volume], ["--volume"]),
        ):
            # the ordinary program has no compendium with pages like ours
            commands = [mine, *([*side, *more] for side in (sides[:1] if more == ["--volume"] else sides))]
            print_case(name, [[run(command, cache) for command in commands] for _ in range(runs)])
        run(ours, cache)
        print_case("five cities, nothing changed", [[run(ours, cache)] for _ in range(runs)])
        print(f"three languages to one: {_languages([*PROGRAM, 'build', *ours[4:7], '--force'], cache, runs):.2f}")


def print_case(name: str, rounds: Sequence[Sequence[Run]]) -> None:
    """Print the medians of one case, ours first."""
    sides = range(len(rounds[0]))
    seconds = [statistics.median(row[side].seconds for row in rounds) for side in sides]
    ratios = [statistics.median(row[0].seconds / row[side].seconds for row in rounds) for side in sides[1:]]
    memory = [max(row[side].memory for row in rounds) for side in sides]
    columns = ((seconds, (8, 8, 10), 2), (ratios, (12, 10), 2), (memory, (8, 8, 10), 0))
    cells = [
        f"{values[n]:{width}.{digits}f}" if n < len(values) else " " * width
        for values, widths, digits in columns
        for n, width in enumerate(widths)
    ]
    print(f"{name:37}{''.join(cells)}".rstrip(), flush=True)


def _languages(command: Sequence[str], cache: Path, runs: int) -> float:
    """How many times longer all cities take in three languages than in one."""
    alone = [*command, "--jobs", "1", "--language"]
    pairs = [(run([*alone, "en"], cache).seconds, run([*alone, "en,es,fr"], cache).seconds) for _ in range(runs)]
    return statistics.median(three / one for one, three in pairs)


if __name__ == "__main__":
    main()
