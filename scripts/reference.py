"""Write the pages of docs/ that are made from the program: commands, fields of data files, records, tokens.

``make reference`` runs it; a test holds that the pages are as new as the program.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mgi_report.cli import main as program
from mgi_report.cli.manpage import ENDINGS, VARIABLES
from mgi_report.cli.record_schema import RECORDS, schema_of_records
from mgi_report.cli.synopsis import PROGRAM, Synopsis, synopses
from mgi_report.data.schemas import MODELS, json_schema
from mgi_report.data.yaml_tree import read_tree

ROOT = Path(__file__).parents[1]
MADE = "<!-- made by scripts/reference.py (`make reference`); changes go into the program -->"
Schema = Mapping[str, Any]


def pages() -> dict[str, str]:
    """Each page that is made, by the name of its file in docs/."""
    return {
        "commands.md": _page("Commands", _commands()),
        "fields.md": _page("Fields of data files", _fields()),
        "records.md": _page("Records", _records()),
        "tokens.md": _page("Tokens of the theme", _tokens()),
    }


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", MADE, "", *lines]).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def _commands() -> Iterator[str]:
    whole, *commands = synopses(program)
    yield "Each command tells the same with `--help`; `mgi-report docs --man` prints all of it as a manual page."
    yield ""
    yield from _table(("before the command, and `--json` also behind it", ""), _options(whole))
    for command in commands:
        yield from (f"{'###' if command.name.count(' ') > 1 else '##'} {command.name}", "")
        yield from ("```", command.usage, "```", "")
        for paragraph in command.help:
            yield from (_code(paragraph), "")
        if command.options:
            yield from _table(("option", ""), _options(command))
        if command.examples:
            yield from ("```", *command.examples, "```", "")
    yield from ("## Exit codes", "", "[Problems and exit codes](errors.md) says more.", "")
    yield from _table(("code", "how it ended"), ((f"{code:d}", words) for code, words in ENDINGS.items()))
    yield from ("## Variables of the environment", "")
    yield from _table(("variable", ""), ((f"`{name}`", words) for name, words in VARIABLES.items()))


def _options(command: Synopsis) -> Iterator[Sequence[str]]:
    return ((f"`{names}`", _code(words)) for names, words in command.options)


def _code(text: str) -> str:
    """Options, commands and names of files within words as code."""
    return re.sub(rf"(?<![\w`-])(--[a-z-]+|{PROGRAM} [a-z]+|[\w./-]+/)(?![\w`])", r"`\1`", text)


_DATA = {
    "profile": "`data/profiles/*.yaml`: a city. [Data](data.md) shows one and explains it.",
    "region": "`data/regions/*.yaml`: what one compendium puts side by side. [Regions](regions.md).",
    "publisher": "`data/publisher.yaml`: who publishes.",
    "framework": "`data/framework.yaml`: domains, topics, texts around the findings. [Languages](languages.md).",
}


def _fields() -> Iterator[str]:
    yield "What is needed stands without “optional”. `mgi-report schema NAME` prints the same as JSON Schema."
    yield "A *text* is one string in the language of the source, or a mapping of one string for each language."
    yield ""
    told: set[str] = set()
    for name, about in _DATA.items():
        schema = json_schema(MODELS[name])
        yield from (f"## {name.capitalize()}", "", about, "")
        yield from _object(schema, schema)
        for part, inner in schema.get("$defs", {}).items():
            if "properties" in inner and part not in told:
                told.add(part)
                yield from (f"### {_words(part)}", "", inner.get("description", "").replace("\n", " "), "")
                yield from _object(inner, schema)


def _records() -> Iterator[str]:
    schema = schema_of_records()
    yield "With `--json`, before or behind the command, each line that is printed is one of these records."
    yield "`mgi-report schema records` prints their JSON Schema; types and keys stay, or a new version of the program"
    yield "says so in its changelog. All keys are always there, `null` where nothing is known; paths are absolute."
    yield "Nothing else is printed on standard output."
    yield ""
    yield from ("```", "mgi-report build --json | jq -r 'select(.type == \"file\") | .path'", "```", "")
    definitions = schema["$defs"]
    for record in RECORDS:
        item = definitions[record.__name__]
        yield from (f"## {item['properties']['type']['const']}", "", _rest(item["description"]), "")
        yield from _object(item, schema, leave={"type"})
    yield from ("## Within a proof", "", _rest(definitions["CheckDone"]["description"]), "")
    yield from _object(definitions["CheckDone"], schema)


def _object(item: Schema, schema: Schema, leave: Iterable[str] = ()) -> Iterator[str]:
    """The properties of an object, with what is said of them where anything is."""
    needed, rows = set(item.get("required", ())), []
    for name, inner in item["properties"].items():
        if name not in leave:
            nullable = {"type": "null"} in inner.get("anyOf", ())
            kind = _kind(inner, schema) + (", optional" if name not in needed else " or null" if nullable else "")
            rows.append((f"`{name}`", kind, str(inner.get("description", "")).replace("\n", " ")))
    told = any(words for *_, words in rows)
    yield from _table(("key", "what it is", "")[: 3 if told else 2], (row if told else row[:2] for row in rows))


def _kind(item: Schema, schema: Schema) -> str:
    """What a value is, in words."""
    if name := item.get("$ref", "").rpartition("/")[2]:
        inner = schema["$defs"][name]
        return f"*{_words(name).lower()}*" if "properties" in inner else _kind(inner, schema)
    if options := [option for option in item.get("anyOf", item.get("oneOf", ())) if option.get("type") != "null"]:
        languages = any("patternProperties" in option for option in options)
        return "text" if languages else " or ".join(dict.fromkeys(_kind(option, schema) for option in options))
    if "const" in item or "enum" in item:
        return " or ".join(f"`{value}`" for value in item.get("enum", [item.get("const")]))
    return _simple(item, schema)


def _simple(item: Schema, schema: Schema) -> str:
    kind = item.get("type")
    if kind == "array":
        inner = " and ".join(_kind(part, schema) for part in item["prefixItems"]) if "prefixItems" in item else ""
        return f"[{inner}]" if inner else f"list of {_kind(item.get('items', {}), schema)}"
    if kind == "object":
        inner = item.get("additionalProperties")
        if "patternProperties" in item:
            return "text in each language"
        return f"mapping of {_kind(inner, schema)}" if isinstance(inner, dict) else "mapping"
    if kind == "string":
        return f"string of at most {item['maxLength']}" if "maxLength" in item else "string"
    between = [f"{item[key]:g}" for key in ("minimum", "maximum") if key in item]
    words = {"integer": "whole number", "number": "number", "boolean": "true or false"}.get(str(kind), "anything")
    return f"{words} from {' to '.join(between)}" if len(between) > 1 else words


def _words(name: str) -> str:
    """DomainFindings → Domain findings."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _rest(docstring: str) -> str:
    return docstring.replace("``", "`").replace("\n", " ").replace("docs/errors.md", "[Problems](errors.md)")


def _tokens() -> Iterator[str]:
    theme = read_tree(ROOT / "assets" / "theme.yaml").data
    yield "`assets/theme.yaml` of a workspace needs only what differs; [Templates](templates.md) tells how to use them."
    yield "Style sheets call a colour `var(--ink)`. For the press it is cyan, magenta, yellow and black, in per cent."
    yield ""
    colours = theme["colours"].items()
    rows = [(f"`{name}`", f"`{told['rgb']}`", " / ".join(map(str, told["cmyk"]))) for name, told in colours]
    yield from ("## Colours", "", *_table(("token", "screen", "press (C / M / Y / K)"), rows))
    rows = [(f"`{name}`", f"`{told['fill']}`", f"`{told['on']}`") for name, told in theme["domains"].items()]
    yield from ("## Domains", "", *_table(("domain", "ground", "lettering and icon on it"), rows))
    rows = [(f"`{role}`", str(family)) for role, family in theme["fonts"].items()]
    yield from ("## Fonts", "", *_table(("role", "family"), rows))


if __name__ == "__main__":
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")
