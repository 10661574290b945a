"""The JSON Schemas of data files, for editors that complete and check them as one types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from pydantic import BaseModel, TypeAdapter

from .extras import Publisher
from .model import KINDS, Domain, Framework, Profile
from .profile_files import LIMITS as OF_PROFILE
from .publisher_file import LIMITS as OF_PUBLISHER
from .region import Region
from .region_files import LIMITS as OF_REGION

MODELS: dict[str, type[BaseModel]] = {
    "profile": Profile,
    "framework": Framework,
    "region": Region,
    "publisher": Publisher,
}
"""The kinds of data files, and what each is."""

_LIMITS: dict[type[BaseModel], Mapping[tuple[str, ...], int]] = {
    Profile: OF_PROFILE,
    Region: OF_REGION,
    Publisher: OF_PUBLISHER,
}


def json_schema(model: type[BaseModel], framework: Framework | None = None) -> dict[str, Any]:
    """The JSON Schema of a data file; that of a profile knows the topics of a framework, domain by domain."""
    schema = TypeAdapter(model).json_schema() | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    for keys, limit in _LIMITS.get(model, {}).items():
        for text in _texts(_behind(schema, keys)):
            text["maxLength"] = limit
    if model is Profile and framework:
        _name_topics(schema["$defs"], framework)
    return schema


def _behind(schema: dict[str, Any], keys: tuple[str, ...]) -> Any:
    """What a schema says of the value behind keys; ``*`` stands for every item of a list."""
    node: Any = schema
    for key in keys:
        node = _resolved(schema, node)
        node = node["items"] if key == "*" else node["properties"][key]
    return node


def _resolved(schema: dict[str, Any], node: Any) -> Any:
    for branch in node.get("anyOf", ()):
        if "$ref" in branch:
            node = branch
    return schema["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def _texts(node: Any) -> Iterator[dict[str, Any]]:
    """The strings that a value may be, in one language or in several."""
    if isinstance(node, dict):
        if "maxLength" in node:
            yield node
        for inner in node.values():
            yield from _texts(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _texts(inner)


def _name_topics(definitions: dict[str, Any], framework: Framework) -> None:
    """Give the lists of each domain findings of their own, whose first topic is one of the domain.

    They are copies and not references with additions, which many editors do not read.
    """
    finding, findings = definitions.pop("Finding"), definitions.pop("Findings")
    definitions["Topic"] = {"enum": list(framework.topics), "title": "Topic", "type": "string"}
    for domain in framework.domains:
        one, both = deepcopy(finding), deepcopy(findings)
        one["properties"]["topics"] = _topics(one["properties"]["topics"], domain, framework.languages[0])
        for kind in KINDS:
            both["properties"][kind]["items"] = {"$ref": f"#/$defs/Finding-{domain.slug}"}
        definitions |= {f"Finding-{domain.slug}": one, f"Findings-{domain.slug}": both}
        definitions["DomainFindings"]["properties"][domain.slug] = {"$ref": f"#/$defs/Findings-{domain.slug}"}


def _topics(topics: dict[str, Any], domain: Domain, language: str) -> dict[str, Any]:
    own = {"enum": [topic.slug for topic in domain.topics], "title": "Topic", "type": "string"}
    named = ", ".join(f"{topic.slug} ({topic.name[language]})" for topic in domain.topics)
    told = f"What the finding is about; the first topic is of its own domain: {named}"
    return topics | {"description": told, "prefixItems": [own], "items": {"$ref": "#/$defs/Topic"}}
