"""``mgi-report docs``: the documentation, which every copy of the program brings."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import click

from ..errors import ExitCode, Kind, Problem, ReportError, excerpt
from . import completing
from .records import PageTold, TextTold
from .running import emit, settings, tell
from .terminal import echo, show, style

if TYPE_CHECKING:
    from .manual import Page

_WIDEST = 100


@click.command(
    epilog="""\b
Example:  mgi-report docs
          mgi-report docs tutorial
          mgi-report docs --man | man -l -"""
)
@click.argument("topic", default="", metavar="[TOPIC]", shell_complete=completing.topics)
@click.option("--man", is_flag=True, help="The manual page of all commands, in the format of man.")
def docs(topic: str, man: bool) -> None:
    """Show a page of the documentation, or list all TOPICS.

    On a terminal a long page is shown by the program that PAGER names; elsewhere it is printed as Markdown.
    """
    if man:
        from .manpage import manual_page

        text = manual_page(click.get_current_context().find_root().command)
        tell(text, TextTold(text=text))
        return
    from .manual import pages

    known = pages()
    asked = _asked(topic, known) if topic else known
    if settings["json"]:
        for page in asked:
            emit(PageTold(**vars(page), text=page.read() if topic else None))
    elif topic:
        _show(asked[0])
    else:
        _list(known)


def _asked(topic: str, known: list[Page]) -> list[Page]:
    """The page that is meant by a topic, by the name of its file or by its title."""
    from ..data.explain import did_you_mean

    name = topic.lower().removeprefix("docs/").removesuffix(".md")
    if found := [page for page in known if name in (page.topic, page.title.lower())]:
        return found
    topics = [page.topic for page in known]
    hint = did_you_mean(name, topics, "`mgi-report docs` lists them")
    problem = Problem(message="there is no page of this topic", value=excerpt(topic), hint=hint, kind=Kind.USAGE)
    raise ReportError([problem], ExitCode.USAGE)


def _list(known: list[Page]) -> None:
    from .tables import table

    lines = list(table(("topic", "what it tells"), [(page.topic, page.about) for page in known]))
    first = {page.topic: page.group for page in reversed(known)}
    group = ""
    for line in lines[1:]:
        if (named := first.get(line.split(" ", 1)[0], group)) != group:
            group = named
            echo(f"\n{style(group, bold=True)}")
        echo(line)
    echo("\n`mgi-report docs TOPIC` shows one")


def _show(page: Page) -> None:
    """A page: set on a terminal, as Markdown elsewhere."""
    from .manual import for_terminal

    text = for_terminal(page.read())
    if not sys.stdout.isatty():
        echo(text)
        return
    from rich.console import Console

    from .markdown import WholeWords

    size = shutil.get_terminal_size()
    console = Console(width=min(size.columns, _WIDEST))
    with console.capture() as captured:
        console.print(WholeWords(text, hyperlinks=False))
    show(captured.get(), paged=len(captured.get().splitlines()) >= size.lines)
