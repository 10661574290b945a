"""What the program prints with ``--json``, read by its schema."""

from __future__ import annotations

import json
import re
from typing import Any

from mgi_report.cli.record_schema import LINE

_NO_UTF8 = re.compile(r"(?<!\\)\\ud[c-f][0-9a-f]{2}")
"""Bytes of the name of a file that is no UTF-8."""


def records(printed: str) -> list[dict[str, Any]]:
    """The records of a command, each of which the schema knows; the last one, which says how it ended, is taken off."""
    lines = printed.splitlines()
    for line in lines:
        LINE.validate_json(_NO_UTF8.sub("?", line))
    *told, end = map(json.loads, lines)
    assert end["type"] == "end"
    problems = [record["severity"] for record in told if record["type"] == "problem"]
    assert [end["errors"], end["warnings"]] == [problems.count("error"), problems.count("warning")]
    return told
