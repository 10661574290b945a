"""Invented portal pages in every shape that occurs, written from a profile that the tests know."""

from __future__ import annotations

import html
import textwrap
import unicodedata
from dataclasses import dataclass, field, replace

SLUGS = ("migrants-rights", "whole-of-government", "partnerships", "well-being", "mobility-crises", "safe-migration")
KINDS = ("developed", "potential")

HEADINGS = {
    "en": (
        "Migrants’ rights",
        "Whole-of-government approach",
        "Partnerships",
        "Well-being of migrants",
        "Mobility dimension of crises",
        "Safe, orderly and regular migration",
    ),
    "es": (
        "Derechos de las personas migrantes",
        "Enfoque de gobierno integral",
        "Alianzas",
        "Bienestar socioeconómico de las personas migrantes y la sociedad",
        "Movilidad en situaciones de crisis",
        "Migración segura, ordenada y regular",
    ),
    "fr": (
        "Droits des migrants",
        "Approche associant l’ensemble du gouvernement",
        "Partenariats",
        "Bien-être des migrants",
        "Aspects d’une crises relatifs à la mobilité",
        "Migrations sûres, ordonnées et régulières",
    ),
    "pt": (
        "Direitos dos migrantes",
        "Abordagem integral de governo",
        "Parcerias",
        "Bem-estar dos migrantes",
        "Mobilidade em situações de crise",
        "Migração segura, ordenada e regular",
    ),
    "ar": (
        "حقوق المهاجرين",
        "نهج الحكومة بأكملها",
        "الشراكات",
        "رفاه المهاجرين",
        "أبعاد التنقل في الأزمات",
        "الهجرة الآمنة والمنظمة والنظامية",
    ),
    "de": (
        "Die Rechte der Migrantinnen und Migranten",
        "Ganzer Regierungsansatz",
        "Partnerschaften",
        "Das Wohlergehen der Migrantinnen und Migranten",
    ),
}
LISTS = {
    "en": ("Migration Governance: examples of well-developed areas", "Areas with potential for further development"),
    "es": (
        "Gobernanza de la migración: Ejemplos de áreas bien desarrolladas:",
        "Áreas con potencial para un desarrollo adicional:",
    ),
    "fr": (
        "Gouvernance des migrations : exemples de domaines bien développés",
        "Domaines présentant un potentiel de développement",
    ),
    "pt": (
        "Governança da migração: exemplos de áreas bem desenvolvidas",
        "Áreas com potencial para maior desenvolvimento",
    ),
    "ar": ("حوكمة الهجرة: أمثلة على المجالات المتطورة", "مجالات ذات إمكانية لمزيد من التطوير"),
}
WORDS = {
    "en": ("INTRODUCTION", "Migration Governance Profile: ", "Click the icons on the wheel to see more."),
    "es": ("INTRODUCCIÓN", "Perfil de Gobernanza de la Migración: ", "Haga clic en los íconos en la rueda, por favor."),
    "fr": ("INTRODUCTION", "Profil de gouvernance des migrations : ", "Cliquez sur la roue pour en voir davantage."),
    "pt": ("INTRODUÇÃO", "Perfil de Governança da Migração: ", "Clique nos ícones para ver mais."),
    "ar": ("مقدمة", "ملف حوكمة الهجرة: ", "انقر على العجلة"),
}
KEY_FINDINGS = {"en": "Key findings", "es": "Principales hallazgos", "fr": "Principales conclusions"}
SITE = {
    "en": (
        "About the Migration Governance Indicators",
        "In 2015, IOM developed something that this invented sentence is about.",
        "Indicators in this domain are explained here in invented words. They have no list of examples.",
    ),
    "es": (
        "Indicadores de Gobernanza de la Migración (IGM)",
        "En 2015, la Organización Internacional para las Migraciones hizo lo que dice esta frase inventada.",
        "Los indicadores de este dominio se explican aquí con palabras inventadas.",
    ),
    "fr": (
        "Indicateurs de gouvernance des migrations (IGM)",
        "En 2015, l'OIM a fait ce que dit cette phrase inventée.",
        "Les indicateurs dans ce domaine sont expliqués ici avec des mots inventés.",
    ),
    "de": (
        "Über die Indikatoren der Migrationspolitik",
        "Im Jahr 2015 entwickelte jemand, was dieser erfundene Satz sagt.",
        "Indikatoren in diesem Bereich werden hier mit erfundenen Worten erklärt.",
    ),
}
INTRODUCTIONS = {
    "en": ("This Profile describes invented examples of the Town of Lindmark (Norway).", "It was made up for a test."),
    "es": (
        "En esta instantánea se describen ejemplos inventados de la Ciudad de Lindmark (Noruega).",
        "Es una prueba.",
    ),
    "fr": ("Ce profil décrit des exemples inventés de la Ville de Lindmark (Norvège).", "Il sert à un essai."),
    "pt": ("Este perfil descreve exemplos inventados da Cidade de Lindmark (Noruega).", "Serve para um ensaio."),
    "ar": ("يقدم هذا الملف أمثلة مخترعة عن مدينة ليندمارك (النرويج).", "هذا اختبار."),
}
PLACES = {"en": "Town of Lindmark", "es": "Ciudad de Lindmark", "fr": "Ville de Lindmark", "pt": "Cidade de Lindmark"}
SENTENCES = {
    "en": "The town of Lindmark has an office for all the people who come to it and it is open every day",
    "es": "La ciudad de Lindmark tiene una oficina para todas las personas que llegan y está abierta cada día",
    "fr": "La ville de Lindmark a un bureau pour toutes les personnes qui y arrivent et il est ouvert chaque jour",
    "pt": "A cidade de Lindmark tem um gabinete para todas as pessoas que chegam e não fecha em nenhum dia",
    "ar": "في المدينة مكتب لكل من يصل إليها من أي مكان وهو مفتوح في كل يوم من أيام الأسبوع",
}


