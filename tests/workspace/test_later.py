"""Libraries that are imported when they are first used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mgi_report.workspace.later import later

LIBRARY = """try:
    from heavy.inside import count, wrong
except ImportError:
    count = None
def use():
    return count("abc")
"""


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that imports a heavy one."""
    (tmp_path / "light.py").write_text(LIBRARY)
    (tmp_path / "heavy").mkdir()
    (tmp_path / "heavy" / "__init__.py").write_text("")
    (tmp_path / "heavy" / "inside.py").write_text("count = len\nwrong = ValueError\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("light", "heavy", "heavy.inside"):
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.mark.usefixtures("library")
def test_what_a_library_imports_is_imported_when_it_is_used() -> None:
    with later("light", "heavy", "heavy.inside"):
        import light  # type: ignore[import-not-found]
    assert "heavy" not in sys.modules
    assert light.use() == 3
    assert "heavy.inside" in sys.modules


@pytest.mark.usefixtures("library")
def test_what_is_imported_already_stays() -> None:
    import heavy.inside  # type: ignore[import-not-found]

    with later("light", "heavy", "heavy.inside"):
        import light
    assert light.count is heavy.inside.count is len


def test_the_second_reader_starts_without_fonts_and_reads_them_later() -> None:
    asked = (
        "import sys, io, mgi_report.pdf.structure\n"
        "assert not any(name.startswith('fontTools') for name in sys.modules)\n"
        "from pypdf.generic import _font\n"
        "assert _font.HAS_FONTTOOLS\n"
        "try: _font.Font.from_truetype_font_file(io.BytesIO(b'no font'))\n"
        "except Exception as error: assert 'Could not open font file' in str(error), error\n"
        "assert 'fontTools.ttLib' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", asked], check=True)
