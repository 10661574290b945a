"""The stamp of a build, by which the next one knows that nothing changed."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

from ..workspace.cache import digest, inputs_of, state_of, write_atomically
from .manifest import read_manifest
from .plan import BuildPlan, Built


class Stamp:
    """Knows without opening anything whether the last build of the same plan is still good.

    It is to be made before anything is read.
    """

    def __init__(self, plan: BuildPlan) -> None:
        self.plan = plan
        self.file = plan.workspace.cache / "builds" / f"{plan.key()}.json"
        self._before = self._inputs()

    def _inputs(self) -> str:
        workspace = self.plan.workspace
        own = [self.plan.press.icc] if self.plan.press.icc and self.plan.press.icc.is_file() else []
        data = [*workspace.profiles(), *workspace.regions()]
        return state_of([*inputs_of(workspace), *data, *own, _site()])

    def _outputs(self, paths: Sequence[str]) -> str:
        """The state of files and of their entries in the manifest, which other builds write to as well."""
        listed = {entry["path"]: entry for entry in read_manifest(self.plan.out)}
        entries = [json.dumps(listed.get(path), sort_keys=True) for path in paths]
        return digest(state_of(self.plan.out / path for path in paths), *entries)

    def valid(self) -> list[Built] | None:
        """The files of the last build, when neither inputs nor outputs were touched since."""
        try:
            kept = json.loads(self.file.read_bytes())
            files = [Built(**entry) for entry in kept["files"]]
            good = kept["inputs"] == self._before and kept["outputs"] == self._outputs([f.path for f in files])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return files if good else None

    def write(self, files: Sequence[Built]) -> None:
        """Remember this build, where that can be written.

        It is remembered of the inputs as they were before it: what was changed meanwhile is seen by the next.
        """
        if not files:
            return
        entries = [{**vars(built), "fresh": False, "seconds": 0.0} for built in files]
        content = {
            "inputs": self._before,
            "outputs": self._outputs([f.path for f in files]),
            "files": entries,
        }
        with contextlib.suppress(OSError):  # all is made; the next build looks at it again
            write_atomically(self.file, json.dumps(content).encode())


def _site() -> Path:
    """The folder in which libraries are installed; its time changes when one is."""
    import click

    return Path(click.__file__).parents[1]