@dataclass(frozen=True)
class Known:
    """What a page says."""

    language: str = "en"
    edition: str = "2021-05"
    date: str = "2021 Mai"
    introduction: tuple[str, ...] = INTRODUCTIONS["en"]
    findings: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return WORDS[self.language][1] + PLACES.get(self.language, "ليندمارك (النرويج)")


@dataclass(frozen=True)
class Shape:
    """How it says it."""

    markup: str = "text"  # text, list, paragraphs, breaks, pre
    site: str = "fr"
    site_lists: bool = False
    doubled: bool = True
    headings: str = "capitals"  # capitals, plain, numbered, none
    scaffold: str = "1"  # 1, line, none
    introduction_heading: bool = True
    bullet: str = "•"
    indent: int = 2
    blanks: str = "paragraphs"  # paragraphs, everywhere, none
    width: int = 0
    title_first: bool = False
    apostrophe: str = "’"
    spaces: bool = False  # no-break spaces behind lines and in headings
    colon: bool = False
    newline: str = "\n"
    encoding: str = "utf-8"
    decomposed: bool = False


def known(language: str = "en", counts: str = "2/1 1/2 3/1 1/1 2/2 1/3") -> Known:
    """The profile of Lindmark, an invented town: each finding different."""
    findings: dict[str, dict[str, list[str]]] = {}
    for number, (slug, pair) in enumerate(zip(SLUGS, counts.split(), strict=True), start=1):
        findings[slug] = {
            kind: [f"{SENTENCES[language]} ({number}.{kind[0]}.{index})." for index in range(int(count))]
            for kind, count in zip(KINDS, pair.split("/"), strict=True)
        }
    return Known(language, introduction=INTRODUCTIONS[language], findings=findings)


def write_page(profile: Known, shape: Shape) -> bytes:
    """The bytes of a page."""
    blocks = _blocks(profile, shape)
    text = _text(blocks, shape) if shape.markup == "text" else _html(blocks, shape)
    if shape.apostrophe != "’":
        # Only in the labels: the words of findings stay as they are.
        for heading in HEADINGS[profile.language]:
            for form in (heading, heading.upper()):
                text = text.replace(form, form.replace("’", shape.apostrophe))
    if shape.decomposed:
        text = unicodedata.normalize("NFD", text)
    return text.replace("\n", shape.newline).encode(shape.encoding)


def _blocks(profile: Known, shape: Shape) -> list[tuple[str, object]]:
    """The page as (what, words) pairs: head, text, items."""
    blocks: list[tuple[str, object]] = []
    if shape.title_first:
        blocks += [("title", profile.title), ("text", profile.date)]
    blocks += _site(shape)
    introduction, _, wheel = WORDS[profile.language]
    if shape.introduction_heading:
        blocks += [*_scaffold(shape, profile), ("head", introduction)]
    first, *others = profile.introduction
    blocks += [("text", first), *([("text", wheel)] if shape.introduction_heading else [])]
    blocks += [("text", paragraph) for paragraph in others]
    for number, slug in enumerate(SLUGS):
        blocks += _scaffold(shape, profile)
        if shape.headings != "none":
            heading = HEADINGS[profile.language][number]
            heading = heading.upper() if shape.headings == "capitals" else heading
            heading = f"{number + 1}: {heading}" if shape.headings == "numbered" else heading
            blocks += [("head", heading)] * (2 if shape.doubled and shape.scaffold == "none" else 1)
        for kind, label in zip(KINDS, LISTS[profile.language], strict=True):
            label = label.rstrip(":") + (":" if shape.colon else "")
            blocks += [("head", label), ("items", profile.findings[slug][kind])]
    if not shape.title_first:
        blocks += [("text", profile.date), ("title", profile.title)]
    return blocks


