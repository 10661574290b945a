"""What is kept between runs: drawings and finished files, by the hash of all that went into them.

Nothing in the cache is worth keeping; deleting it costs time, never results.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from .inputs import checksum, demand_unchanged, state
from .places import PACKAGE, Workspace

_ENGINES = (
    "weasyprint",
    "pydyf",
    "jinja2",
    "matplotlib",
    "markdown-it-py",
    "mdit-py-plugins",
    "babel",
    "segno",
    "pyphen",
    "pillow",
    "pypdf",
    "pypdfium2",
    "pikepdf",
    "page-validation",
)

_SEAL = hashlib.sha256().digest_size
_DRAWN_BY = ("figures/**/*.py", "text/*.py")


class Cache:
    """A folder of kept results."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def _code(self) -> str:
        return code_hash(*_DRAWN_BY)

    def drawing(self, inputs: object, draw: Callable[[], bytes]) -> bytes:
        """The drawing made from these inputs, drawn only when it is not kept yet."""
        return self.keep(self._drawing(inputs), draw)

    def has_drawing(self, inputs: object) -> bool:
        """Whether the drawing made from these inputs is kept."""
        return sealed(self.folder / self._drawing(inputs)) is not None

    def _drawing(self, inputs: object) -> Path:
        return Path("drawings") / f"{digest(repr(inputs), self._code, *versions(('matplotlib',)))}.svg"

    def keep(self, name: Path, make: Callable[[], bytes]) -> bytes:
        """The bytes kept under a name, made only when they are not there."""
        file = self.folder / name
        data = sealed(file)
        if data is None:
            data = make()
            demand_unchanged()
            with contextlib.suppress(OSError):  # A cache that cannot be written costs time, no results.
                seal(file, data)
        return data


def seal(file: Path, data: bytes) -> None:
    """Keep bytes with their checksum behind them, so that :func:`sealed` knows them for whole."""
    write_atomically(file, data + hashlib.sha256(data).digest())


def sealed(file: Path) -> bytes | None:
    """The bytes that were kept in a file; nothing where there are none, or others than those that were kept."""
    try:
        held = file.read_bytes()
    except OSError:
        return None
    data, checksum = held[:-_SEAL], held[-_SEAL:]
    if hashlib.sha256(data).digest() == checksum:
        return data
    logging.getLogger("mgi_report").debug("%s is not what was kept; it is made anew", file)
    return None


def write_atomically(file: Path, data: bytes) -> None:
    """Write a file whole or not at all: into a temporary neighbour first, then by renaming it.

    The file is flushed to the disk before it is renamed, so that a power cut leaves the old or the new file. An
    :class:`OSError` names the file and not its neighbour.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    import tempfile  # not before something is written: a build with nothing to do starts sooner

    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=f".mgi-{os.getpid()}-", suffix=".tmp", dir=file.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(file)
    except BaseException as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(file), None
        raise


def left_behind(folder: Path) -> Iterator[Path]:
    """The temporary files in a folder whose process was ended before it could remove them."""
    for file in folder.glob(".mgi-*.tmp"):
        process = file.name.split("-")[1]
        if process.isdecimal() and not _is_running(int(process)):
            yield file


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # it is somebody else's
        return True
    return True


@lru_cache(maxsize=1)
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def digest(*parts: str) -> str:
    """A short hash of texts; the same texts in the same order give the same hash.

    Names from the command line and of files may hold bytes that are no UTF-8.
    """
    return hashlib.sha256("\0".join(parts).encode(errors="surrogatepass")).hexdigest()[:24]


def file_hash(files: Iterable[Path]) -> str:
    """A hash of the names and contents of files."""
    hashed = hashlib.sha256()
    for file in files:
        hashed.update(f"{file.name}\0".encode(errors="surrogatepass"))
        hashed.update(checksum(file))
    return hashed.hexdigest()[:24]


@lru_cache(maxsize=16)
def code_hash(*rooms: str) -> str:
    """A hash of the program's own modules in some rooms: ``code_hash("typeset/*.py", "press/*.py")``.

    It is that of the program as it was when this process asked first.
    """
    return file_hash(sorted(file for room in rooms for file in PACKAGE.glob(room)))


@lru_cache(maxsize=8)
def versions(packages: tuple[str, ...] = _ENGINES) -> tuple[str, ...]:
    """The installed versions of the libraries that shape an output."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            found.append(f"{package} -")
    return (f"python {sys.version}", *found)


def inputs_of(workspace: Workspace) -> list[Path]:
    """Every file that any output can depend on, the program itself included, in a stable order."""
    return sorted({*_given_to(workspace), *PACKAGE.rglob("*.py")})


def inputs_hash(workspace: Workspace) -> str:
    """A hash of what any output can depend on."""
    return digest(code_hash("**/*.py"), file_hash(sorted(_given_to(workspace))))


def _given_to(workspace: Workspace) -> set[Path]:
    folders = [path for name in ("templates", "assets", "locales") for path in workspace.paths(name)]
    files = {file for folder in folders for file in folder.rglob("*") if file.is_file()}
    return files | {workspace.framework, *([workspace.publisher] if workspace.publisher else [])}


def state_of(files: Iterable[Path]) -> str:
    """A quick fingerprint of files by name, size and times; equal when nothing was touched."""
    return digest(json.dumps([(str(file), *state(file)) for file in files]))


_for_start: Path | None = None


def keep_in(folder: Path | None) -> None:
    """Where to keep what makes a start faster; without a call, or with no folder, nothing is kept."""
    global _for_start
    _for_start = folder


def own_place() -> Path | None:
    """Where the user's own folder is to lie, whether it is there or not; nowhere for a user without a home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "mgi-report"
    except RuntimeError:
        return None


def own_folder() -> Path | None:
    """The user's own folder for what is run when it is read: parsed declarations, compiled templates, patterns.

    It never lies in a workspace, which may come from somebody else, and nobody else may write to it: where that cannot
    be had nothing is kept, which costs time at each start. ``XDG_CACHE_HOME`` says where caches are, else ``~/.cache``.
    """
    folder = own_place()
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError:  # it cannot be made
        return None
    ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return folder if ours and stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o022 else None


def folder() -> Path | None:
    """Where things are kept that make a start faster, if anywhere."""
    return _for_start
