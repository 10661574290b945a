"""What the HTML edition costs beside the PDFs it is compared with: ``python benchmarks/web.py [CITIES...]``.

Builds the repository's cities and regions in all languages, or regions of so many invented cities in one, in folders
of their own. Then pages are made, proved and written again, three times; told is the least processor time, after
the data was read, for each file and in all.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from cities import make_workspace
from mgi_report import BuildPlan, build_reports, open_workspace
from mgi_report.build.gather import gather
from mgi_report.build.plan import Result
from mgi_report.build.web import publish_web
from mgi_report.errors import errors_of
from mgi_report.workspace.inputs import one_run

ROOT = Path(__file__).resolve().parent.parent
TURNS = 3


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cities", type=int, nargs="*", help="regions of so many invented cities, in one language")
    for count in parser.parse_args().cities or [0]:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "workspace"
            if count:
                make_workspace(count, root)
            workspace = open_workspace(root if count else ROOT)
            languages = ("en",) if count else ("all",)
            plan = BuildPlan(workspace, Path(folder) / "reports", languages=languages, regions=("all",))
            assert not errors_of(build_reports(plan).problems)
            taken, pages, size = min(measured(replace(plan, html=True)) for _ in range(TURNS))
        each = f", {1000 * taken / count:.0f} ms a city" if count else ""
        print(f"{pages} pages, {size / 1e6:.1f} MB, in {taken:.2f} s of processor time{each}")


def measured(plan: BuildPlan) -> tuple[float, int, int]:
    """Processor time of all pages in seconds, how many there are, and their bytes."""
    with one_run():
        gathered = gather(plan)
        gathered.studio.warm()
        result, started = Result(), time.process_time()
        publish_web(plan, gathered, gathered.jobs, result)
        assert not result.problems
        return time.process_time() - started, len(result.files), sum(item.size for item in result.files)


if __name__ == "__main__":
    main()
