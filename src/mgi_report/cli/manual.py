"""The pages of the documentation, as docs/index.md lists them: by that list they are found here, on the site and in
the table of contents of both."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..workspace.places import guide, manual

INDEX = "index"
_GROUP = re.compile(r"## (.+)")
_ENTRY = re.compile(r"- \[(.+?)\]\(([\w-]+)\.md\): (.+)")
_LINK = re.compile(r"(?<!!)\[([^\]\[]+)\]\(([\w-]+)\.md(?:#[\w-]*)?\)")
_PICTURE = re.compile(r"^!\[([^\]]*)\]\([^)]*\)$")
_FENCE = re.compile(r" *```")


@dataclass(frozen=True)
class Page:
    """A page: the topic by which it is asked for (its file without ending), title, what it tells, and its group."""

    topic: str
    title: str
    about: str
    group: str

    def read(self) -> str:
        """Its Markdown, as it stands in the file."""
        return (manual() / f"{self.topic}.md").read_text(encoding="utf-8")


def pages() -> list[Page]:
    """All pages, in the order in which they are listed."""
    found: list[Page] = []
    group = ""
    for line in (manual() / f"{INDEX}.md").read_text(encoding="utf-8").splitlines():
        if heading := _GROUP.fullmatch(line):
            group = heading[1]
        elif entry := _ENTRY.fullmatch(line):
            found.append(Page(entry[2], entry[1], entry[3], group))
    return found


def for_terminal(text: str) -> str:
    """Markdown for a reader who has no links: other pages by the command that shows them, pictures by their words."""
    lines = []
    in_code = False
    for line in text.splitlines():
        if line.startswith("<!--") and line.endswith("-->"):
            continue
        in_code ^= bool(_FENCE.match(line))
        lines.append(line if in_code else _PICTURE.sub(r"(picture: \1)", _LINK.sub(_command, line)))
    return "\n".join(lines)


def _command(link: re.Match[str]) -> str:
    """What stands for a link: its words and the command, or the command alone where the words are the file."""
    words, topic = link[1], link[2]
    return guide(topic) if words.strip("`") == f"{topic}.md" else f"{words} ({guide(topic)})"
