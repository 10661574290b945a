"""What a template of somebody else can reach: the words and numbers it is given, and nothing behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from mgi_report.design.composer import Composer
from mgi_report.errors import ExitCode, ReportError
from mgi_report.text.languages import Language
from mgi_report.workspace.places import builtin


@dataclass(frozen=True)
class Given:
    language: Language
    words: str = "some words"
    numbers: tuple[int, ...] = (1, 2)
    day: date = date(2024, 2, 29)


Given.__module__ = "mgi_report.design.invented"  # as if it were one of ours


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret"
    file.write_text("TOP SECRET WORDS", encoding="utf-8")
    return file


def render(folder: Path, template: str, secret: Path) -> str:
    (folder / "templates").mkdir()
    (folder / "templates" / "x.html.j2").write_text(template.replace("SECRET", str(secret)), encoding="utf-8")
    composer = Composer((folder / "templates", builtin() / "templates"))
    language = Language("en", folders=(secret.parent,))
    return composer.render("x.html.j2", language, view=Given(language), place=secret)


@pytest.mark.parametrize(
    "template",
    [
        "{{ place.read_text() }}",
        "{{ place.write_text('pwned') }}",
        "{{ place.unlink() }}",
        "{{ view.language.folders[0].joinpath('secret').read_text() }}",
        "{{ view.language.folders | map(attribute='parent') | join }}",
        "{{ (view.language.folders | first) | attr('parent') }}",
        "{{ view.language.locale.parse('es') }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ view.__class__ }}",
        "{{ view['__class__'] }}",
        "{{ _.__self__ }}",
        "{{ _.__func__.__globals__ }}",
        "{{ '{0.__class__.__mro__}'.format(view) }}",
        "{{ ('{0.__cla' ~ 'ss__.__mro__}') | format(view) ~ ('%s' | attr('format'))(view.__class__) }}",
        "{{ view.language.gettext.__globals__ }}",
        "{{ range(10 ** 9) | list }}",
        "{% include '../secret' %}",
        "{% include 'SECRET' %}",
        "{% import '../../secret' as x %}",
        "{% extends 'builtin/../../secret' %}",
        "{% set view.words = 'others' %}{{ view.words }}",
    ],
)
def test_what_leads_anywhere_else_is_a_fault_of_the_template(tmp_path: Path, secret: Path, template: str) -> None:
    with pytest.raises(ReportError) as caught:
        render(tmp_path, template, secret)
    assert caught.value.exit_code is ExitCode.TEMPLATE
    assert caught.value.problems[0].file.endswith("x.html.j2")
    assert secret.read_text(encoding="utf-8") == "TOP SECRET WORDS"


@pytest.mark.parametrize(
    ("template", "printed"),
    [
        ("{{ view.words.upper() }} {{ view.numbers | sum }} {{ view.day.year }}", "SOME WORDS 3 2024"),
        ("{% for n in view.numbers %}{{ loop.index }}{{ cycle }}{% endfor %}".replace("{{ cycle }}", ""), "12"),
        ("{% set ns = namespace(n=1) %}{% set ns.n = 2 %}{{ ns.n }}", "2"),
        ("{% macro m(x) %}[{{ x }}]{{ caller() }}{% endmacro %}{% call m(1) %}c{% endcall %}", "[1]c"),
        ("{{ view.language.code }} {{ _('Contents') }} {{ '%d' | format(3) }}", "en Contents 3"),
        ("{{ {'a': 1}.items() | list }} {{ '{0}'.format(7) }}", "[(&#39;a&#39;, 1)] 7"),
    ],
)
def test_plain_data_is_at_hand(tmp_path: Path, secret: Path, template: str, printed: str) -> None:
    assert render(tmp_path, template, secret) == printed
