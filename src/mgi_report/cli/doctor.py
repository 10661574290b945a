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
from itertools import groupby
from pathlib import Path

from ..workspace.cache import own_folder, own_place
from ..workspace.keeping import fault_of
from ..workspace.places import Workspace
from .trial import MODULES, broken_libraries, kept_in, too_old, try_pages

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

OPTIONAL = {"page-validation": "pip install page-validation"}
WITNESSES = {"pdfinfo": "poppler-utils", "qpdf": "qpdf", "gs": "ghostscript", "soffice": "libreoffice-writer-nogui"}


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found, whether it will do, and the command that mends it.

    What will not do is called ``otherwise``, or else missing, or optional where it is not needed.
    """

    name: str
    found: str
    good: bool
    remedy: str = ""
    needed: bool = True
    otherwise: str = ""


def examine(workspace: Workspace) -> list[Finding]:
    """Look at Python, libraries, fonts and folders; where nothing is missing, set and prove a page in each language."""
    found = [*_python(), *_libraries(), *_packages(), *_fonts(workspace), *_tools(), *_folders(workspace)]
    if all(item.good for item in found if item.needed):
        found += _pages(workspace)
    return found


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
    unfit = too_old()
    for package in MODULES:
        found, wanted = _installed(package), unfit.get(package, "")
        text = f"{found}, but {wanted} is needed" if wanted else found or "not found"
        yield Finding(package, text, bool(found) and not wanted, f"pip install '{package}{wanted}'")
    for package, remedy in OPTIONAL.items():
        found = _installed(package)
        yield Finding(package, found or "not found", bool(found), remedy, needed=False)


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _fonts(workspace: Workspace) -> Iterator[Finding]:
    try:
        from ..design.theme_file import theme_of
    except ImportError:  # the libraries are told of below
        return

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
    fault = fault_of(workspace.cache)
    remedy = "mend that, or set MGI_REPORT_CACHE to another folder; until then every build takes as long as the first"
    yield _warned("cache folder", workspace.cache, fault, remedy)
    own, place = own_folder(), own_place()
    if place is not None:
        fault = "" if own else "it cannot be made, or others may write to it, and it is not used"
        yield _warned("own cache folder", place, fault, f"chmod 700 {place}, or set XDG_CACHE_HOME to another folder")
    for folder in filter(None, (workspace.cache, own)):
        number, damaged = kept_in(folder)
        if damaged:
            found = f"{damaged} of {number} in {folder} damaged"
            remedy = "nothing: they are made anew when they are needed"
            yield Finding("kept files", found, good=False, remedy=remedy, needed=False, otherwise="warning")


def _warned(name: str, folder: Path, fault: str, remedy: str) -> Finding:
    found = f"{folder}: {fault}" if fault else str(folder)
    return Finding(name, found, not fault, remedy, needed=False, otherwise="warning")


def _pages(workspace: Workspace) -> Iterator[Finding]:
    """A page in each language, and the libraries that cannot be imported."""
    tried, broken = try_pages(workspace), list(broken_libraries())
    remedy = "mend the libraries below" if broken else "run `mgi-report --debug build --force`, which tells more"
    for fault, codes in groupby(sorted(tried, key=lambda code: (tried[code], code)), key=lambda code: tried[code]):
        name = f"page in {', '.join(codes)}".removesuffix(" in ")
        yield Finding(name, fault or "set and proved", not fault, remedy, otherwise="BROKEN")
    for package, fault in broken:
        remedy = f"pip install --force-reinstall {package}"
        yield Finding(package, fault, good=False, remedy=remedy, otherwise="BROKEN")
