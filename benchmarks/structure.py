"""What the second reader of the proof costs: a snapshot in a new process, with it and without, by turns.

``structure.py [TURNS]`` builds one city into a temporary folder again and again; drawings are kept, the snapshot is
not. It prints the medians and the share of the time that pypdf takes, its import included (aim: a twentieth).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
_BUILD = """
import sys
from mgi_report.cli import main
{before}
sys.argv[1:] = ["--workspace", {root!r}, *"build medellin --language en --force --quiet".split(), "--out", {out!r}]
main()
"""
_WITHOUT = """
import types
import mgi_report.pdf
from mgi_report.pdf.proof import Check
for name in ("structure", "agreement"):
    stands_in = types.ModuleType(f"mgi_report.pdf.{name}")
    stands_in.__getattr__ = lambda name: None
    stands_in.check_structure = lambda *given, **named: Check("structure", "", skipped=True)
    sys.modules[stands_in.__name__] = stands_in
    setattr(mgi_report.pdf, name, stands_in)
"""


def seconds(out: str, *, read_twice: bool) -> float:
    """The wall time of one build in a new process."""
    code = _BUILD.format(before="" if read_twice else _WITHOUT, root=str(ROOT), out=out)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return time.perf_counter() - started


def main(turns: int) -> None:
    """Measure by turns and print."""
    with tempfile.TemporaryDirectory() as out:
        seconds(out, read_twice=True)
        found = [(seconds(out, read_twice=True), seconds(out, read_twice=False)) for _ in range(turns)]
    both, one = (median(column) for column in zip(*found, strict=True))
    print(f"with the second reader {both:.3f} s, without {one:.3f} s: {(both - one) / both:.1%} of the time")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
