"""How every command ends: errors into messages and exit codes, in one place."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..errors import ExitCode, Kind, Problem, ReportError, Severity, excerpt
from ..text.printable import json_line, visible
from ..workspace.places import shown
from ..workspace.unforeseen import known
from .terminal import echo, echo_json, style

if TYPE_CHECKING:
    from .records import ProblemTold, Record

_LOOK = "look at the rights and the free space there"


class _Context(click.Context):
    """Help is a record where records are asked for."""

    def get_help(self) -> str:
        """What ``--help`` prints."""
        text = super().get_help()
        if not settings["json"]:
            return text
        from .records import TextTold

        return json_line(asdict(TextTold(text=text)))


class Suggesting(click.Group):
    """Commands of which one that is not known is refused with the nearest one, or all that there are.

    ``help`` before a command is ``--help`` behind it.
    """

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called."""
        known = self.list_commands(ctx)
        if args[0] == "help":
            if args[1:]:
                return self.resolve_command(ctx, [*args[1:], "--help"])
            echo(ctx.get_help())
            ctx.exit()
        if args[0] not in known and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], known, n=1)
            hint = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(known)}"
            raise click.UsageError(f"there is no command {excerpt(args[0])}; {hint}", ctx)
        _called.append(args[0])
        return super().resolve_command(ctx, args)


