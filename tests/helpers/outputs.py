"""Files in an output folder, and the manifest that lists them, without a build."""

from __future__ import annotations

from pathlib import Path

from mgi_report.build.manifest import publish, write_manifest
from mgi_report.build.plan import Built


def write_output(root: Path, path: str, data: bytes, *, city: str, edition: str, medium: str = "screen") -> Path:
    """Put a file into the reports of a workspace, as a build does."""
    out = root / "reports"
    checksum = publish(out / path, data)
    language, size = path.partition("/")[0], len(data)
    write_manifest(out, [Built(path, city, edition, language, 1, size, checksum, {}, medium)])
    return out / path
