"""The HTML of a snapshot as the templates give it, and its elements."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

import tinyhtml5

from helpers.cities import Data
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.snapshot.compose import compose_snapshot, plan_snapshot
from mgi_report.snapshot.make import view_of
from mgi_report.studio.studio import Studio
from mgi_report.workspace.places import open_workspace


def composed(data: Data, language: str = "en", root: Path = ROOT) -> str:
    workspace = open_workspace(root)
    studio = Studio(workspace, load_framework(workspace.framework))
    view = view_of(studio, Profile.model_validate(data), language)
    figures = dict.fromkeys(["wheel", "map", "qr"] if view.coordinates else ["wheel", "qr"], b"<svg/>")
    plan = plan_snapshot(view, studio.setting("snapshot", language))
    return compose_snapshot(
        studio.composer, view, plan, studio.theme, studio.drawings.icons, figures, "2024-03-01"
    ).html


def parsed(html: str) -> Element:
    return tinyhtml5.parse(html, namespace_html_elements=False)


def by_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]
