"""A build as commands run it: with progress, then its problems, then what was made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..errors import ExitCode, Problem
from .common import end_when_told
from .running import print_problems, settings

if TYPE_CHECKING:
    from ..build.plan import BuildPlan


def carry_out(plan: BuildPlan, *, quiet: bool, told: Iterable[Problem] = ()) -> ExitCode:
    """Build what is asked for and print what came of it, behind what there is to be ``told`` before."""
    from ..build.build import build
    from .printing import print_result
    from .progress import Progress

    end_when_told()
    with Progress(quiet=quiet) as progress:
        result = build(plan, progress)
    print_problems([*told, *result.problems])
    print_result(result, plan.out, as_json=settings["json"], quiet=quiet)
    return result.exit_code
