"""Migration governance profiles of cities as print-ready, accessible PDF publications.

What other programs may use is here, and described in docs/api.md; all else may change. A name is imported when it is
asked for, so that the package itself costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .annex.plan import AnnexPlan
    from .annex.volume import annex as bind_annexes
    from .build.build import build as build_reports
    from .build.check import check
    from .build.plan import BuildPlan
    from .build.verify import verify
    from .errors import ReportError
    from .pdf.binding import Part, bind
    from .workspace.places import open_workspace

    __version__: str

__all__ = [
    "AnnexPlan",
    "BuildPlan",
    "Part",
    "ReportError",
    "__version__",
    "bind",
    "bind_annexes",
    "build_reports",
    "check",
    "open_workspace",
    "verify",
]

_HOMES = {
    "AnnexPlan": "annex.plan:AnnexPlan",
    "BuildPlan": "build.plan:BuildPlan",
    "Part": "pdf.binding:Part",
    "ReportError": "errors:ReportError",
    "__version__": "workspace.places:VERSION",
    "bind": "pdf.binding:bind",
    "bind_annexes": "annex.volume:annex",
    "build_reports": "build.build:build",
    "check": "build.check:check",
    "open_workspace": "workspace.places:open_workspace",
    "verify": "build.verify:verify",
}

if not TYPE_CHECKING:  # a type checker would take any name for one that is there

    def __getattr__(name: str) -> object:
        """A public name, from the room where it lives."""
        from importlib import import_module

        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, _, own = _HOMES[name].partition(":")
        return getattr(import_module(f"{__name__}.{module}"), own)