def _site(shape: Shape) -> list[tuple[str, object]]:
    if shape.site == "none":
        return []
    title, about, domain = SITE[shape.site]
    blocks: list[tuple[str, object]] = [("head", title)] * (2 if shape.doubled else 1) + [("text", about)]
    for number, heading in enumerate(HEADINGS[shape.site]):
        if shape.headings != "none":
            numbered = [("head", f"{number + 1}: {heading}")] if shape.site_lists else []
            blocks += [*numbered, *([("head", heading)] * (2 if shape.doubled and not shape.site_lists else 1))]
        blocks.append(("text", domain))
        if shape.site_lists:
            blocks.append(("items", ["Long-term residency", "Right to work", "Bilateral agreements."]))
    return blocks


def _scaffold(shape: Shape, profile: Known) -> list[tuple[str, object]]:
    words = KEY_FINDINGS.get(profile.language, "Key findings")
    if shape.scaffold == "1":
        return [("mark", "1"), ("mark", words)]
    return [("mark", f"1 / {words}")] if shape.scaffold == "line" else []


def _text(blocks: list[tuple[str, object]], shape: Shape) -> str:
    lines: list[str] = []
    before = ""
    for what, words in blocks:
        # Scaffolding and doubled headings have no blank line behind them, and findings none before the next “1”.
        close = before == "mark" or (what == "mark" and before == "items") or (before == "head" and what == "head")
        close = close and shape.bullet != ""
        if lines and shape.blanks != "none" and not close:
            lines.append("")
        if what == "items":
            assert isinstance(words, list)
            lines += _items(words, shape)
        else:
            lines += _wrapped(str(words), shape, "")
            if shape.spaces and what == "head":
                lines[-1] += "\u00a0"
        before = what
    return "\n".join(lines) + "\n"


def _items(words: list[str], shape: Shape) -> list[str]:
    lines: list[str] = []
    for index, item in enumerate(words):
        bullet = f"{index + 1}." if shape.bullet == "1." else shape.bullet
        start = " " * shape.indent + (f"{bullet} " if bullet else "")
        if lines and shape.blanks == "everywhere":
            lines.append("")
        lines += _wrapped(item + ("\u00a0" if shape.spaces and index % 2 else ""), shape, start)
    return lines


def _wrapped(words: str, shape: Shape, start: str) -> list[str]:
    if not shape.width:
        return [start + words]
    hanging = " " * len(start)
    return textwrap.wrap(
        unicodedata.normalize("NFC", words),
        shape.width,
        initial_indent=start,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _html(blocks: list[tuple[str, object]], shape: Shape) -> str:
    if shape.markup == "pre":
        plain = _text(blocks, replace(shape, markup="text"))
        return f"<html><head><title>saved.txt</title></head><body><pre>{html.escape(plain)}</pre></body></html>\n"
    lines = [
        "<!DOCTYPE html>",
        '<html lang="fr"><head><meta charset="utf-8"><title>Portal | Migration data portal</title>',
        '<link rel="canonical" href="https://example.org/overviews/mgi/norway-lindmark">',
        "<script>var areas = '<li>Areas with potential for further development</li>';</script></head><body>",
        '<nav><ul><li><a href="/a">Partnerships</a></li><li><a href="/b">Themes</a></li></ul></nav><main>',
    ]
    for what, words in blocks:
        if what == "items":
            assert isinstance(words, list)
            lines += _html_items([html.escape(item).replace("é", "&eacute;") for item in words], shape)
        else:
            tag = {"title": "h1", "head": "h3", "mark": "span", "text": "p"}[what]
            space = "&nbsp;" if shape.spaces else ""
            lines.append(f"<div><{tag}>{html.escape(str(words))}{space}</{tag}></div>")
    lines += [
        "</main><footer><ul><li>Areas of work</li><li>All rights reserved.</li></ul></footer>",
        '<ul class="more"><li><a href="/x">Migration Governance Profile: Elsewhere</a></li></ul></body></html>',
    ]
    return "\n".join(lines) + "\n"


def _html_items(items: list[str], shape: Shape) -> list[str]:
    if shape.markup == "list":
        return [
            "<ul>",
            *(f"  <li><p>{item}</p></li>" if n % 2 else f"  <li>{item}" for n, item in enumerate(items)),
            "</ul>",
        ]
    if shape.markup == "breaks":
        return ["<p>" + "<br/>\n".join(f"• {item}" for item in items) + "</p>"]
    return [f"<p>{item}</p>" for item in items]
