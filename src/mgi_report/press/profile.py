"""The output profile of the press: the one that ships, or the printer's own.

A profile says what the four plates look like on a certain paper. It travels inside the file as its output intent
(ISO 15930-7) and changes no recipe.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExitCode, Kind, ReportError, excerpt
from ..workspace.files import check_file
from ..workspace.inputs import read

SHIPPED = "coated-fogra39.icc"
_CONDITIONS = {SHIPPED: ("FOGRA39", "Offset on coated paper, ISO 12647-2:2004, FOGRA39L")}
_REGISTRY = "http://www.color.org"
_KINDS = {"mntr": "a screen", "scnr": "a scanner", "spac": "a colour space", "link": "a device link", "abst": "effects"}


@dataclass(frozen=True)
class OutputProfile:
    """A checked output profile.

    ``name`` is its own description; ``condition`` is its printing condition in the registry of the ICC, or ``Custom``.
    """

    data: bytes
    name: str
    condition: str = "Custom"
    condition_name: str = ""

    @property
    def registry(self) -> str:
        """The registry that knows the printing condition, if one does."""
        return _REGISTRY if self.condition != "Custom" else ""


def read_profile(file: Path) -> OutputProfile:
    """Read a profile that is to describe a press.

    Raises :class:`ReportError` when it is none, or not one of an output device with four inks.
    """
    if problem := check_file(file):
        raise ReportError([problem])
    try:
        data = read(file)
    except OSError as error:
        message, hint = f"cannot read the profile {file} ({error.strerror})", "name an .icc file behind --icc"
        raise ReportError(message, ExitCode.USAGE, hint=hint, kind=Kind.UNREADABLE) from None
    name, fault = describe(data)
    if fault:
        message = f"{file} cannot be the output profile of a press: {fault}"
        hint = "ask the print shop for the CMYK output profile of the paper, or leave out --icc"
        raise ReportError(message, ExitCode.DATA, hint=hint, kind=Kind.OUTPUT_INTENT)
    return OutputProfile(data, name or file.stem, *_CONDITIONS.get(file.name, ("Custom", "")))


def describe(data: bytes) -> tuple[str, str]:
    """Name of a profile, and in one clause what forbids its use as an output intent, if anything does.

    The rules are those of ISO 15930-7, 6.2.2 (an output profile, class ``prtr``, of the space of the file, CMYK) with
    the header of ICC.1, 7.2.
    """
    if len(data) < 132 or data[36:40] != b"acsp":
        return "", "it is no ICC profile"
    if int.from_bytes(data[:4], "big") != len(data):
        return "", "it is damaged: its length is not the one it states"
    kind, space = (data[start : start + 4].decode("latin-1").strip() for start in (12, 16))
    if space != "CMYK":
        return "", f"its colours are {excerpt(space)}, not “CMYK”"
    if kind != "prtr":
        return "", f"it describes {_KINDS.get(kind, excerpt(kind))}, not an output device"
    if data[8] > 4:
        return "", f"its version {data[8]} is newer than PDF/X-4 knows"
    return _description(data)


def _description(data: bytes) -> tuple[str, str]:
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except (OSError, ImageCms.PyCMSError):
        return "", "it is damaged: the colour management cannot read it"
    return " ".join((profile.profile_description or "").split()), ""
