"""Files in a zip, as office files and packages are: the same files give the same bytes, whenever and wherever."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The time of every file in it: the first that the format can say; it tells nothing and never differs."""


def zipped(files: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """A zip of files by their names, in the order given.

    Files whose names end in one of ``stored`` are packed already and are not packed again.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if stored and name.endswith(stored) else zipfile.ZIP_DEFLATED
            package.writestr(entry, data, compresslevel=9)
    return out.getvalue()
