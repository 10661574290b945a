"""``mgi-report figure``: single figures."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import ExitCode, ReportError
from .common import FILE, open_here


@click.group()
def figure() -> None:
    """Draw one figure as SVG, PNG or PDF, for a slide or a briefing."""


@figure.command(epilog="Example:  mgi-report figure wheel medellin -o wheel.svg")
@click.argument("city")
@click.option("-o", "--output", type=FILE, required=True, help="File to write; its suffix chooses svg, png or pdf.")
@click.option("--language", default="", metavar="CODE", help="Language of the labels; by default that of the source.")
def wheel(city: str, output: Path, language: str) -> None:
    """Draw the domain wheel of a CITY: six equal sectors, no magnitude."""
    from ..cache import write_atomically
    from ..figures import FORMATS
    from ..load import load
    from ..studio import Studio

    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in FORMATS:
        raise ReportError(
            f"figures cannot be written as “{output.suffix or output.name}”",
            ExitCode.USAGE,
            hint=f"use a name that ends in .{', .'.join(FORMATS)}",
        )
    workspace = open_here()
    loaded = load(workspace.framework, workspace.profiles(), workspace.root)
    profile = next((item for item in loaded.profiles.values() if city in (item.city, item.identity)), None)
    if loaded.framework is None or (
        profile is None and any(Path(problem.file).stem == city for problem in loaded.problems)
    ):
        raise ReportError(
            [problem for problem in loaded.problems if loaded.framework is None or Path(problem.file).stem == city]
        )
    if profile is None:
        known = ", ".join(sorted({item.city for item in loaded.profiles.values()}))
        raise ReportError(f"no such city: “{city}”", ExitCode.USAGE, hint=f"known: {known}")
    studio = Studio(workspace, loaded.framework)
    view = studio.view(profile, language or profile.source.language)
    write_atomically(output, studio.wheel(view, suffix))
    click.echo(f"{output} written")
