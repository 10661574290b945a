"""What the template of a brief is given, on paper, on the web and wherever else it is printed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..view import Card, ChapterView, CityRow, Place, Reference, ThemeTable, VolumeView


@dataclass(frozen=True)
class BriefView:
    """One theme, or one domain, of some places.

    ``volume`` is the comparison of all that their profiles say, and ``chapter`` the domain. ``tables`` are the theme,
    or all themes of the domain; ``rows`` the places that list anything, with all findings about them in the order of
    their profiles, and ``silent`` the others. ``whole`` says that findings stand with all their words, and not by their
    gists alone. ``cards`` say who could talk to whom, in the order of themes. ``covers`` is what the subject covers,
    ``region`` the title of the region of which these places are, if one was asked for, ``notes`` what the brief is and
    is not. ``address`` is where it lies on the web, and ``code`` the address in its QR code, which ``code_says`` is;
    ``site`` is where the pages of its places lie there. All three are empty where they are not known.
    """

    volume: VolumeView
    chapter: ChapterView
    slug: str
    name: str
    series: str
    region: str
    covers: str
    tables: tuple[ThemeTable, ...]
    rows: tuple[CityRow, ...]
    silent: tuple[Place, ...]
    whole: bool
    cards: tuple[Card, ...]
    notes: tuple[str, ...]
    address: str = ""
    code: str = ""
    code_says: str = ""
    site: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places, in the neutral order."""
        return self.volume.places

    @property
    def title(self) -> str:
        """What it is, and about what."""
        return self.volume.say("%(kind)s: %(title)s", kind=self.series, title=self.name)

    @property
    def is_domain(self) -> bool:
        """Whether it is about a domain, and not about one theme."""
        return self.slug == self.chapter.slug

    @property
    def by_gists(self) -> BriefView:
        """The same with the gists of findings alone."""
        return replace(self, whole=False)

    @property
    def findings(self) -> tuple[Reference, ...]:
        """All findings that it tells, place by place and list by list."""
        return tuple(entry for row in self.rows for listed in row.lists for entry in listed.entries)

    @property
    def contacts(self) -> tuple[Place, ...]:
        """The places whose profiles name somebody to write to."""
        return tuple(place for place in self.places if place.contact)

    @property
    def nothing(self) -> str:
        """What is said where no profile mentions the subject."""
        return self.volume.say("None of these profiles mentions it. It may still exist.")

    @property
    def no_exchange(self) -> str:
        """What is said where nobody has whom to ask."""
        return self.volume.say(
            "Among these profiles none names as an area with potential what another one describes experience with."
        )

    def words_of(self, entry: Reference) -> tuple[str, str]:
        """Gist and text of a finding as it is told here; one of them is empty where it is not."""
        finding = entry.finding
        if finding.stands_in:
            return "", finding.text.plain
        return finding.gist.plain, finding.text.plain if self.whole else ""

    def profile_of(self, entry: Reference) -> str:
        """Where a finding stands in the profile of its place: on the page of this edition, else on that of its source;
        empty where neither has an address."""
        if self.site:
            page = f"mgi-snapshot-{entry.place.identity}-{self.volume.language.code}.html"
            return f"{self.site}{page}#{entry.anchor}"
        return entry.place.url
