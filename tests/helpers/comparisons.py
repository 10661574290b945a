"""Profiles of no more than the topics of their findings, and what it takes to compare them."""

from __future__ import annotations

from helpers.cities import DOMAINS, Data, city_data
from helpers.project import ROOT
from mgi_report.data.model import Framework, Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.data.region import Region
from mgi_report.text.languages import Language, load_language

FRAMEWORK: Framework = load_framework(ROOT / "data" / "framework.yaml")
REGION = Region(region="everywhere", title="Everywhere", countries=["NO"])
Listed = dict[str, tuple[list[list[str]], list[list[str]]]]


def language(code: str) -> Language:
    return load_language(code, (ROOT / "locales",))


def profile(
    name: str, code: str, country: str = "NO", edition: str = "2021-05", listed: Listed | None = None
) -> Profile:
    """A profile with the topics of its findings by domain and list; the texts say which they are."""
    data: Data = city_data() | {"city": code.lower(), "code": code, "edition": edition}
    data["place"] = {"name": name, "country": country}
    data["findings"] = {
        domain: {
            kind: [{"text": f"{code} {domain} {kind} {n}", "topics": topics} for n, topics in enumerate(lists)]
            for kind, lists in zip(("developed", "potential"), (listed or {}).get(domain, ([], [])), strict=True)
        }
        for domain in DOMAINS
    }
    return Profile.model_validate(data)


TOPICS = {domain.slug: [topic.slug for topic in domain.topics] for domain in FRAMEWORK.domains}
EVERY = [slug for slugs in TOPICS.values() for slug in slugs]
