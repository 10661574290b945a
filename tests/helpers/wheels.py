"""The wheel of the invented city."""

from __future__ import annotations

from hashlib import sha256

from helpers.cities import city_data
from helpers.project import ROOT
from mgi_report.data.model import Profile
from mgi_report.data.profile_files import load_framework
from mgi_report.figures.canvas import FORMATS
from mgi_report.snapshot.make import view_of, wheel_of
from mgi_report.snapshot.view import SnapshotView
from mgi_report.studio.studio import Studio
from mgi_report.workspace.places import open_workspace


def studio_here() -> Studio:
    """The studio of this project."""
    workspace = open_workspace(ROOT)
    return Studio(workspace, load_framework(workspace.framework))


def view(studio: Studio, language: str = "en", **changes: object) -> SnapshotView:
    return view_of(studio, Profile.model_validate(city_data() | changes), language)


def checksums(studio: Studio) -> list[str]:
    """Of the wheel in every format."""
    return [f"{suffix}:{sha256(wheel_of(studio, view(studio), suffix)).hexdigest()}" for suffix in FORMATS]
