"""``mgi-report schema``, ``init`` and ``doctor``: what surrounds the work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from ..errors import ExitCode
from .common import FILE, workspace_or_builtin
from .records import SchemaTold, WorkspaceMade, Written, absolute
from .running import settings, tell

_SCHEMAS = ("profile", "framework", "region", "publisher", "records")


@click.command(
    short_help="Print the JSON Schema of a data file, or of --json.",
    epilog="""\b
Example:  mgi-report schema > schema/profile.schema.json
          mgi-report schema records""",
)
@click.argument(
    "kind", type=click.Choice(["profile", "framework", "region", "publisher", "records"]), default="profile"
)
def schema(kind: str) -> None:
    """Print the JSON Schema of a data file, for editors that complete and check it as one types.

    That of a profile knows the topics of the framework of the workspace. That of records describes each line that
    --json prints, for programs that read it.
    """
    content = _schema(kind)
    tell(json.dumps(content, ensure_ascii=False, indent=1), SchemaTold(name=kind, content=content))


def _schema(kind: str) -> dict[str, Any]:
    if kind == "records":
        from .record_schema import schema_of_records

        return schema_of_records()
    from ..data.profile_files import load_framework
    from ..data.schemas import MODELS, json_schema

    framework = load_framework(workspace_or_builtin().framework) if kind == "profile" else None
    return json_schema(MODELS[kind], framework)


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
    from .new_workspace import built_in, make_workspace

    for file in make_workspace(folder):
        tell(f"  {file}", Written(path=absolute(file)))
    made = WorkspaceMade(path=absolute(folder))
    tell(f"{folder} is ready; next: {built_in(folder)}", made)


@click.command(
    short_help="Say what this machine has and lacks, and what mends it.",
    epilog="""\b
Example:  mgi-report doctor
          mgi-report --json doctor""",
)
def doctor() -> ExitCode:
    """Say what this machine has and lacks, and the command that mends it.

    Where nothing is missing, the example city is set and proved in each language, in a temporary folder.
    """
    from .doctor import examine
    from .printing import print_findings
    from .progress import Progress

    with Progress() as progress:
        progress.begin("looking around, and making pages")
        findings = examine(workspace_or_builtin())
    print_findings(findings, as_json=settings["json"])
    return ExitCode.DONE if all(item.good for item in findings if item.needed) else ExitCode.MISSING
