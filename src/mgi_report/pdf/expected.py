"""What must stand in a finished file, read from the data of ours that are attached to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..data.records import COMPARISON, EDITIONS, SCHEMA
from ..errors import ReportError
from ..text.languages import load_language
from ..text.reader import choose
from ..text.spoken import speaking
from ..text.typography import fold
from ..workspace.places import builtin
from .navigation import has_annexes, language_of
from .proof import Expected
from .reading import attached_json, folded_pages


def expected_by_attachment(document: Any) -> Expected:
    """The findings listed in the JSON files attached to a document; nothing where none is ours.

    A snapshot, or what puts two editions side by side, holds those of its record, once. A volume holds those of the
    comparison that is attached to it twice, in its chapters and in the pages of its cities; where these are whole
    snapshots, they have records of their own. Behind a briefing, which the labels of the pages tell, other parts
    without data may quote them, as a brief of the same places does.
    """
    spoken = language_of(document)
    printed: list[tuple[str, str]] = []
    texts: dict[tuple[str, str], str] = {}
    comparisons = []
    for record in attached_json(document):
        try:
            if record["schema"] in (SCHEMA, EDITIONS):
                found = [(item["reference"], item["text"]) for item in record["findings"] if "text" in item]
                printed += found
                if record["schema"] == SCHEMA:
                    texts |= {(record.get("language", spoken), reference): text for reference, text in found}
            elif record["schema"] == COMPARISON:
                comparisons.append({code: list(_compared(record, code)) for code in (spoken, *record["languages"])})
        except (KeyError, TypeError):
            continue
    compared = [
        (code, *item)
        for comparison in comparisons
        for code in [_printed_in(document, comparison, {fold(text) for _, text in printed})]
        for item in comparison[code]
    ]
    apart = [(reference, text) for code, reference, text in compared if (code, reference) not in texts]
    again = [(reference, texts.get((code, reference), text)) for code, reference, text in compared]
    findings = (*printed, *apart, *again)
    return Expected(findings, speaks=_speaks(spoken) if findings else (), quoted=has_annexes(document))


def _speaks(code: str) -> tuple[str, ...]:
    """How links speak of pages in a language that comes with the program; those of a workspace are not known here."""
    try:
        return speaking(load_language(code, (builtin() / "locales",)))
    except ReportError:
        return ()


def _compared(record: Any, language: str) -> Iterator[tuple[str, str]]:
    """The findings of a comparison as a reader of a language is shown them."""
    sources = {place["place"]: place["source"]["language"] for place in record["places"]}
    for item in record["findings"]:
        yield item["reference"], choose(item["text"], language, sources[item["place"]])[0]


def _printed_in(document: Any, comparison: dict[str, list[tuple[str, str]]], elsewhere: set[str]) -> str:
    """The language in which a comparison is printed: that of the first page which has a finding as it stands in one
    language alone, and not in a snapshot ``elsewhere``; behind a briefing it may be another one than the document's.
    """
    said = {code: {fold(text) for _, text in findings} for code, findings in comparison.items()}
    alone = {
        code: texts - elsewhere - {text for other, those in said.items() if other != code for text in those}
        for code, texts in said.items()
    }
    for folded in folded_pages(document) if len(alone) > 1 else ():
        for code, texts in alone.items():
            if any(text in folded for text in texts):
                return code
    return next(iter(comparison))
