"""Binding against merging, by turns in new processes: read the ratios, not the seconds.

``python benchmarks/binding.py [-n RUNS]``. 250 snapshots of invented cities are made once, which takes minutes, and
kept in the temporary folder. "plain" is pikepdf's ``pages.extend`` and ``save``, "pypdf" its ``append``: both lose the
tags. "proved" are parts whose tags were counted when they were proved, as in a build; "bind" takes files as if others
had made them.
"engine" is the time within :func:`mgi_report.pdf.binding.bind` alone, without starting Python and reading files.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cities import make_workspace

HERE = Path(__file__).parent
KEPT = Path(tempfile.gettempdir()) / "mgi-report-benchmark-snapshots"


def main() -> None:
    """Run all cases and print a table; with ``--case`` be one of its processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="runs of each side")
    parser.add_argument("--case", nargs=2, metavar=("WAY", "SNAPSHOTS"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.case:
        way, count = arguments.case
        print(json.dumps(one(WAYS[way], int(count))))
        return
    make_snapshots(250)
    print(f"{'':16}{'seconds in the engine':>32}{'ratio to':>18}{'ms/page':>10}{'MiB':>21}{'kB a page':>18}")
    print(f"{'pages':>8}{'':8}{'bind':>8}{'proved':>8}{'plain':>8}{'pypdf':>8}{'plain':>10}{'pypdf':>8}{'':10}", end="")
    print(f"{'bind':>7}{'plain':>7}{'pypdf':>7}{'bind':>9}{'plain':>9}")
    for count in (50, 63, 125, 250):
        runs = max(1, arguments.n if count == 50 else arguments.n // 2)
        rounds = [[process(way, count) for way in WAYS] for _ in range(runs)]
        seconds = [statistics.median(row[side]["seconds"] for row in rounds) for side in range(len(WAYS))]
        memory = [max(row[side]["memory"] for row in rounds) for side in range(len(WAYS))]
        pages, sizes = rounds[0][0]["pages"], [result["size"] / result["pages"] / 1000 for result in rounds[0]]
        print(f"{pages:8}{'':8}" + "".join(f"{value:8.2f}" for value in seconds), end="")
        print(f"{seconds[1] / seconds[2]:10.2f}{seconds[1] / seconds[3]:8.2f}{1000 * seconds[1] / pages:10.2f}", end="")
        print(f"{memory[1]:7.0f}{memory[2]:7.0f}{memory[3]:7.0f}{sizes[1]:9.1f}{sizes[2]:9.1f}", flush=True)
    print("ratios and ms/page are those of “proved”")


def process(way: str, count: int) -> dict[str, Any]:
    """One run in a new process."""
    command = [sys.executable, __file__, "--case", way, str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def one(way: Callable[[Sequence[bytes]], tuple[bytes, float]], count: int) -> dict[str, Any]:
    """Seconds, peak memory in MiB, pages and bytes of one way to join snapshots."""
    import resource

    import pypdfium2

    files = [file.read_bytes() for file in sorted(KEPT.glob("*.pdf"))[:count]]
    joined, seconds = way(files)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "memory": memory, "size": len(joined), "pages": len(pypdfium2.PdfDocument(joined))}


def bound(files: Sequence[bytes], elements: int = 0) -> tuple[bytes, float]:
    """Our binding; with ``elements`` as for files that were proved before."""
    from mgi_report.pdf.binding import Part, bind

    parts = [Part(pdf, f"City {i}", f"city-{i}", elements=elements) for i, pdf in enumerate(files)]
    started = time.perf_counter()
    volume = bind(parts, title="A volume", language="en")
    seconds = time.perf_counter() - started
    if volume.claims != ("PDF/A-3a", "PDF/UA-1"):
        raise SystemExit("the volume does not claim what its parts claim")
    return volume.pdf, seconds


def proved(files: Sequence[bytes]) -> tuple[bytes, float]:
    """Our binding of parts whose elements were counted before."""
    return bound(files, elements=400)


def plain(files: Sequence[bytes]) -> tuple[bytes, float]:
    """What pikepdf's documentation shows for merging."""

    import pikepdf

    started = time.perf_counter()
    volume, out = pikepdf.new(), io.BytesIO()
    for file in files:
        volume.pages.extend(pikepdf.open(io.BytesIO(file)).pages)
    volume.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue(), time.perf_counter() - started


def appended(files: Sequence[bytes]) -> tuple[bytes, float]:
    """What pypdf's documentation shows for merging."""

    import pypdf

    started = time.perf_counter()
    writer, out = pypdf.PdfWriter(), io.BytesIO()
    for file in files:
        writer.append(io.BytesIO(file))
    writer.write(out)
    return out.getvalue(), time.perf_counter() - started


WAYS = {"bind": bound, "proved": proved, "plain": plain, "pypdf": appended}


def make_snapshots(count: int) -> None:
    """Snapshots of invented cities, kept for the next run."""
    if len(list(KEPT.glob("*.pdf"))) >= count:
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        make_workspace(count, Path(folder))
        program = [str(Path(sys.executable).parent / "mgi-report"), "--workspace", folder, "build", "--language", "en"]
        subprocess.run([*program, "--quiet"], check=True)
        for index, file in enumerate(sorted(Path(folder).rglob("mgi-snapshot-*.pdf"))):
            shutil.copy(file, KEPT / f"{index:04}.pdf")


if __name__ == "__main__":
    main()
