"""``mgi-report preview``: pages that follow what is saved."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

import click

from ..errors import ExitCode
from .choosing import CITIES, LANGUAGE, REGIONS
from .common import listed, open_here
from .records_after import PreviewBegan
from .running import tell


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
          mgi-report preview --region latin-america --language es""",
)
@CITIES
@REGIONS
@LANGUAGE
@click.option(
    "--edition",
    type=click.Choice(("screen", "press")),
    default="screen",
    show_default=True,
    help="Which pages: those to read, with the HTML edition beside them, or those for the print shop.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on this machine; by default a free one.")
@click.option("--no-open", is_flag=True, help="Print the address, and open no browser.")
def preview(
    cities: tuple[str, ...], regions: tuple[str, ...], language: str, edition: str, port: int, no_open: bool
) -> ExitCode:
    """Show the pages of some CITIES, or of all, in a browser, and follow what is saved.

    Data, templates, styles and pictures of the workspace are watched. A page is seen first as it will look, then, when
    the whole publication is proved, as it is. A click on a finding tells where it was typed. Nothing is written to
    reports/. Ctrl-C ends it.
    """
    from ..build.named import demand_named
    from ..build.plan import BuildPlan
    from ..build.preview.preview import previewing

    workspace = open_here()
    demand_named(cities, regions, workspace)
    html = edition == "screen"
    out = workspace.cache / "preview"
    plan = BuildPlan(workspace, out, cities, listed(language), editions=(edition,), regions=regions, html=html)
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
