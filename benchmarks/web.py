"""What the HTML edition costs beside the PDFs it is compared with: ``python benchmarks/web.py [CITIES]``.

Builds the repository's cities and regions in all languages, or the region of so many invented cities in one, in a
folder of its own. Then pages are made, proved and written again, three times; told is the least processor time, after the data
was read, for each file and in all.
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
from mgi_report.workspace.inputs import one_run

ROOT = Path(__file__).resolve().parent.parent
TURNS = 3


def main() -> None:
    """Build, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("cities", type=int, nargs="?")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "workspace"
        if arguments.cities:
            make_workspace(arguments.cities, root)
        workspace = open_workspace(root if arguments.cities else ROOT)
        languages = ("en",) if arguments.cities else ("all",)
        plan = BuildPlan(workspace, Path(folder) / "reports", languages=languages, regions=("all",))
        assert not build_reports(plan).problems
        taken, pages = min(measured(replace(plan, html=True)) for _ in range(TURNS))
    print(f"{pages} pages in {taken:.2f} s of processor time, {1000 * taken / pages:.0f} ms a page")


def measured(plan: BuildPlan) -> tuple[float, int]:
    """Processor time of all pages in seconds, and how many there are."""
    with one_run():
        gathered = gather(plan)
        gathered.studio.warm()
        result, started = Result(), time.process_time()
        publish_web(plan, gathered, gathered.jobs, result)
        assert not result.problems
        return time.process_time() - started, len(result.files)


if __name__ == "__main__":
    main()
