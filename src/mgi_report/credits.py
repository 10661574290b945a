"""What a snapshot says of itself in its metadata: title, source, rights, edition."""

from __future__ import annotations

from datetime import date

from .languages import mark
from .model import Profile
from .typography import set_text
from .views import SnapshotView
from .xmp import Metadata


def snapshot_metadata(profile: Profile, view: SnapshotView, created: date) -> Metadata:
    """The metadata of a snapshot that bears the date ``created``."""
    language = view.language
    rights = language.gettext(
        mark(
            "Findings in the wording of the source profile; not a publication of the International Organization for "
            "Migration."
        )
        if view.verbatim
        else mark(
            "Derived summary, not a publication of the International Organization for Migration. "
            "The official wording is that of the source profile."
        )
    )
    return Metadata(
        title=view.title,
        description=view.description,
        creator="mgi_report",
        publisher="mgi_report",
        languages=view.languages,
        identifier=f"mgi-snapshot-{profile.identity}-{language.code}",
        source=view.source_url or profile.source.title,
        rights=set_text(rights, language.code),
        coverage=f"{view.city}, {view.country}; {profile.edition}",
        keywords=view.keywords,
        created=created.isoformat(),
    )
