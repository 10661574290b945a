"""A new workspace: a folder that builds at once and shows where everything goes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from shlex import quote

from ..data.profile_files import load_framework
from ..data.schemas import MODELS, json_schema
from ..errors import ExitCode, Kind, ReportError
from ..workspace.places import builtin

EXAMPLE = "medellin"

_README = """\
# A workspace of mgi-report

    mgi-report check                                   every problem in the data
    mgi-report new CITY --country CO --languages es,en a city of your own
    mgi-report build                                   the PDFs, into reports/
    mgi-report list outputs                            what was made; also list cities, topics …
    mgi-report build --edition press                   the same for the print shop
    mgi-report annex briefing.pdf medellin -o out.pdf  behind a briefing of your own
    mgi-report --help                                  all commands; each has a --help of its own
    mgi-report docs                                    how everything is done, page by page

- `data/profiles/` holds one YAML file per city and edition. `mgi-report new CITY --country CO --languages es,en` begins
  one; fill it in and run the check after each step. Editors that know the YAML language server complete and check it
  by `schema/profile.schema.json`.
- `data/publisher.yaml`, if you add it, says who publishes: `name`, and if you like `logo`, `contact` and `url`.
- `data/regions/`, if you add it, holds one YAML file per region. Its cities stand side by side in one volume, made by
  `mgi-report build --region north`:

      # data/regions/north.yaml
      region: north
      title: Cities of the North
      cities: [medellin]

- `templates/` and `assets/`, if you add them, come before the built-in ones: a file of the same name replaces it;
  `assets/theme.yaml` needs only the colours, accents and fonts that differ.
- `reports/` is what the build makes.
"""


def built_in(folder: Path) -> str:
    """What to type to build what a workspace has, from where its folder is called so."""
    return "mgi-report build" if folder.resolve() == Path.cwd() else f"cd {quote(str(folder))} && mgi-report build"


def make_workspace(folder: Path) -> list[Path]:
    """Write an example workspace; existing files are left alone.

    Returns the files written. Raises :class:`ReportError` when the folder already is a workspace or is not a folder.
    """
    if folder.exists() and not folder.is_dir():
        hint = "choose the name of a folder"
        raise ReportError(f"{folder} is a file", ExitCode.USAGE, hint=hint, kind=Kind.UNWRITABLE)
    if (folder / "data" / "profiles").exists():
        hint = built_in(folder)
        raise ReportError(f"{folder} already is a workspace", ExitCode.USAGE, hint=hint, kind=Kind.UNWRITABLE)
    (folder / "data" / "profiles").mkdir(parents=True)
    (folder / "schema").mkdir(exist_ok=True)
    written = [folder / "data" / "framework.yaml", folder / "data" / "profiles" / f"{EXAMPLE}.yaml"]
    for file in written:
        shutil.copyfile(builtin() / file.relative_to(folder), file)
    framework = load_framework(builtin() / "data" / "framework.yaml")
    for name, model in MODELS.items():
        written.append(folder / "schema" / f"{name}.schema.json")
        schema = json.dumps(json_schema(model, framework), ensure_ascii=False, indent=1)
        written[-1].write_text(f"{schema}\n", encoding="utf-8")
    for name, text in (("README.md", _README), (".gitignore", "reports/\ndrafts/\n.mgi-cache/\n")):
        if not (folder / name).exists():
            (folder / name).write_text(text, encoding="utf-8")
            written.append(folder / name)
    return written
