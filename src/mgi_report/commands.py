"""How every command ends: errors into messages and exit codes, in one place."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

from .errors import ExitCode, Problem, ReportError, Severity

_FOLDERS = "look at the rights and the free space there; --out and MGI_REPORT_CACHE name other folders"


class Commands(click.Group):
    """Translates errors into messages and exit codes, in one place."""

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
    click.echo(f"error: {error.format_message()}", err=True)
    context = getattr(error, "ctx", None)
    if context is not None:
        click.echo(f"    `{context.command_path} --help` tells how to use it", err=True)


settings: dict[str, Any] = {"json": False, "debug": False, "workspace": None}
"""What was said before the command: ``--json``, ``--debug``, ``--workspace``."""


def _debug() -> bool:
    return bool(settings["debug"] or "--debug" in sys.argv)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems, each once and in the order of their places: for people on stderr, as JSON lines on stdout."""
    problems = sorted(set(problems))
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
