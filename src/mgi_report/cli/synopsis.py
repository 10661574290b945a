"""What ``--help`` says of every command, as data: the manual page and docs/commands.md are made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from inspect import cleandoc

import click

PROGRAM = "mgi-report"
_EXAMPLE = re.compile(r"mgi-report (?:.*\\\n)*.*")


@dataclass(frozen=True)
class Synopsis:
    """One command: how it is called, paragraphs of help, its options (names, help) and examples, line by line.

    ``table`` is what it shows in two columns. The options of commands are without ``--json`` and ``--help``, which all
    have.
    """

    name: str
    usage: str
    help: tuple[str, ...]
    table: tuple[tuple[str, str], ...]
    options: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]


def synopses(program: click.Command) -> Iterator[Synopsis]:
    """The program itself, and all of its commands in the order of the help, those of a group behind it."""
    yield from _walk(click.Context(program, info_name=PROGRAM, **program.context_settings))


def _walk(context: click.Context) -> Iterator[Synopsis]:
    command = context.command
    paragraphs: list[str] = []
    table: list[tuple[str, str]] = []
    for part in cleandoc(command.help or "").split("\n\n"):
        if part.startswith("\b"):
            table += _rows(part)
        else:
            paragraphs.append(" ".join(part.split()))
    yield Synopsis(
        context.command_path,
        " ".join([context.command_path, *command.collect_usage_pieces(context)]),
        tuple(paragraphs),
        tuple(table),
        tuple(_options(context)),
        tuple(_EXAMPLE.findall(cleandoc(command.epilog or ""))),
    )
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            if inner := command.get_command(context, name):
                yield from _walk(click.Context(inner, info_name=name, parent=context))


def _rows(part: str) -> Iterator[tuple[str, str]]:
    """Lines of help in two columns; the second may stand on the next line."""
    joined = re.sub(r"\n {2,}", "  ", part)
    for line in joined.splitlines()[1:]:
        term, words = re.split(r" {2,}", line, maxsplit=1)
        yield term, words


def _options(context: click.Context) -> Iterator[tuple[str, str]]:
    for item in context.command.get_params(context):
        everywhere = context.parent and {"--json", "--help"} & set(item.opts)
        if isinstance(item, click.Option) and not everywhere and (told := item.get_help_record(context)):
            yield told
