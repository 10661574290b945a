"""Which heads a cell of a table names: those of its row and its column, also beside cells that span several."""

from __future__ import annotations

import io

import pypdf
import pypdfium2
import pytest

from helpers.project import ROOT
from helpers.tables import Cell, Tagged
from mgi_report.pdf.xmp import Metadata
from mgi_report.typeset import engine
from mgi_report.typeset.documents import Composed
from mgi_report.typeset.finish import finish_screen
from mgi_report.typeset.fontconfig import use_fonts
from mgi_report.workspace.places import open_workspace

ABOUT = Metadata("T", "", "", "", ("en",), "heads", "", "", "", (), "2024-03-01")
HEAD = "<thead><tr><th>A</th><th>B</th><th>C</th></tr></thead>"


def cells(table: str) -> list[Cell]:
    workspace = open_workspace(ROOT)
    use_fonts(workspace.font_files(), workspace.cache)
    head = "<!DOCTYPE html><html lang=en><title>T</title><style>html { font-family: 'Open Sans' }</style>"
    html = f"{head}<body><table>{table}</table></html>"
    made = engine.typeset(Composed(html, {}), lambda pdf: finish_screen(pdf, ABOUT))
    assert made.problems == ()
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    (found,) = Tagged(reader, pypdfium2.PdfDocument(made.pdf)).tables(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<tr><th>x<td>1<td>2", [("1", "x", "B"), ("2", "x", "C")]),
        (
            "<tr><th rowspan=2>x<th>y<td>1<tr><th>z<td>2<tr><th>v<th>w<td>3",
            [("1", "xy", "C"), ("2", "xz", "C"), ("3", "vw", "C")],
        ),
        ("<tr><th>x<td colspan=2>1<tr><th>y<td>2<td>3", [("1", "x", "BC"), ("2", "y", "B"), ("3", "y", "C")]),
        ("<tr><th>x<td rowspan=2>1<td>2<tr><th>y<td>3", [("1", "xy", "B"), ("2", "x", "C"), ("3", "y", "C")]),
    ],
)
def test_a_cell_names_the_heads_of_its_row_and_column(body: str, expected: list[tuple[str, str, str]]) -> None:
    found = [(cell.words, "".join(cell.rows), "".join(cell.columns)) for cell in cells(f"{HEAD}<tbody>{body}</tbody>")]
    assert found == expected


def test_a_head_over_several_columns_is_named_in_each() -> None:
    head = "<thead><tr><th colspan=2>A</th></tr><tr><th>B</th><th>C</th></tr></thead>"
    found = cells(f"{head}<tbody><tr><td>1</td><td>2</td></tr></tbody>")
    assert [(cell.words, cell.columns) for cell in found] == [("1", ("A", "B")), ("2", ("A", "C"))]
