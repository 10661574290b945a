"""Kinds of values in the data files: what a text, a code, a date or a position must be.

Each is an annotated type that a model uses like any other. A value that breaks a rule raises :func:`rule_broken`, whose
message and hint are ours and reach the author of the file unchanged.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Annotated, Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, HttpUrl, Tag
from pydantic_core import PydanticCustomError

from ..errors import Kind, excerpt
from ..text.markup import MarkupError, parse_markup
from ..text.typography import fold, without_unseen
from .identity import slug_of
from .meant import coordinates_hint, edition_meant

MAX_TEXT = 1500
MAX_GIST = 60
MAX_LANGUAGES = 100
MAX_TOPICS = 20
MAX_FINDINGS = 99
"""Of one list; references have two digits."""

MAX_MEMBERS = 1_000
"""Cities, or countries, that a region names."""

PICTURE = r"[^/\\:\s]+\.(png|jpe?g|svg)"
LOGO = rf"{PICTURE}|[^/\\:\s.]+"
LANGUAGE_CODE = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
EDITION = "([0-9]{4})-([0-9]{2})"
# What RFC 3986 and 3987 allow nowhere in an address, and at its end the quotation marks that they allow, encoded too.
_NO_ADDRESS = re.compile(r"(?:[\s\"<>\\^`{|}]|(?:['“”„«»‘’]|%2[27]|%E2%80%9[CD89])+$)+", re.I)
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
FINDING_ID = "[A-Z][1-9][0-9]?"
REFERENCE = f"[A-Z]{{3}}-[0-9]{{4}}-{FINDING_ID}"
SLUG = "[a-z0-9]+(-[a-z0-9]+)*"

# Regions, reservations and test codes that CLDR lists beside the countries.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
# Names of the two forms of a text; no data file can hold the character in them, so that they are never taken for keys.
_ONE, _BY_LANGUAGE = UNION_TAGS = ("\0one", "\0by-language")
_LENGTHS = {"minLength": 1, "maxLength": MAX_TEXT}


def rule_broken(message: str, hint: str = "", value: str = "", *, kind: Kind) -> PydanticCustomError:
    """The error of a value that breaks a rule; ``value`` is the part of it to show, if not all."""
    # A custom type keeps our wording; braces in values must not be read as a template.
    told = {"message": message, "hint": hint, "value": value, "kind": kind}
    return PydanticCustomError("mgi", "{message}", told)


def _filled(text: str) -> str:
    text = " ".join(text.split())
    if _is_empty(text):
        raise rule_broken("the text is empty", "write it, or delete the entry", kind=Kind.EMPTY_TEXT)
    if len(text) > MAX_TEXT:
        message = f"the text has {len(text):,} characters; at most {MAX_TEXT:,} fit"
        raise rule_broken(message, "shorten or split it", kind=Kind.TEXT_TOO_LONG)
    return text


def _is_empty(words: str) -> bool:
    """Whether nobody would see a word: dashes, quotation marks and characters that are never seen are none."""
    seen = without_unseen(words)
    return not any(map(str.isalnum, seen)) and not fold(seen)


def _markup(text: str) -> str:
    text = _filled(text)
    try:
        runs = parse_markup(text)
    except MarkupError as error:
        raise rule_broken(str(error), error.hint, error.near, kind=Kind.MARKUP) from None
    if _is_empty("".join(run.text for run in runs)):
        raise rule_broken("the text is empty", "write it, or delete the entry", kind=Kind.EMPTY_TEXT)
    for run in runs:
        if run.language and run.language.split("-")[0] not in Locale("en").languages:
            _language(run.language)
    return text


def _gist(text: str) -> str:
    lines, text = text.strip().splitlines(), _filled(text)
    if len(lines) > 1:
        raise rule_broken("a gist has one line", "write it on one line, or in a block after “>-”", kind=Kind.GIST)
    if len(text) > MAX_GIST:
        message = f"the gist has {len(text):,} characters; at most {MAX_GIST} fit"
        raise rule_broken(message, "name the thing alone", kind=Kind.TEXT_TOO_LONG)
    if mark := re.search(r"[*\[\]{}\\]", text):
        hint = "write plain words; names are marked in the text"
        raise rule_broken(f"markup in a gist, “{mark[0]}”", hint, kind=Kind.MARKUP)
    return text


def _picture(name: str) -> str:
    if not re.fullmatch(PICTURE, name):
        hint = "write a file of assets/images: harbour.jpg"
        raise rule_broken(f"{excerpt(name)} is no name of a picture", hint, kind=Kind.NOT_A_PICTURE)
    return name


def _logo(name: str) -> str:
    return name if re.fullmatch(LOGO, name) else _picture(name)


@lru_cache(maxsize=256)
def _language(code: str) -> str:
    primary = code.split("-")[0]
    try:
        known = Locale.parse(code, sep="-").language
    except (UnknownLocaleError, ValueError):
        known = ""
    if not re.fullmatch(LANGUAGE_CODE, code) or known != primary or primary == "root":
        better = known if known and known != "root" else code_of(code, "languages")
        hint = (
            f"did you mean “{better}”?" if better not in ("", primary) else "use ISO 639-1 codes: en, es, fr, pt, ar …"
        )
        raise rule_broken(f"{excerpt(code)} is no language code", hint, kind=Kind.NOT_A_LANGUAGE)
    return code


def _country(code: str) -> str:
    territories = Locale("en").territories
    if not re.fullmatch("[A-Z]{2}", code) or code not in territories or code in _NO_COUNTRIES:
        alias = get_global("territory_aliases").get(code.upper(), [])
        better = alias[0] if len(alias) == 1 else code.upper() if code.upper() in territories else ""
        better = better or code_of(code, "territories")
        named = f"did you mean “{better}”? " if len(better) == 2 and better not in _NO_COUNTRIES else ""
        hint = f"{named}ISO 3166-1 has two capital letters: AR, CL, NO"
        raise rule_broken(f"{excerpt(code)} is no country code", hint, kind=Kind.NOT_A_COUNTRY)
    return code


def code_of(name: str, table: str) -> str:
    """The code in a table of CLDR (``languages``, ``territories``) whose English, Spanish or French name is given.

    A name with a slip is that which is nearest.
    """
    codes, typed = _codes(table), name.casefold()
    near = get_close_matches(typed, codes, n=1, cutoff=0.8) if typed not in codes and len(typed) > 3 else [typed]
    return codes.get(near[0], "") if near else ""


@cache
def _codes(table: str) -> dict[str, str]:
    locales = [Locale(code) for code in ("fr", "es", "en")]  # the last one wins
    return {
        known.casefold(): str(code) for locale in locales for code, known in reversed([*getattr(locale, table).items()])
    }


def _edition(value: str) -> str:
    match = re.fullmatch(EDITION, value)
    if not match:
        meant = edition_meant(value)
        hint = f"did you mean “{meant}”?" if meant else "write the year and month of the profile: 2022-09"
        raise rule_broken(f"{excerpt(value)} is no edition", hint, kind=Kind.NOT_AN_EDITION)
    if not 1 <= int(match[2]) <= 12:
        raise rule_broken(f"there is no month {excerpt(value)}", "months go from 01 to 12", kind=Kind.NOT_AN_EDITION)
    if not 2015 <= int(match[1]) <= 2100:
        message = f"there are no profiles of {excerpt(value)}"
        raise rule_broken(message, "the MGI exist since 2015", kind=Kind.NOT_AN_EDITION)
    return value


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(DAY, value):
        hint = "write year, month and day: 2024-03-31"
        raise rule_broken(f"{excerpt(value)} is no date", hint, kind=Kind.NOT_A_DATE)
    try:
        return date.fromisoformat(value)
    except ValueError:
        year, month = int(value[:4]), int(value[5:7])
        known = year and 1 <= month <= 12
        hint = f"that month has {monthrange(year, month)[1]} days" if known else "months go from 01 to 12"
        raise rule_broken(f"there is no day {excerpt(value)}", hint, kind=Kind.NOT_A_DATE) from None


def _slug(value: str) -> str:
    if len(value) > 60 or not re.fullmatch(SLUG, value):
        better = slug_of(value)
        hint = "a slug has lower-case letters a-z, digits and hyphens, at most 60"
        hint = f"did you mean “{better}”? {hint}" if better else hint
        raise rule_broken(f"{excerpt(value)} is no slug", hint, kind=Kind.NOT_A_SLUG)
    return value


def _code(value: str) -> str:
    if not re.fullmatch("[A-Z]{3}", value):
        hint = "write three capital letters, as in MDE-2022-R1"
        raise rule_broken(f"{excerpt(value)} is no code of a city", hint, kind=Kind.NOT_A_CODE)
    return value


def _finding_id(value: str) -> str:
    if not re.fullmatch(FINDING_ID, value):
        hint = "write the letter of the domain and a number from 1 to 99: R7"
        raise rule_broken(f"{excerpt(value)} is no reference", hint, kind=Kind.NOT_A_REFERENCE)
    return value


def _reference(value: str) -> str:
    if not re.fullmatch(REFERENCE, value):
        hint = "write code, year and reference, as they are printed: MDE-2022-R1"
        raise rule_broken(f"{excerpt(value)} is no reference", hint, kind=Kind.NOT_A_REFERENCE)
    return value


def _coordinates(value: Any) -> Any:
    if isinstance(value, list) and len(value) != 2:
        message = f"expected two numbers, found {len(value)}"
        raise rule_broken(message, coordinates_hint(value), kind=Kind.WRONG_LENGTH)
    return value


def _address(value: Any) -> Any:
    text = value.strip() if isinstance(value, str) else ""
    if wrong := _NO_ADDRESS.search(text):
        found = excerpt(wrong[0]) if wrong[0].strip() else "a space"
        ends = wrong.end() == len(text)
        hint = (
            f"write {excerpt(text[: wrong.start()], MAX_TEXT)}"
            if ends
            else "delete it, or encode it, as %20 for a space"
        )
        raise rule_broken(f"no address has {found} in it", hint, text, kind=Kind.NOT_AN_ADDRESS)
    return value


def _in_few_languages(value: Any) -> Any:
    """Before each is looked at."""
    if isinstance(value, Mapping) and len(value) > MAX_LANGUAGES:
        message = f"expected at most {MAX_LANGUAGES} languages, found {len(value):,}"
        raise rule_broken(message, "look whether something else was pasted here", kind=Kind.WRONG_LENGTH)
    return value


def _text_form(value: Any) -> str:
    return _BY_LANGUAGE if isinstance(value, Mapping) else _ONE


Language = Annotated[str, AfterValidator(_language), Field(json_schema_extra={"pattern": f"^{LANGUAGE_CODE}$"})]
Country = Annotated[str, AfterValidator(_country), Field(json_schema_extra={"pattern": "^[A-Z]{2}$"})]
Edition = Annotated[str, AfterValidator(_edition), Field(json_schema_extra={"pattern": "^[0-9]{4}-[0-9]{2}$"})]
Slug = Annotated[str, AfterValidator(_slug), Field(json_schema_extra={"pattern": f"^{SLUG}$", "maxLength": 60})]
Code = Annotated[str, AfterValidator(_code), Field(json_schema_extra={"pattern": "^[A-Z]{3}$"})]
FindingId = Annotated[str, AfterValidator(_finding_id), Field(json_schema_extra={"pattern": f"^{FINDING_ID}$"})]
Reference = Annotated[str, AfterValidator(_reference), Field(json_schema_extra={"pattern": f"^{REFERENCE}$"})]
Address = Annotated[HttpUrl, BeforeValidator(_address)]
Day = Annotated[date, BeforeValidator(_day)]
Plain = Annotated[str, AfterValidator(_filled), Field(json_schema_extra=_LENGTHS)]
Markup = Annotated[str, AfterValidator(_markup), Field(json_schema_extra=_LENGTHS)]
Gist = Annotated[str, AfterValidator(_gist), Field(json_schema_extra={"minLength": 1, "maxLength": MAX_GIST})]
Picture = Annotated[str, AfterValidator(_picture), Field(json_schema_extra={"pattern": f"^{PICTURE}$"})]
Logo = Annotated[str, AfterValidator(_logo), Field(json_schema_extra={"pattern": f"^({LOGO})$"})]
Coordinates = Annotated[
    tuple[Annotated[float, Field(ge=-90.0, le=90.0)], Annotated[float, Field(ge=-180.0, le=180.0)]],
    BeforeValidator(_coordinates),
]
_BY_CODE = (Field(min_length=1, json_schema_extra={"additionalProperties": False}), BeforeValidator(_in_few_languages))
Translations = Annotated[dict[Language, Markup], *_BY_CODE]
Text = Annotated[
    Annotated[Markup, Tag(_ONE)] | Annotated[Translations, Tag(_BY_LANGUAGE)],
    Discriminator(_text_form),
]
"""One string in the language of the source, or a mapping from language code to string."""

Gists = Annotated[dict[Language, Gist], *_BY_CODE]
GistText = Annotated[
    Annotated[Gist, Tag(_ONE)] | Annotated[Gists, Tag(_BY_LANGUAGE)],
    Discriminator(_text_form),
]
"""The same for a gist."""
