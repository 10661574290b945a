"""``mgi-report template``: built-in files of the look, copied to be changed."""

from __future__ import annotations

import click

from . import completing
from .common import open_here
from .records import TextTold, Written, absolute
from .running import tell


@click.command(
    short_help="Copy built-in files of the look into the workspace.",
    epilog="""\b
Example:  mgi-report template snapshot/cover.html.j2
          mgi-report template workspace.css""",
)
@click.argument("names", nargs=-1, metavar="[FILE]...", shell_complete=completing.built_in)
def template(names: tuple[str, ...]) -> None:
    """Copy built-in FILES of the look into the workspace, to be changed there; without a FILE, name them all.

    Templates and style sheets are copied as they are, tables (theme, measures) as comments, and what is there already
    stays. For one rule no copy is needed: workspace.css is a style sheet of your own that every PDF reads last, and
    html/workspace.css one of web pages.
    """
    from ..design.copies import copy_file, known_files
    from ..workspace.places import guide, shown

    if not names:
        for name in known_files():
            tell(name.removeprefix("templates/"), TextTold(text=name))
        return
    workspace = open_here()
    for name in names:
        file = copy_file(name, workspace)
        tell(f"{shown(file)} written; {guide('templates')} tells of it", Written(path=absolute(file)))
