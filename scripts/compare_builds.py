"""Compare the outputs of two builds byte for byte: ``compare_builds.py BEFORE AFTER``.

For changes that must change no output: build into two folders, before and after, and compare. The manifest is compared
by what it says of each file, not by how long the making took. Exit code 1 when anything differs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

MANIFEST = "manifest.json"
_OF_THE_RUN = ("seconds", "fingerprint", "inputs", "stamp", "program")


def files_of(folder: Path) -> dict[str, Path]:
    """Every published file of a build by its name within the folder; hidden files are no output."""
    found = {file.relative_to(folder): file for file in folder.rglob("*") if file.is_file()}
    return {str(name): file for name, file in found.items() if not any(part.startswith(".") for part in name.parts)}


def said(file: Path) -> object:
    """The content of a file as it is compared."""
    if file.name != MANIFEST:
        return file.read_bytes()
    return _without_the_run(json.loads(file.read_text(encoding="utf-8")))


def _without_the_run(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_the_run(item) for key, item in value.items() if key not in _OF_THE_RUN}
    return [_without_the_run(item) for item in value] if isinstance(value, list) else value


def differences(before: Path, after: Path) -> list[str]:
    """What two builds do not have in common, a line for each file."""
    old, new = files_of(before), files_of(after)
    found = [f"only before: {name}" for name in sorted(old.keys() - new.keys())]
    found += [f"only after: {name}" for name in sorted(new.keys() - old.keys())]
    found += [f"differs: {name}" for name in sorted(old.keys() & new.keys()) if said(old[name]) != said(new[name])]
    return found


def main(arguments: list[str]) -> int:
    """Print what differs, or how many files are equal; the exit code."""
    before, after = (Path(argument) for argument in arguments)
    found = differences(before, after)
    lines = found or [f"{len(files_of(before))} files are the same"]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
