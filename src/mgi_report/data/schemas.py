"""The JSON Schemas of data files, for editors that complete and check them as one types."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic import BaseModel, TypeAdapter

from .extras import Publisher
from .model import KINDS, Domain, Framework, Profile
from .region import Region

MODELS: dict[str, type[BaseModel]] = {
    "profile": Profile,
    "framework": Framework,
    "region": Region,
    "publisher": Publisher,
}
"""The kinds of data files, and what each is."""


def json_schema(model: type[BaseModel], framework: Framework | None = None) -> dict[str, Any]:
    """The JSON Schema of a data file; that of a profile knows the topics of a framework, domain by domain."""
    schema = TypeAdapter(model).json_schema() | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if model is Profile and framework:
        _name_topics(schema["$defs"], framework)
    return schema


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
