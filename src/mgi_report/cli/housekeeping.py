"""``mgi-report schema``, ``init`` and ``doctor``: what surrounds the work."""

from __future__ import annotations

import json
from pathlib import Path

import click

from ..errors import ExitCode
from . import completing
from .common import FILE, open_here, workspace_or_builtin
from .running import settings, tell
from .terminal import echo


@click.command(
    epilog="""\b
Example:  mgi-report schema > schema/profile.schema.json
          mgi-report schema region"""
)
@click.argument("kind", type=click.Choice(["profile", "framework", "region", "publisher"]), default="profile")
def schema(kind: str) -> None:
    """Print the JSON Schema of a data file, for editors that complete and check it as one types.

    That of a profile knows the topics of the framework of the workspace.
    """
    from ..data.profile_files import load_framework
    from ..data.schemas import MODELS, json_schema

    framework = load_framework(workspace_or_builtin().framework) if kind == "profile" else None
    echo(json.dumps(json_schema(MODELS[kind], framework), ensure_ascii=False, indent=1))


@click.command(
    epilog="""\b
Example:  mgi-report template snapshot/cover.html.j2
          mgi-report template workspace.css"""
)
@click.argument("names", nargs=-1, metavar="[FILE]...", shell_complete=completing.built_in)
def template(names: tuple[str, ...]) -> None:
    """Copy built-in FILES of the look into the workspace, to be changed there; without a FILE, name them all.

    Templates and style sheets are copied as they are, tables (theme, measures) as comments, and what is there already
    stays. workspace.css is a style sheet of your own that every publication reads last: for one rule no copy is needed.
    """
    from ..design.copies import copy_file, known_files
    from ..workspace.places import shown

    if not names:
        for name in known_files():
            tell(name.removeprefix("templates/"), "template", name=name)
        return
    workspace = open_here()
    for name in names:
        file = copy_file(name, workspace)
        tell(f"{shown(file)} written; docs/templates.md tells of it", "file", path=str(file))


@click.command(
    epilog="""\b
Example:  mgi-report init my-reports
          mgi-report init my-reports && cd my-reports && mgi-report build"""
)
@click.argument("folder", type=FILE, metavar="DIR")
def init(folder: Path) -> None:
    """Make a workspace with one example city in DIR.

    Nothing that is there already is touched.
    """
    from .new_workspace import make_workspace

    for file in make_workspace(folder):
        tell(f"  {file}", "file", path=str(file))
    tell(f"{folder} is ready; next: cd {folder} && mgi-report build", "workspace", path=str(folder))


@click.command(
    epilog="""\b
Example:  mgi-report doctor
          mgi-report --json doctor"""
)
def doctor() -> ExitCode:
    """Say what this machine has and lacks, and the command that mends it.

    Where nothing is missing, the example city is set and proved in each language, in a temporary folder.
    """
    from .doctor import examine
    from .printing import print_findings

    findings = examine(workspace_or_builtin())
    print_findings(findings, as_json=settings["json"])
    return ExitCode.DONE if all(item.good for item in findings if item.needed) else ExitCode.MISSING
