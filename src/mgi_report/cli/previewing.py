"""``mgi-report preview``: pages that follow what is saved."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from ..errors import ExitCode, Kind, ReportError
from . import completing
from .building import since_asked
from .choosing import CITIES, EXCHANGE, LANGUAGE, REGIONS, SINCE, WHOLE
from .common import listed, open_here
from .records_after import PreviewBegan
from .running import print_problems, tell

if TYPE_CHECKING:
    from ..workspace.places import Workspace


@contextmanager
def _ending(end: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Have Ctrl-C and SIGTERM end what runs, and nothing be told of it."""
    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@click.command(
    short_help="Show pages in a browser, and follow what is saved.",
    epilog="""\b
Example:  mgi-report preview medellin
          mgi-report preview --brief education --region latin-america""",
)
@CITIES
@REGIONS
@click.option(
    "--brief",
    "briefs",
    multiple=True,
    metavar="THEME|DOMAIN",
    shell_complete=completing.themes_or_domains,
    help="Only a brief, of the cities or the region; all for every one. May be repeated.",
)
@WHOLE
@EXCHANGE
@SINCE
@click.option(
    "--compare",
    "compared",
    nargs=2,
    metavar="OLDER NEWER",
    shell_complete=completing.editions,
    help="Only the document of two editions of the city.",
)
@LANGUAGE
@click.option(
    "--edition",
    type=click.Choice(("screen", "press")),
    default="screen",
    show_default=True,
    help="Which pages: those to read, with the HTML edition beside them, or those for the print shop.",
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port on this machine; by default a free one."
)
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
def preview(
    cities: tuple[str, ...],
    regions: tuple[str, ...],
    briefs: tuple[str, ...],
    whole: bool,
    exchange: tuple[str, ...],
    since: str,
    compared: tuple[str, str] | None,
    language: str,
    edition: str,
    port: int,
    no_open: bool,
) -> ExitCode:
    """Show the pages of some CITIES, or of all, in a browser, and follow what is saved.

    Data, templates, styles and pictures of the workspace are watched. A page is seen first as it will look, then, when
    the whole publication is proved, as it is. A click on a finding tells where it was typed. Nothing is written to
    reports/. Ctrl-C ends it.
    """
    from ..build.plan import BuildPlan
    from ..build.preview.preview import previewing

    workspace = open_here()
    given = {"--brief": briefs, "--compare": compared, "--exchange": exchange, "--whole": whole}
    _demand_one(given)
    since = since_asked(since, {"--region": regions, **given})
    asked = _asked(workspace, cities, regions, briefs, exchange, compared)
    html, out = edition == "screen", workspace.cache / "preview"
    plan = BuildPlan(
        workspace, out, languages=listed(language), editions=(edition,), html=html, since=since, whole=whole, **asked
    )
    ended = threading.Event()

    def end(signum: int, frame: FrameType | None) -> None:
        ended.set()

    with previewing(plan, port) as server, _ending(end):
        tell(f"preview at {server.address} (Ctrl-C ends it)", PreviewBegan(address=server.address))
        sys.stdout.flush()
        if not no_open:
            with suppress(OSError):
                click.launch(server.address)
        ended.wait()
    return ExitCode.DONE


def _demand_one(given: Mapping[str, object]) -> None:
    """Raise :class:`ReportError` (usage) where several publications of an occasion are asked for at once, and for what
    only a brief has."""
    *occasions, whole = ((option, bool(value)) for option, value in given.items())
    asked = [option for option, there in occasions if there]
    if len(asked) > 1:
        message, hint = f"{asked[0]} and {asked[1]} are not shown in one preview", "start one for each"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
    if whole[1] and "--brief" not in asked:
        raise ReportError("--whole is for briefs", ExitCode.USAGE, hint="add --brief THEME", kind=Kind.USAGE)


def _asked(
    workspace: Workspace,
    cities: tuple[str, ...],
    regions: tuple[str, ...],
    briefs: tuple[str, ...],
    exchange: tuple[str, ...],
    compared: tuple[str, str] | None,
) -> dict[str, Any]:
    """What of a plan says which publications are shown, as the commands that make them settle it; raises
    :class:`ReportError` (usage) for what there is not."""
    from ..build.briefs import demand_subjects, regions_meant
    from ..build.earlier import two_editions
    from ..build.named import demand_named
    from ..build.plan import ALL

    demand_named((*cities, *exchange), regions, workspace)
    cities, regions = tuple(dict.fromkeys(cities)), tuple(dict.fromkeys(regions))
    if compared:
        if len(cities) != 1 or regions:
            message, hint = "--compare is of one city", "name it: mgi-report preview CITY --compare OLDER NEWER"
            raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.USAGE)
        cities, told = two_editions(workspace, cities[0], *compared)
        print_problems(told)
        return {"cities": cities, "compared": True}
    if briefs:
        briefs = ALL if "all" in briefs else briefs
        demand_subjects(briefs, workspace)
        return {"cities": cities, "regions": regions_meant(workspace, cities, regions), "briefs": briefs}
    return {"cities": cities, "regions": regions or (ALL if exchange else ()), "exchange": exchange}
