"""What this machine has and lacks, and the command that mends it."""

from __future__ import annotations

import ctypes
import ctypes.util
import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ..workspace.places import Workspace

LIBRARIES = {
    "Pango": ("pango-1.0-0", ("libpango-1.0.so.0", "libpango-1.0.dylib"), "libpango-1.0-0"),
    "PangoFT2": ("pangoft2-1.0-0", ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "libpangoft2-1.0-0"),
    "HarfBuzz": ("harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.dylib"), "libharfbuzz0b"),
    "HarfBuzz subset": (
        "harfbuzz-subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
        "libharfbuzz-subset0",
    ),
    "Fontconfig": ("fontconfig", ("libfontconfig.so.1", "libfontconfig.dylib"), "libfontconfig1"),
}
"""System libraries of the engine: name → (name to search, file names, Debian package)."""

PACKAGES = (
    "weasyprint",
    "pydyf",
    "pypdf",
    "pypdfium2",
    "pikepdf",
    "numpy",
    "jinja2",
    "matplotlib",
    "pydantic",
    "babel",
)
OPTIONAL = {"page-validation": "pip install page-validation"}
WITNESSES = {"pdfinfo": "poppler-utils", "qpdf": "qpdf", "gs": "ghostscript"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, whether it will do, and the command that mends it."""

    name: str
    found: str
    good: bool
    remedy: str = ""
    needed: bool = True


def examine(workspace: Workspace) -> list[Finding]:
    """Look at Python, libraries, fonts and the folders that must be writable."""
    return [*_python(), *_libraries(), *_packages(), *_fonts(workspace), *_tools(), *_folders(workspace)]


def _python() -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    yield Finding("Python", platform.python_version(), good, "install Python 3.11 or newer")


def _libraries() -> Iterator[Finding]:
    for name, (searched, files, package) in LIBRARIES.items():
        library = _load(searched, files)
        yield Finding(name, _version(name, library) if library else "not found", library is not None, _install(package))


def _load(searched: str, files: tuple[str, ...]) -> ctypes.CDLL | None:
    for candidate in (*files, ctypes.util.find_library(searched)):
        if candidate:
            try:
                return ctypes.CDLL(candidate)
            except OSError:
                continue
    return None


def _version(name: str, library: ctypes.CDLL) -> str:
    function = {"Pango": "pango_version_string", "HarfBuzz": "hb_version_string"}.get(name)
    if function is None:
        return "found"
    call = getattr(library, function)
    call.restype = ctypes.c_char_p
    return str(call().decode())


def _install(package: str) -> str:
    if sys.platform == "darwin":
        return "brew install pango"
    if sys.platform == "win32":
        return "install MSYS2 and its package mingw-w64-ucrt-x86_64-pango, and set WEASYPRINT_DLL_DIRECTORIES"
    if shutil.which("apt-get"):
        return f"apt-get install {package}"
    return "install Pango, HarfBuzz with its subset library, and Fontconfig with your package manager"


def _packages() -> Iterator[Finding]:
    for package in PACKAGES:
        found = _installed(package)
        yield Finding(package, found or "not found", bool(found), f"pip install {package}")
    for package, remedy in OPTIONAL.items():
        found = _installed(package)
        yield Finding(package, found or "not found", bool(found), remedy, needed=False)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _fonts(workspace: Workspace) -> Iterator[Finding]:
    from ..design.theme_file import theme_of

    files = workspace.font_files()
    families = theme_of(workspace, with_fonts=False).fonts.all
    for family in families:
        cuts = [file.stem.rpartition("-")[2] for file in files if file.name.startswith(family.replace(" ", "") + "-")]
        missing = sorted({"Regular", "Bold"} - set(cuts))
        yield Finding(
            f"font {family}",
            ", ".join(cuts) or "not found",
            not missing,
            f"put {family.replace(' ', '')}-{'/'.join(missing)}.ttf into assets/fonts of the workspace",
        )


def _tools() -> Iterator[Finding]:
    for tool, package in WITNESSES.items():
        path = shutil.which(tool)
        yield Finding(tool, path or "not found", path is not None, _install(package), needed=False)


def _folders(workspace: Workspace) -> Iterator[Finding]:
    folder: Path = workspace.cache
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".writable"
        probe.touch()
        probe.unlink()
        good = True
    except OSError:
        good = False
    yield Finding("cache folder", str(folder), good, "make it writable, or set MGI_REPORT_CACHE to another folder")
