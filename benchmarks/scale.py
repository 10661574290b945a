"""How long a large volume takes, and the memory of each process: ``python benchmarks/scale.py 250 [FOLDER]``.

Builds the compendium of so many invented cities (``cities.py``) with an empty cache; a folder that is named is kept.
What a process needed is the most that was resident (Linux), shared pages included, so the sum of all is less.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cities import make_workspace

PROGRAM = str(Path(sys.executable).parent / "mgi-report")
EVERY = 0.2  # seconds


def main() -> None:
    """Build once and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cities", type=int)
    parser.add_argument("folder", type=Path, nargs="?")
    arguments = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = arguments.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        measure(arguments.cities, folder)


def measure(cities: int, folder: Path) -> None:
    """Build the volume of so many cities in a folder; pages, seconds and MiB are printed."""
    make_workspace(cities, folder / "workspace")
    command = [PROGRAM, "--workspace", str(folder / "workspace"), "build", "--region", "scale", "--language", "en"]
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as cache:
        process = subprocess.Popen([*command, "--quiet"], env=os.environ | {"MGI_REPORT_CACHE": cache})
        most: dict[int, tuple[str, int]] = {}
        while process.poll() is None:
            most |= {found[0]: found[1:] for found in resident(process.pid)}
            time.sleep(EVERY)
    if process.returncode:
        raise SystemExit(f"the build ended with {process.returncode}")
    print(f"{cities} cities, {pages_in(folder / 'workspace')} pages, {time.perf_counter() - started:.0f} s")
    for name, kilobytes in most.values():
        print(f"{kilobytes / 1024:8.0f} MiB  {name}")


def pages_in(workspace: Path) -> int:
    """The pages of the volume."""
    import pypdf

    return len(pypdf.PdfReader(next(workspace.glob("reports/en/mgi-compendium-*.pdf"))).pages)


def resident(root: int) -> Iterator[tuple[int, str, int]]:
    """A process and all that came of it: number, name, and the most kilobytes that were resident so far."""
    parents, known = {}, {root}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    while found := {number for number, parent in parents.items() if parent in known} - known:
        known |= found
    for number in sorted(known):
        with contextlib.suppress(OSError):
            folder = Path("/proc", str(number))
            if said := re.search(r"VmHWM:\s*(\d+)", (folder / "status").read_text()):
                aside = "workspace.aside" in (folder / "cmdline").read_text()
                yield number, "aside" if aside else "parent" if number == root else "worker", int(said[1])


if __name__ == "__main__":
    main()
