"""Asking why something is taken out of a plan: a reason to choose, own words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from samplan.plans.removal import removal_reasons, told_reason
from samplan.web.swedish import said


@dataclass(frozen=True, slots=True)
class Removal:
    """What was chosen and written, and the sentence of what is wrong; "" when nothing is."""

    why: str = ""
    words: str = ""
    problem: str = ""

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """The reasons to choose from, in the page's language."""
        return [(entry.code, said(entry.words)) for entry in removal_reasons()]


def reason_told(request: HttpRequest) -> str:
    """The reason that a form tells, as it is kept."""
    return told_reason(request.POST.get("why", ""), request.POST.get("reason", ""))


def refused(request: HttpRequest, problem: str) -> Removal:
    """What the form held, so that nothing is typed twice, with what is wrong."""
    return Removal(request.POST.get("why", ""), request.POST.get("reason", ""), problem)
