"""What a YAML parser says → what it means to the author of a data file, and where to look."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yaml import MarkedYAMLError

_QUOTE = "put the whole text into a block after “>-”, or into quotes"
# What the parser (libyaml, or PyYAML itself where that is missing) says → whether the context (true) or the problem
# (false) is the place to look, what it means for the author of a data file, and what to do. The first entry that occurs
# in what is said counts.
_SYNTAX = (
    ("anchor", True, "a text cannot begin with “&” or “*” here", _QUOTE),
    ("alias", True, "a text cannot begin with “&” or “*” here", _QUOTE),
    ("violates indentation", False, "a tab in the indentation", "indent with spaces"),
    (
        "mapping values are not allowed",
        False,
        "a “:” where no key can stand",
        "look at the indentation; if the “:” belongs to a text, put the text into a block after “>-”",
    ),
    (
        "could not find expected ':'",
        True,
        "this line is no “key: value”",
        "write a “:” and a space behind the key; indent a line that continues a text more than its key",
    ),
    ("unexpected end of stream", True, "these quotes are never closed", "close them, or use a block after “>-”"),
    ("expected ',' or ", True, "this bracket is never closed, or a comma is missing behind it", _QUOTE),
    ("expected node content", False, "a value is missing here, or a bracket is never closed", _QUOTE),
    ("escape", False, "a backslash in double quotes", "write “\\\\” for a backslash, or use a block after “>-”"),
    ("hexdecimal", False, "a backslash in double quotes", "write “\\\\” for a backslash, or use a block after “>-”"),
    ("line break", False, "a text beside “>” or “|”", "begin the text on the next line, indented"),
    (
        "block sequence entries",
        False,
        "a “- ” where no list can stand",
        "write a list on lines of its own; if the “-” belongs to a text, delete it",
    ),
    ("'-' indicator", False, "a key in the middle of a list", "begin it in the same column as the keys it belongs to"),
    ("expected <document start>", False, "the file goes on after its end", "delete “...” or what stands above"),
)

# Behind a key or a “-”, and what follows: quotation marks of word processors.
_CURLY = re.compile(r"(?:^|[:-])[ ]+([“”„«‘])\s*(\w+)")


# A key whose “:” has no space behind it, which makes one text of both.
_GLUED = re.compile(r"[ ]*(?:- +)?([\w-]+):(?=[^\s:/])")


def _glued(lines: Sequence[str], line: int) -> tuple[int, re.Match[str]] | None:
    """The line above, as far in as this one or less, that is a key glued to its value."""
    depth = len(lines[line]) - len(lines[line].lstrip(" "))
    above = (number for number in range(line - 1, -1, -1) if lines[number].strip())
    near = next((number for number in above if len(lines[number]) - len(lines[number].lstrip(" ")) <= depth), None)
    found = None if near is None else _GLUED.match(lines[near])
    return (near, found) if near is not None and found else None


def explain_syntax(error: MarkedYAMLError, lines: Sequence[str]) -> tuple[str, tuple[int, int], str]:
    """The message, the line and column (from 1) and the hint for a syntax error in a text of these lines."""
    said = " ".join(part for part in (error.context, error.problem) if part)
    found = next((entry for entry in _SYNTAX if entry[0] in said), None)
    mark = error.context_mark if found and found[1] else error.problem_mark
    mark = mark or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    last = max((number for number, text in enumerate(lines) if text.strip()), default=0)
    if line > last:
        line, column = last, len(lines[last])
    around = lines[line]
    if quote := _CURLY.search(around):
        message, hint = "a quotation mark that YAML does not know", f'write straight ones: "{quote[2]}…"'
        return f"not valid YAML: {message}", (line + 1, quote.start(1) + 1), hint
    if found and found[0] == "mapping values are not allowed" and (glued := _glued(lines, line)):
        number, key = glued
        message, hint = "no space behind this “:”", f"write “{key[1]}: …”"
        return f"not valid YAML: {message}", (number + 1, key.end() + 1), hint
    here = around[column : column + 1]
    no_key = "did not find expected key" in said or "expected <block end>" in said
    if found:
        message, hint = found[2:]
    elif "cannot start any token" in said and here == "\t":
        message, hint = "a tab in the indentation", "indent with spaces"
    elif "cannot start any token" in said:
        message, hint = f"a text cannot begin with “{here}” here", _QUOTE
    elif no_key and around[:column].strip():
        message, hint = "something stands behind a closing quote or bracket", _QUOTE
    elif no_key:
        message = "the indentation of this line fits nothing above it"
        hint = "begin all keys of a mapping, and all “-” of a list, in the same column"
    else:
        message, hint = said, "look at the indentation, quotes and brackets here"
    return f"not valid YAML: {message}", (line + 1, column + 1), hint
