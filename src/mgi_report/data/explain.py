"""What the model's library says of wrong data → problems in the words of the people who write data files."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from ..errors import Kind, Problem, excerpt
from ..workspace.crowds import AT_MOST, more
from ..workspace.places import guide
from .fields import COORDINATES_HINT, UNION_TAGS
from .model import DOMAIN_SLUGS, KINDS
from .tree import Path_, Tree

M = TypeVar("M")
Model = Any
"""A model class, or a dataclass."""

MAX_DETAILS = AT_MOST

_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")
_COUNTRY_NAMES = (
    f"names of countries stand in assets/languages/<code>.yaml: “countries: {{CD: …}}” ({guide('languages')})"
)
_ELSEWHERE = dict.fromkeys(("country_name", "country_names", "country-name", "countries"), _COUNTRY_NAMES)
_MAPPING, _LIST, _TEXT, _NOTHING = "a mapping (key: value)", "a list", "a text", "nothing"
_FORMS: dict[type, str] = {dict: _MAPPING, list: _LIST, str: _TEXT, type(None): _NOTHING}
_EXPECTED = {
    "string_type": _TEXT,
    "list_type": _LIST,
    "tuple_type": "two numbers, [latitude, longitude]",
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "float_parsing": "a number",
    "float_type": "a number",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "date_type": "a date",
    "bool_parsing": "“true” or “false”",
    "bool_type": "“true” or “false”",
    "url_type": "a web address",
}
_KINDS = {
    "literal_error": Kind.NOT_A_CHOICE,
    "greater_than_equal": Kind.OUT_OF_RANGE,
    "less_than_equal": Kind.OUT_OF_RANGE,
    "too_short": Kind.WRONG_LENGTH,
    "too_long": Kind.WRONG_LENGTH,
}
_FORM_HINTS = {
    (_TEXT, _NOTHING): "write it behind the “:”",
    (_TEXT, _LIST): "write one text; if it begins with “[” or “- ”, put it into a block after “>-”",
    (_TEXT, _MAPPING): "write one text; if it holds a “: ”, put it into a block after “>-”",
    (_LIST, _NOTHING): "where nothing is listed write “[]”",
    (_LIST, _TEXT): "write it as [one, two], or on lines of their own that begin with “- ”",
    (_LIST, _MAPPING): "write “- ” before each entry",
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with values of a file, or with a key: a message, the paths, the likeliest first, and a hint."""

    message: str
    paths: tuple[Path_, ...]
    hint: str = ""
    kind: Kind = Kind.WRONG_FORM

    def problem(self, tree: Tree) -> Problem:
        """The fault at the first of its values that stands in a file."""
        path = next((path for path in self.paths if path in tree.places), self.paths[0])
        if self.kind is Kind.UNKNOWN_KEY:
            return tree.problem(path[:-1], self.message, self.hint, place=tree.key_place(path), kind=self.kind)
        return tree.problem(path, self.message, self.hint, kind=self.kind)


Wording = Callable[[Path_, ErrorDetails], Fault | None]
"""What a kind of file says of an error at a path: None where the common words do, a fault without words for nothing."""


def read_as(model: Callable[..., M], tree: Tree, wording: Wording = lambda *_: None, data: Any = None) -> M | None:
    """The data of a file as a model, or other ``data`` that the file is a part of.

    None where anything is wrong with the text or the data; all of it is among the problems of the tree.
    """
    if tree.data is None:
        return None
    try:
        result: M = _adapter(model).validate_python(tree.data if data is None else data)
    except ValidationError as error:
        tree.problems += explain_validation(error, model, tree, wording)
        return None
    return None if tree.problems else result


def explain_validation(error: ValidationError, model: Model, tree: Tree, wording: Wording) -> list[Problem]:
    """Everything in ``error`` at its place in ``tree``; what only follows from another problem is left out."""
    details = [(_path(detail["loc"], tree), detail) for detail in error.errors(include_url=False)]
    details = [item for item in details if not _is_spoiled(item[0], tree)]
    worded = [(path, detail, wording(path, detail)) for path, detail in details]
    found = [fault.problem(tree) for _, _, fault in worded if fault and fault.message]
    problems = list(dict.fromkeys(found))
    details = [(path, detail) for path, detail, fault in worded if fault is None]
    unknown = [path for path, detail in details if detail["type"] in _UNKNOWN]
    meant = {path: _key_meant(model, path, tree) for path in unknown[:MAX_DETAILS]}
    follows = {(*path[:-1], key) for path, key in meant.items() if key}
    missing: dict[Path_, list[str]] = {}
    for path, detail in details:
        if detail["type"] == "missing" and path not in follows and path[:-1] not in tree.unfinished:
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    problems += [_missing(path, keys, model, tree) for path, keys in missing.items()]
    details = [item for item in details if item[1]["type"] != "missing"]
    for path, detail in details[:MAX_DETAILS]:
        if detail["type"] in _UNKNOWN:
            key = meant.get(path, "")
            otherwise = f"known here: {', '.join(known_keys(model, path[:-1]))}"
            hint = f"did you mean “{key}”?" if key else _ELSEWHERE.get(str(path[-1]), otherwise)
            place, value, kind = tree.key_place(path), excerpt(path[-1]), Kind.UNKNOWN_KEY
            problems.append(tree.problem(path[:-1], "unknown key", hint, value, place=place, kind=kind))
        else:
            problems.append(_of_value(path, detail, model, tree))
    if left := details[MAX_DETAILS:]:
        path, detail = left[0]
        kind = Kind.UNKNOWN_KEY if detail["type"] in _UNKNOWN else _kind_of(detail)
        problems.append(more(tree.problem(path, "", kind=kind), len(left)))
    return problems


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint for a word that is not known: the nearest one that is, or what else to say."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean “{near[0]}”?" if near else otherwise