class Commands(Suggesting):
    """Translates errors into messages and exit codes, in one place, and imports a command when it is called.

    ``table`` says where each command is, as ``module:name`` within ``package``; its order is that of the help.
    """

    context_class = _Context

    def __init__(self, *args: Any, table: Mapping[str, str], package: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._table, self._package = table, package
        self.params.append(_json_option())
        self._called: click.Command | None = None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the help."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in self._table:
            return None
        module, _, name = self._table[cmd_name].partition(":")
        self._called = _with_json(getattr(import_module(f"{self._package}.{module}"), name))
        return self._called

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command and exit with its code; in JSON the last line says how it ended."""
        given = args[0] if args else kwargs.get("args")
        _given[:] = sys.argv[1:] if given is None else given
        _called.clear()
        settings.update(json=_JSON in takewhile(lambda word: word != "--", _given), told=Counter(), out=None)
        kwargs["standalone_mode"] = False
        code = self._run(*args, **kwargs)
        if settings["json"]:
            with suppress(BrokenPipeError):
                _end(code)
        sys.exit(code)

    def _run(self, *args: Any, **kwargs: Any) -> int:
        """Run a command; how it ended."""
        try:
            code = super().main(*args, **kwargs)
        except ReportError as error:
            print_problems(error.problems)
            code = error.exit_code
        except click.exceptions.Exit as error:
            code = error.exit_code
        except SystemExit as error:
            code = error.code
        except click.Abort:
            echo("stopped; files that were not finished are as they were", err=True)
            code = 130
        except click.exceptions.NoArgsIsHelpError as error:
            echo(error.ctx.get_help() if error.ctx else "")
            code = ExitCode.DONE
        except click.ClickException as error:
            from .misuse import misuse

            print_problems([misuse(error, _given)])
            code = ExitCode.USAGE
        except BrokenPipeError:
            code = ExitCode.DONE
        except OSError as error:
            if _debug():
                raise
            print_problems([self._problem(error)])
            code = ExitCode.USAGE
        except Exception as error:
            if _debug():
                raise
            print_problems(known(error).problems)
            code = ExitCode.BUG
        return int(code or 0)

    def _problem(self, error: OSError) -> Problem:
        """What cannot be read or written, and what to do about it."""
        if not error.filename and isinstance(error, FileNotFoundError):  # there is no other file without a name
            return Problem(message="the current folder is gone", hint="go to another one", kind=Kind.FILE_MISSING)
        if not error.filename:
            message = f"cannot write the output ({error.strerror or error})"
            return Problem(message=message, hint=_LOOK, kind=Kind.UNWRITABLE)
        file = Path(os.fsdecode(error.filename))
        blocking = next((place for place in (file, *file.parents) if place.is_file()), None)
        if isinstance(error, IsADirectoryError):
            hint = "a folder has this name: move it away, or choose another name"
        elif isinstance(error, (NotADirectoryError, FileExistsError)) and blocking:
            hint = f"{blocking} is a file; name a folder"
        elif any("--out" in item.opts for item in (self._called.params if self._called else ())):
            hint = f"{_LOOK}; --out and MGI_REPORT_CACHE name other folders"
        else:
            hint = _LOOK
        message = f"cannot read or write it ({error.strerror or error})"
        return Problem(str(file), message=message, hint=hint, kind=Kind.UNREADABLE)


_given: list[str] = []
"""What was typed behind the name of the program."""

_called: list[str] = []
"""The commands that are called, one in another."""

settings: dict[str, Any] = {"json": False, "debug": False, "workspace": None, "root": None, "out": None}
"""What was said: ``--json``, ``--debug``, ``--workspace``; the folder of the workspace that a command has opened, that
which it writes to, and how many problems of each severity were ``told``."""

_JSON = "--json"


def _with_json(command: click.Command) -> click.Command:
    """The command, before and behind which ``--json`` may stand."""
    command.context_class = _Context
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _with_json(inner)
    elif not any(_JSON in item.opts for item in command.params):
        command.params.append(_json_option())
    return command


def _json_option() -> click.Option:
    """``--json``, which is looked for in all that was typed, so that problems with options are told as records too."""
    return click.Option([_JSON], is_flag=True, expose_value=False, help="Print problems and results as JSON lines.")


def _end(code: int) -> None:
    from .records import End

    known = {int(item): item.name.lower() for item in ExitCode}
    told = settings["told"]
    end = End(
        command=" ".join(_called),
        exit_code=code,
        exit=known.get(code, "stopped"),
        errors=told[Severity.ERROR],
        warnings=told[Severity.WARNING],
    )
    emit(end)


def _debug() -> bool:
    return bool(settings["debug"] or "--debug" in _given)


def print_log() -> None:
    """Print to stderr what the work logs while ``--debug`` is on, such as why it took a slower way."""
    import logging

    class Printed(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if _debug() or record.levelno >= logging.WARNING:
                echo(f"{record.levelname.lower()}: {record.getMessage()}", err=True)

    logger = logging.getLogger("mgi_report")
    logger.handlers[:] = [Printed()]
    logger.setLevel(logging.DEBUG)


def emit(record: Record) -> None:
    """Print a record as a JSON line."""
    echo_json(asdict(record))


def tell(text: str, record: Record) -> None:
    """Print what a command did on stdout: in words for people, or as a record."""
    if settings["json"]:
        emit(record)
    else:
        echo(text)


def _shortened(problem: Problem) -> Problem:
    file = Path(problem.file)
    return replace(problem, file=shown(file, settings["root"])) if file.is_absolute() else problem


def as_record(problem: Problem) -> ProblemTold:
    """The problem with an absolute path, where its file can be found or would be written."""
    from .records import ProblemTold, absolute

    file, out = Path(problem.file), settings["out"]
    folders = [folder for folder in (settings["root"], Path.cwd(), out) if folder]
    found = next((folder / file for folder in folders if (folder / file).exists()), (out or Path.cwd()) / file)
    return ProblemTold(**problem.as_dict() | {"file": absolute(found) if problem.file else ""})


def _printable(problem: Problem) -> Problem:
    """The problem on two lines at most, whatever is in its words."""
    return replace(
        problem,
        file=visible(problem.file),
        message=visible(problem.message),
        path=visible(problem.path),
        value=visible(problem.value),
        hint=visible(problem.hint),
    )


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems, each once and in the order of their places: for people on stderr, as JSON lines on stdout.

    Files are named relative to the workspace, or else to the current folder; in JSON by their absolute paths.
    """
    problems = sorted({problem if settings["json"] else _shortened(problem) for problem in problems})
    for problem in problems:
        if problem.trace and _debug():
            echo(problem.trace, err=True)
    settings["told"] += Counter(problem.severity for problem in problems)
    if settings["json"]:
        for problem in problems:
            emit(as_record(problem))
        return
    for problem in problems:
        colour = "red" if problem.severity is Severity.ERROR else "yellow"
        text = str(_printable(problem)).replace(
            f"{problem.severity}:", style(f"{problem.severity}:", fg=colour, bold=True), 1
        )
        echo(text, err=True)
