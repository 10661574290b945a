"""How every command ends: errors into messages and exit codes, in one place."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from .errors import ExitCode, Problem, ReportError, Severity, excerpt
from .workspace import shown

_FOLDERS = "look at the rights and the free space there; --out and MGI_REPORT_CACHE name other folders"


class Commands(click.Group):
    """Translates errors into messages and exit codes, in one place, and imports a command when it is called.

    ``table`` says where each command is, as ``module:name`` within ``package``; its order is that of the help.
    """

    def __init__(self, *args: Any, table: Mapping[str, str], package: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._table, self._package = table, package

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in self._table:
            return None
        module, _, name = self._table[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"{self._package}.{module}"), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called; one that is not known is refused with the nearest one that is."""
        if args[0] not in self._table and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self._table, n=1)
            hint = f"; did you mean “{near[0]}”?" if near else ""
            raise click.UsageError(f"there is no command {excerpt(args[0])}{hint}", ctx)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command and exit with its code."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except ReportError as error:
            print_problems(error.problems)
            code = error.exit_code
        except click.exceptions.Exit as error:
            code = error.exit_code
        except click.Abort:
            click.echo("stopped; files that were not finished are as they were", err=True)
            code = 130
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "")
            code = ExitCode.DONE
        except click.ClickException as error:
            _print_usage(error)
            code = ExitCode.USAGE
        except BrokenPipeError:
            code = ExitCode.DONE
        except OSError as error:
            if _debug():
                raise
            where = f" {error.filename}" if error.filename else ""
            print_problems([Problem(message=f"cannot read or write{where} ({error.strerror or error})", hint=_FOLDERS)])
            code = ExitCode.USAGE
        except Exception as error:
            if _debug():
                raise
            click.echo(
                f"error: something unforeseen happened: {type(error).__name__}: {error}\n"
                "    this is a bug; run again with --debug before the command and report what it prints",
                err=True,
            )
            code = ExitCode.BUG
        sys.exit(int(code or 0))


def _print_usage(error: click.ClickException) -> None:
    context = getattr(error, "ctx", None)
    option = getattr(error, "option_name", "")
    root = context.find_root() if context else None
    if isinstance(error, click.NoSuchOption) and root and any(option in item.opts for item in root.command.params):
        click.echo(f"error: {option} goes before the command", err=True)
        click.echo(f"    {root.info_name} {option} {root.invoked_subcommand} …", err=True)
        return
    click.echo(f"error: {error.format_message()}", err=True)
    if context is not None:
        click.echo(f"    `{context.command_path} --help` tells how to use it", err=True)
    else:
        click.echo("    write it behind the option; --help behind the command tells what it may be", err=True)


settings: dict[str, Any] = {"json": False, "debug": False, "workspace": None, "root": None}
"""What was said before the command: ``--json``, ``--debug``, ``--workspace``; and the folder of the workspace that a
command has opened."""


def _debug() -> bool:
    return bool(settings["debug"] or "--debug" in sys.argv)


def _shortened(problem: Problem) -> Problem:
    file = Path(problem.file)
    return replace(problem, file=shown(file, settings["root"])) if file.is_absolute() else problem


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems, each once and in the order of their places: for people on stderr, as JSON lines on stdout.

    Files are named relative to the workspace, or else to the current folder.
    """
    problems = sorted({_shortened(problem) for problem in problems})
    for problem in problems:
        if problem.trace and _debug():
            click.echo(problem.trace, err=True)
    if settings["json"]:
        for problem in problems:
            click.echo(json.dumps({"type": "problem", **problem.as_dict()}, ensure_ascii=False))
        return
    for problem in problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        text = str(problem).replace(
            f"{problem.severity}:", click.style(f"{problem.severity}:", fg=colour, bold=True), 1
        )
        click.echo(text, err=True)
