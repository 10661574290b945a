"""Write the table of topics in ``docs/data.md`` anew from ``data/framework.yaml``."""

from __future__ import annotations

from pathlib import Path

from mgi_report.data.model import Framework
from mgi_report.data.profile_files import load_framework

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "data.md"
BEGIN, END = "<!-- topics of the framework: `make schema` writes them -->\n", "<!-- end of topics -->\n"


def table(framework: Framework) -> str:
    """The topics in the order of the framework, in all its languages."""
    languages = framework.languages
    lines = [f"| domain | topic | {' | '.join(languages)} |", f"|{'---|' * (len(languages) + 2)}"]
    for domain in framework.domains:
        for number, topic in enumerate(domain.topics):
            home = "" if number else f"`{domain.slug}`"
            names = (topic.name[code] for code in languages)
            lines.append(f"| {home} | `{topic.slug}` | {' | '.join(names)} |")
    return "\n".join(lines) + "\n"


def with_table(page: str, framework: Framework) -> str:
    """The page with the table in its place."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table(framework)}\n{END}{after}"


if __name__ == "__main__":
    framework = load_framework(ROOT / "data" / "framework.yaml")
    PAGE.write_text(with_table(PAGE.read_text(encoding="utf-8"), framework), encoding="utf-8")
