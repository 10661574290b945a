"""Arguments → a settled plan → one call → problems printed → exit code.

Each module holds the commands of one kind. Work modules are imported inside the commands, so that help and a build
with nothing to do start fast. How every command ends is in ``running``.
"""

from __future__ import annotations

from pathlib import Path

import click

from ..workspace.garbage import look_rarely
from ..workspace.places import VERSION
from .common import FILE
from .running import Commands, print_log, settings, tell

_COMMANDS = {
    "build": "building:build",
    "preview": "previewing:preview",
    "annex": "annexing:annex",
    "brief": "briefing:brief",
    "compare": "comparing:compare",
    "pack": "packing:pack",
    "new": "beginning:new",
    "import": "importing:import_",
    "merge": "merging:merge",
    "check": "checking:check",
    "verify": "checking:verify",
    "figure": "drawing:figure",
    "list": "listing:list_",
    "template": "copying:template",
    "open": "opening:open_",
    "clean": "opening:clean",
    "docs": "reading:docs",
    "schema": "housekeeping:schema",
    "init": "housekeeping:init",
    "doctor": "housekeeping:doctor",
}
"""Where each command is, in the order of the help; only the module of the one that is called is imported."""

_EPILOG = (
    "Exit codes: 0 done, 1 usage, 2 data, 3 missing library or font, 4 template, "
    "5 an output failed its preflight, 70 our bug."
)


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from .records import TextTold

        tell(text := f"mgi-report, version {VERSION}", TextTold(text=text))
        context.exit()


@click.group(
    cls=Commands,
    table=_COMMANDS,
    package=__name__,
    epilog=_EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="The version.")
@click.option("--workspace", type=FILE, help="Folder with data/; by default the current folder or one above it.")
@click.option("--debug", is_flag=True, help="Show a traceback when something unforeseen happens.")
def main(workspace: Path | None, debug: bool) -> None:
    """Turn migration governance profiles of cities into print-ready, accessible PDF publications.

    \b
    mgi-report build                   every city, in the language of its source
    mgi-report build medellin          one city
    mgi-report brief health            one theme of all cities, on a page or two
    mgi-report annex --help            snapshots as annexes of a briefing of yours
    mgi-report new CITY --country CO --languages es,en
                                       a city of your own is begun
    mgi-report check                   every problem in the data, nothing written
    mgi-report init my-reports         a workspace of your own
    mgi-report docs                    how everything is done
    """
    look_rarely()
    settings.update(debug=debug, workspace=workspace, root=None)
    if debug:
        print_log()
