"""Pictures that pages will call, judged before any page is made: what each edition would refuse of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from ..design.calls import pictures_called
from ..design.editions import PRESS, SCREEN
from ..design.pictures import check_lettering
from ..design.theme_file import theme_of
from ..errors import Problem, ReportError, errors_of
from ..press.inks import refused
from ..press.profile import SHIPPED
from ..workspace.keeping import working_cache
from ..workspace.pictures import answering
from ..workspace.places import Workspace, builtin
from .rehearsal import for_press

if TYPE_CHECKING:
    from ..data.extras import Publisher
    from ..data.profile_files import Loaded


def check_called(workspace: Workspace, loaded: Loaded) -> Iterator[Problem]:
    """Errors of pictures that the screen edition would refuse, and warnings of what the press would: its pictures, and
    the profile of the print shop where the workspace has one.

    Called are the logo of the publisher, the covers of profiles, and what stands by name in templates and style sheets.
    """
    from ..data.publisher_file import check_publisher, read_publisher
    from ..studio.studio import Studio

    own, framework = workspace.pictures(), loaded.framework
    profiled = workspace.root != builtin() and (workspace.root / "assets" / "icc" / SHIPPED).exists()
    if framework is None or not (own or profiled):
        return
    publisher: Publisher | None = None
    with suppress(ReportError):  # told of its file
        publisher = read_publisher(workspace)
    names = {*pictures_called(workspace.root / "templates"), *([publisher.logo or ""] if publisher else [])}
    names |= {profile.cover.image for profile in loaded.profiles.values() if profile.cover}
    theme, on_screen = theme_of(workspace), answering(own)
    called = {on_screen[name] for name in names if name in on_screen}
    yield from check_lettering(workspace, theme.fonts.all, called)
    yield from refused({file: own[file].read_bytes() for file in sorted(called)}, theme, SCREEN)
    if errors_of(check_publisher(workspace)):
        return
    with working_cache(workspace) as (here, _):
        studio = Studio(here, framework)
        try:
            studio.demand_profile()
            images = studio.images_for(PRESS)
        except ReportError as error:
            yield from map(for_press, errors_of(error.problems))
            return
    on_paper = answering(images, for_press=True)
    printed = {on_paper[name] for name in names if name in on_paper}
    yield from map(for_press, refused({file: images[file] for file in sorted(printed)}, theme, PRESS))
