"""LibreOffice, called for files of somebody else: with a time limit, a profile of its own that is thrown away, and
without a network.

It reads what others made, so nothing of it runs here: macros are off, links are not followed, and where it hangs it is
ended with all that it started.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from ...errors import ExitCode, Kind, Problem, ReportError

SECONDS = 120
"""How long it may take for one file."""
PROGRAMS = ("soffice", "libreoffice")
INSTALL = "apt install libreoffice-writer-nogui"
_FILTER = 'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}'
_NOWHERE = "http://127.0.0.1:9"  # the discard port: who does not look at namespaces asks this proxy in vain
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def program() -> str:
    """The path of LibreOffice; empty where it is not installed."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), "")


def to_pdf(data: bytes, file: Path) -> tuple[bytes, str]:
    """A text document as tagged PDF, and the version of LibreOffice that made it.

    ``file`` is what it is called. Raises :class:`ReportError`: missing where LibreOffice is not installed, with the
    command that converts the file elsewhere; data where it ends without a PDF or takes longer than :data:`SECONDS`.
    """
    known = program()
    if not known:
        hint = f"install it ({INSTALL}), or convert the file: soffice --headless --convert-to pdf {file.name}"
        message = "LibreOffice, which makes a PDF of it, is not installed"
        raise ReportError([Problem(str(file), message=message, hint=hint, kind=Kind.ENGINE_MISSING)], ExitCode.MISSING)
    with tempfile.TemporaryDirectory(prefix="mgi-report-") as place:
        folder = Path(place)
        inside = folder / f"document{file.suffix.lower()}"
        inside.write_bytes(data)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [known, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--nolockcheck", "--convert-to", _FILTER, "--outdir", str(folder), str(inside)]
        _run([*_apart(), *command], folder, file)
        pdf = inside.with_suffix(".pdf")
        if not pdf.is_file():
            raise _failed(file, "LibreOffice cannot make a PDF of it")
        return pdf.read_bytes(), version(known)


def _run(command: list[str], folder: Path, file: Path) -> None:
    """Run a command; raises :class:`ReportError` where it hangs. All that it started ends with it."""
    found = os.environ | dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOWHERE)
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=found | {"HOME": str(folder), "TMPDIR": str(folder)},
        start_new_session=True,
    ) as process:
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            raise _failed(file, f"LibreOffice takes more than {SECONDS} seconds to make a PDF of it") from None
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


def _failed(file: Path, message: str) -> ReportError:
    hint = "open it in the program that made it and save it as PDF"
    return ReportError([Problem(str(file), message=message, hint=hint, kind=Kind.PDF_DAMAGED)])


@cache
def version(known: str) -> str:
    """What LibreOffice calls itself, such as LibreOffice 7.4.7.2."""
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        said = subprocess.run([known, "--version"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
        if found := re.search(r"LibreOffice [\d.]+", said.stdout):
            return found[0]
    return "LibreOffice"


@cache
def _apart() -> tuple[str, ...]:
    """What starts a program in a namespace without a network, where the system lets us make one (unshare(1))."""
    tool = shutil.which("unshare")
    if tool:
        command = (tool, "--map-root-user", "--net")
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            done = subprocess.run([*command, "true"], capture_output=True, timeout=10, check=False)  # noqa: S603
            if done.returncode == 0:
                return command
    return ()