def _path(location: Iterable[str | int], tree: Tree) -> Path_:
    path: Path_ = ()
    for part in location:
        if part not in UNION_TAGS and (part != "[key]" or (*path, part) in tree.places):
            path = (*path, part)
    return path


def _is_spoiled(path: Path_, tree: Tree) -> bool:
    return any(path[:length] in tree.spoiled for length in range(len(path) + 1))


def _key_meant(model: Model, path: Path_, tree: Tree) -> str:
    missing = [key for key in known_keys(model, path[:-1]) if (*path[:-1], key) not in tree.places]
    near = difflib.get_close_matches(str(path[-1]).lower(), missing, n=1)
    return near[0] if near else ""


def _missing(path: Path_, keys: list[str], model: Model, tree: Tree) -> Problem:
    listed = " and ".join(part for part in (", ".join(f"“{key}”" for key in keys[:-1]), f"“{keys[-1]}”") if part)
    if keys[0] in DOMAIN_SLUGS:
        hint = "every profile has all six domains; where nothing is listed write “developed: []” and “potential: []”"
    elif keys[0] in KINDS:
        hint = "every domain has both lists; where nothing is listed write “[]”"
    else:
        hint = "; ".join(f"{key}: {_description(model, (*path, key))}" for key in keys)
    message = f"{listed} {'is' if len(keys) == 1 else 'are'} missing"
    return tree.problem(path, message, hint, kind=Kind.MISSING_KEY)


def _of_value(path: Path_, detail: ErrorDetails, model: Model, tree: Tree) -> Problem:
    kind, value, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    at_key = detail["loc"][-1:] == ("[key]",) and path[-1:] != ("[key]",)
    place = tree.key_place(path) if at_key else tree.place(path)
    shown = excerpt(value) if isinstance(value, str) and value.strip() else ""
    hint = ""
    if kind == "mgi":
        message, hint = context["message"], context["hint"]
        shown = excerpt(context["value"]) if context["value"] else "" if shown in message else shown
    elif kind in _EXPECTED:
        form = _FORMS.get(type(value), "something else")
        message = f"expected {_EXPECTED[kind]}, found {form}"
        hint = _form_hint(_EXPECTED[kind], form, model, path)
    elif kind == "literal_error":
        known = [word for word in context["expected"].split("'") if word not in ("", ", ", " or ")]
        message = f"expected {' or '.join(f'“{word}”' for word in known)}"
        hint = did_you_mean(str(value).lower(), known, f"write one of them; {guide('data')} tells what they mean")
    elif kind in ("greater_than_equal", "less_than_equal"):
        bound = f"least {context['ge']:g}" if "ge" in context else f"most {context['le']:g}"
        message = f"expected a number of at {bound}"
    elif kind.startswith("url"):
        message, hint = "expected a web address", "write it in full: https://example.org/page"
    elif kind == "string_pattern_mismatch":
        message = f"expected a text of the form {context['pattern'].strip('^$')}"
    elif kind in ("too_short", "too_long"):
        bound = f"least {context['min_length']}" if kind == "too_short" else f"most {context['max_length']}"
        message = f"expected at {bound}, found {context['actual_length'] or 'none'}"
        hint = "write a line for each language: “en: …”" if isinstance(value, dict) else ""
    else:
        message = detail["msg"]
    if path[-2:-1] == ("coordinates",) or path[-1:] == ("coordinates",):
        hint = COORDINATES_HINT
    return tree.problem(path, message, hint, shown, place=place, kind=_kind_of(detail))


def _kind_of(detail: ErrorDetails) -> Kind:
    """The kind of what the model's library found: that of a rule of ours, else by the type of the error."""
    kind = detail["type"]
    if kind == "mgi":
        return Kind(detail.get("ctx", {})["kind"])
    return Kind.NOT_AN_ADDRESS if kind.startswith("url") else _KINDS.get(kind, Kind.WRONG_FORM)


def _form_hint(expected: str, form: str, model: Model, path: Path_) -> str:
    if expected == _MAPPING:
        keys = known_keys(model, path)
        return f"it holds {', '.join(f'“{key}: …”' for key in keys)}" if keys else ""
    return _FORM_HINTS.get((expected, form), "")


def known_keys(model: Model, path: Path_) -> list[str]:
    """The keys that the mapping at ``path`` of a model's data may have."""
    schema = _schema(model)
    return list(_resolve(schema, _node(schema, path)).get("properties", {}))


def _description(model: Model, path: Path_) -> str:
    schema = _schema(model)
    node = _node(schema, path)
    text = node.get("description") or _resolve(schema, node).get("description") or "`mgi-report schema` tells more"
    return str(text).split("\n")[0].rstrip(".")


def _node(schema: Mapping[str, Any], path: Path_) -> Any:
    node: Any = schema
    for part in path:
        node = _resolve(schema, node)
        any_key = node.get("additionalProperties")
        named = node.get("properties", {}).get(part) or (any_key if isinstance(any_key, dict) else {})
        node = node.get("items", {}) if isinstance(part, int) else named
    return node


@cache
def _adapter(model: Model) -> TypeAdapter[Any]:
    return TypeAdapter(model)


@cache
def _schema(model: Model) -> dict[str, Any]:
    return _adapter(model).json_schema()


def _resolve(schema: Mapping[str, Any], node: Any) -> dict[str, Any]:
    while isinstance(node, Mapping) and "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    for branch in node.get("anyOf", ()) if isinstance(node, Mapping) else ():
        resolved = _resolve(schema, branch)
        if "properties" in resolved:
            return resolved
    return dict(node) if isinstance(node, Mapping) else {}
