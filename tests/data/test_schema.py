"""The JSON Schemas by which editors complete and check data files as one types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from pydantic import BaseModel

from helpers.project import BAD, ROOT
from mgi_report.cli import main as program
from mgi_report.data.model import Domain, Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.schemas import MODELS, json_schema

FRAMEWORK = load_framework(ROOT / "data" / "framework.yaml")
FOLDERS = {"profiles": "profile", "regions": "region", "data": "framework"}
FILES = [ROOT / "data" / "framework.yaml", *sorted((ROOT / "data").glob("*/*.yaml"))]
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}
KEYWORDS = {
    *("$defs", "$ref", "$schema", "additionalProperties", "anyOf", "const", "default", "description", "enum", "format"),
    *("items", "maxItems", "maxLength", "maximum", "minItems", "minLength", "minProperties", "minimum", "oneOf"),
    *("pattern", "patternProperties", "prefixItems", "properties", "required", "title", "type"),
}


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for key in ("$defs", "properties", "patternProperties"):
            for inner in node.get(key, {}).values():
                yield from nodes(inner)
        for key in ("anyOf", "oneOf", "prefixItems"):
            for inner in node.get(key, []):
                yield from nodes(inner)
        yield from nodes(node.get("items"))


def editor_reads(file: Path) -> Any:
    """The data as an editor sees them, by the rules of YAML 1.2."""

    def value(node: yaml.Node) -> Any:
        if isinstance(node, yaml.MappingNode):
            return {value(key): value(item) for key, item in node.value}
        if isinstance(node, yaml.SequenceNode):
            return [value(item) for item in node.value]
        text = str(node.value)
        if isinstance(node, yaml.ScalarNode) and node.style is None:
            if re.fullmatch(r"[-+]?[0-9]+", text):
                return int(text)
            if re.fullmatch(r"[-+]?[0-9]*\.[0-9]+", text):
                return float(text)
            if text in ("", "~", "null"):
                return None
            if text in ("true", "false"):
                return text == "true"
        return text

    return value(yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))


def complaints(schema: dict[str, Any], node: dict[str, Any], data: Any, path: str = "") -> list[str]:
    """What a validator would say, for the keywords that our schemas use."""
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    for key in ("anyOf", "oneOf"):
        if key in node and all(complaints(schema, branch, data, path) for branch in node[key]):
            return [f"{path}: fits none of {key}"]
    if "type" in node and not isinstance(data, TYPES[node["type"]]):
        return [f"{path}: is no {node['type']}"]
    found = [f"{path}: is none of {node['enum']}"] if data not in node.get("enum", [data]) else []
    if isinstance(data, str):
        found += [f"{path}: pattern"] if not re.search(node.get("pattern", ""), data) else []
        found += [f"{path}: length"] if not node.get("minLength", 0) <= len(data) <= node.get("maxLength", 9999) else []
    if isinstance(data, (int, float)):
        found += [f"{path}: bounds"] if not node.get("minimum", data) <= data <= node.get("maximum", data) else []
    if isinstance(data, list):
        found += [f"{path}: items"] if not node.get("minItems", 0) <= len(data) <= node.get("maxItems", 9999) else []
        first = node.get("prefixItems", [])
        inner = [*first, *[node.get("items", {})] * (len(data) - len(first))]
        for index, (branch, item) in enumerate(zip(inner, data, strict=False)):
            found += complaints(schema, branch, item, f"{path}[{index}]")
    if isinstance(data, dict):
        found += [f"{path}: no {key}" for key in node.get("required", []) if key not in data]
        found += [f"{path}: empty"] if len(data) < node.get("minProperties", 0) else []
        for key, item in data.items():
            branches = [node["properties"][key]] if key in node.get("properties", {}) else []
            branches += [inner for form, inner in node.get("patternProperties", {}).items() if re.search(form, key)]
            found += [f"{path}: unknown {key}"] if not branches and node.get("additionalProperties") is False else []
            for branch in branches:
                found += complaints(schema, branch, item, f"{path}.{key}")
    return found


@pytest.mark.parametrize("kind", MODELS)
def test_the_schema_files_are_what_the_command_prints(kind: str) -> None:
    printed = CliRunner().invoke(program, ["schema", kind]).stdout
    assert (ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8") == printed, "run `make schema`"
    assert json.loads(printed) == json_schema(MODELS[kind], FRAMEWORK)


def test_the_schema_of_a_profile_is_printed_when_nothing_is_said() -> None:
    assert json.loads(CliRunner().invoke(program, ["schema"]).stdout) == json_schema(Profile, FRAMEWORK)


@pytest.mark.parametrize("domain", FRAMEWORK.domains, ids=lambda domain: domain.slug)
def test_an_editor_completes_topics_and_knows_those_of_a_domain(domain: Domain) -> None:
    schema = json_schema(Profile, FRAMEWORK)
    node = schema["$defs"][f"Finding-{domain.slug}"]["properties"]["topics"]
    own = [topic.slug for topic in domain.topics]
    other = next(slug for slug in FRAMEWORK.topics if slug not in own)
    assert complaints(schema, node, [own[0], other]) == []
    assert complaints(schema, node, [other, own[0]])
    assert complaints(schema, node, [own[0], "nothing"])
    assert all(f"{topic.slug} ({topic.name['en']})" in node["description"] for topic in domain.topics)


def test_a_workspace_with_topics_of_its_own_has_them_in_its_schema(tmp_path: Path) -> None:
    own = yaml.safe_load((ROOT / "data" / "framework.yaml").read_text(encoding="utf-8"))
    own["domains"][2]["topics"].append({"slug": "ferries", "name": {"en": "Ferries", "es": "Ferris", "fr": "Ferrys"}})
    (tmp_path / "data" / "profiles").mkdir(parents=True)
    (tmp_path / "data" / "framework.yaml").write_text(yaml.safe_dump(own, allow_unicode=True), encoding="utf-8")
    printed = CliRunner().invoke(program, ["--workspace", str(tmp_path), "schema"])
    definitions = json.loads(printed.stdout)["$defs"]
    assert "ferries" in definitions["Topic"]["enum"]
    assert "ferries" in definitions["Finding-partnerships"]["properties"]["topics"]["prefixItems"][0]["enum"]


@pytest.mark.parametrize("kind", MODELS)
def test_the_schema_is_well_formed(kind: str) -> None:
    schema = json_schema(MODELS[kind], FRAMEWORK)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for node in nodes(schema):
        assert set(node) <= KEYWORDS
        assert set(node.get("required", [])) <= set(node.get("properties", {}))
        assert node.get("type", "object") in TYPES
        assert "$ref" not in node or node["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        for pattern in (node.get("pattern", ""), *node.get("patternProperties", {})):
            assert re.compile(pattern)
            assert pattern == "" or (pattern[0], pattern[-1]) == ("^", "$")


@pytest.mark.parametrize("kind", MODELS)
def test_the_schema_has_the_keys_of_the_model_and_no_others(kind: str) -> None:
    schema = json_schema(MODELS[kind], FRAMEWORK)
    objects = {node["title"]: node for node in nodes(schema) if node.get("properties")}
    waiting: list[type[BaseModel]] = [MODELS[kind]]
    seen: set[str] = set()
    while waiting:
        model = waiting.pop()
        seen.add(model.__name__)
        node = objects[model.__name__]
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        assert list(node["properties"]) == list(fields)
        assert set(node.get("required", [])) == {name for name, field in fields.items() if field.is_required()}
        assert node["additionalProperties"] is False
        for field in fields.values():
            waiting += [part for part in parts(field.annotation) if part.__name__ not in seen]
    assert seen == set(objects)


def parts(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in parts(inner)]


def test_what_one_types_is_explained() -> None:
    for model in (MODELS[kind] for kind in ("profile", "region", "publisher")):
        keys = [pair for node in nodes(json_schema(model, FRAMEWORK)) for pair in node.get("properties", {}).items()]
        assert len(keys) > 3
        assert [name for name, inner in keys if not inner.get("description") and "$ref" not in inner] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_data_file_points_to_its_schema_and_fits_it(file: Path) -> None:
    line = file.read_text(encoding="utf-8").splitlines()[0]
    modeline = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", line)
    assert modeline
    target = (file.parent / modeline[1]).resolve()
    kind = FOLDERS[file.parent.name]
    assert target == ROOT / "schema" / f"{kind}.schema.json"
    schema = json.loads(target.read_text(encoding="utf-8"))
    assert complaints(schema, schema, editor_reads(file)) == []


@pytest.mark.parametrize(
    "name",
    [
        "unknown-keys",
        "missing-keys",
        "empty-texts",
        "wrong-types",
        "unknown-codes",
        "country-lower-case",
        "dates-in-words",
    ],
)
def test_an_editor_flags_what_the_loader_refuses(name: str) -> None:
    schema = json_schema(Profile, FRAMEWORK)
    assert complaints(schema, schema, editor_reads(BAD / f"{name}.yaml"))


def test_an_editor_flags_nothing_in_a_sound_file() -> None:
    schema = json_schema(Profile, FRAMEWORK)
    assert complaints(schema, schema, editor_reads(BAD / "norway.yaml")) == []
