"""What was typed amiss, in our own words: what is wrong with it, and what to type."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import click

from ..errors import Kind, Problem, excerpt

_TYPED = re.compile(r"'?(?P<typed>.*?)'? is not (?:(?:one of|a valid|in the range)\b|')", re.S)
_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<typed>.*)\)", re.S)
_NEEDS = re.compile(r"Option '(?P<option>[^']*)' requires (?P<count>\w+) arguments?")


def misuse(error: click.ClickException, given: Sequence[str]) -> Problem:
    """What to say of an error of a command line; ``given`` is what was typed behind the name of the program."""
    context = getattr(error, "ctx", None)
    message, hint = " ".join(error.format_message().split()), ""
    if isinstance(error, click.NoSuchOption):
        message, hint = _no_such_option(error, given)
    elif isinstance(error, click.MissingParameter):
        message, hint = _missing(error)
    elif isinstance(error, click.BadParameter) and error.param:
        message, hint = _no_value(error, error.param)
    elif found := _EXTRA.search(message):
        message, hint = f"{excerpt(found['typed'])} is more than the command takes", _called_so(context)
        lists = [item for item in context.command.params if "--languages" in item.opts] if context else []
        if lists and re.fullmatch(r"[a-z]{2,3}( [a-z]{2,3})*", found["typed"]):
            hint = "write languages with commas between them: --languages es,en"
    elif found := _NEEDS.search(message):
        values = "a value" if found["count"] == "an" else f"{found['count']} values"
        message = f"{found['option']} takes {values}, written behind it"
    if not hint and context is not None:
        hint = f"`{context.command_path} --help` tells how to use it"
    hint = hint or "--help behind the command tells what it may be"
    return Problem(message=message, hint=hint, kind=Kind.USAGE)


def _no_such_option(error: click.NoSuchOption, given: Sequence[str]) -> tuple[str, str]:
    root = error.ctx.find_root() if error.ctx else None
    if root and (moved := _moved(error.option_name, given, root.command.params)):
        return f"{error.option_name} goes before the command", f"{root.info_name} {shlex.join(moved)}"
    options = {option.lstrip("-"): option for option in error.possibilities or ()}
    near = get_close_matches(error.option_name.lstrip("-"), options, n=1)
    hint = f"did you mean {options[near[0]]}?" if near else ""
    return f"the command has no option {error.option_name}", hint


def _missing(error: click.MissingParameter) -> tuple[str, str]:
    """What a command cannot do without."""
    if isinstance(error.param, click.Argument):
        known = _known(error.param)
        behind = f"a word behind {error.ctx.info_name}" if error.ctx else "a word"
        what = behind if known else error.param.human_readable_name
        return f"{what} is missing", f"known: {', '.join(known)}" if known else _called_so(error.ctx)
    names = error.param.opts if error.param else ()
    return f"{' or '.join(names)} is missing", ""


def _no_value(error: click.BadParameter, param: click.Parameter) -> tuple[str, str]:
    """What an argument or option does not take."""
    found = _TYPED.match(error.message)
    if " is an address; " in error.message:
        message, _, hint = error.message.partition("; ")
        return message, hint
    if not found:
        return " ".join(error.format_message().split()), ""
    typed, known, names = found["typed"], _known(param), "" if isinstance(param, click.Argument) else param.opts[-1]
    if known:
        near = get_close_matches(typed, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(known)}"
        return f"{excerpt(typed)} is not known" + (f" to {names}" if names else ""), hint
    if isinstance(param.type, click.IntRange):
        most = f" to {param.type.max}" if param.type.max is not None else ""
        least = f" from {param.type.min}{most}" if param.type.min is not None else ""
        return f"{names} takes a whole number{least}, not {excerpt(typed)}", ""
    return " ".join(error.format_message().split()), ""


def _known(param: click.Parameter) -> list[str]:
    return [str(choice) for choice in param.type.choices] if isinstance(param.type, click.Choice) else []


def _called_so(context: click.Context | None) -> str:
    """How a command is called, as its help says."""
    if context is None:
        return ""
    return f"it is called so: {' '.join([context.command_path, *context.command.collect_usage_pieces(context)])}"


def _moved(option: str, given: Sequence[str], known: Iterable[click.Parameter]) -> list[str]:
    """What was typed, with an option of the program before the command; nothing where it is none."""
    meant = next((item for item in known if isinstance(item, click.Option) and option in item.opts), None)
    place = next((at for at, word in enumerate(given) if word.partition("=")[0] == option), -1)
    if meant is None or place < 0:
        return []
    length = 1 if meant.is_flag or "=" in given[place] else 2
    return [*given[place : place + length], *given[:place], *given[place + length :]]
