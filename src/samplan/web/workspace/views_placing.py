"""The page that holds an import against the plan that it goes into, before anything of it is put in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.intake import actions, queries
from samplan.intake.rules import REVIEWABLE
from samplan.intake.shapes import Choice, ImportState, Outcome
from samplan.plans.rules import FIELD_NAMES, ChangedMeanwhile
from samplan.plans.shapes.items import ItemKind
from samplan.web import swedish
from samplan.web.swedish import in_english
from samplan.web.workspace.fields import (
    ACTIVITY_KIND_WORDS,
    GOAL_STATUS_WORDS,
    HORIZON_WORDS,
    INDICATOR_WORDS,
    KIND_WORDS,
)
from samplan.web.workspace.history_bridge import lay_history
from samplan.web.workspace.shell import number_of, own_import, say, signed_in, work_page

CHOICES = {"behall": Outcome.KEPT, "ersatt": Outcome.REPLACED, "ny": Outcome.ADDED}


@dataclass(frozen=True, slots=True)
class Row:
    """An item whose wording differs. lines: label, as it is in the plan, as the document says. chosen: preselected.

    worded: the lines show its words already.
    """

    id: int
    kind: str
    words: str
    area: str
    lines: tuple[tuple[str, str, str], ...]
    version: int
    worded: bool
    chosen: str
    may_be_added: bool


@signed_in
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, import_id: int) -> HttpResponse:
    """What is new, what stands there already, and what is worded otherwise; and putting it in."""
    imported = own_import(request, import_id)
    if ImportState(imported.state) not in REVIEWABLE:
        return redirect("workspace:import", imported.pk)
    if request.method == "POST":
        return _put_in(request, imported)
    comparison = queries.comparison(imported)
    if comparison is None:
        return redirect("workspace:review", imported.pk)
    context = {
        "imported": imported,
        "comparison": comparison,
        "rows": [_row(changed) for changed in comparison.changed],
        "new": [(str(KIND_WORDS[told.kind]), told) for told in comparison.new],
        "same": [(str(KIND_WORDS[told.kind]), told) for told in comparison.same],
    }
    return work_page(request, "workspace/import_place.html", context, here="imports")


def _put_in(request: HttpRequest, imported: Any) -> HttpResponse:
    try:
        plan = actions.commit_import(by=request.user, imported=imported, choices=_choices(request))
    except ChangedMeanwhile as error:
        say(request, error)
        return redirect("workspace:place", imported.pk)
    except DomainError as error:
        say(request, error)
        return redirect("workspace:review", imported.pk)
    messages.success(request, put_in_sentence(queries.left_in_review(imported)))
    lay_history(request, plan)
    return redirect("workspace:plan", plan.pk)


def put_in_sentence(left: int) -> str:
    """What is said when accepted items have been put into a plan."""
    if not left:
        return _("Allt i dokumentet är granskat. Det godkända står nu i planen.")
    told = ngettext(
        "Det godkända står nu i planen. %(n)s del är kvar i granskningen, under Läs in.",
        "Det godkända står nu i planen. %(n)s delar är kvar i granskningen, under Läs in.",
        left,
    )
    return told % {"n": left}


def _choices(request: HttpRequest) -> dict[int, Choice]:
    """The chosen outcome of each compared item, with the version that was compared; what is no choice is left out."""
    found: dict[int, Choice] = {}
    for name, value in request.POST.items():
        item = number_of(name.removeprefix("val-")) if name.startswith("val-") else None
        version = number_of(request.POST.get(f"version-{item}"))
        if item is not None and version is not None and value in CHOICES:
            found[item] = Choice(CHOICES[value], version)
    return found


def _row(changed: queries.Changed) -> Row:
    return Row(
        id=changed.id,
        kind=str(KIND_WORDS[changed.kind]),
        words=changed.words,
        area=changed.area if changed.kind is not ItemKind.AREA else "",
        lines=tuple((_label(name), _shown(name, old), _shown(name, new)) for name, old, new in changed.fields),
        version=changed.version,
        worded=any(name in {"text", "title"} for name, _old, _new in changed.fields),
        chosen="ersatt" if changed.fills else "behall",
        may_be_added=changed.may_be_added,
    )


def _label(name: str) -> str:
    sv, en = FIELD_NAMES.get(name, (name, name))
    return en if in_english() else sv


def _shown(name: str, value: Any) -> str:
    """A value of the exchange format in the words of the page; "" where there is none."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if name in {"min", "max", "amount"}:
        return swedish.money(value)
    if name in {"start", "end", "valid_from", "valid_to"}:
        return swedish.long_date(date.fromisoformat(str(value)))
    return str(_WORDS.get(str(value), value)) if name in {"level", "kind", "goal_status"} else str(value)


_WORDS: dict[str, Any] = {
    **{str(key): word for key, word in GOAL_STATUS_WORDS.items()},
    **{str(key): word for key, word in INDICATOR_WORDS.items()},
    **{str(key): word for key, word in ACTIVITY_KIND_WORDS.items()},
    **{str(key): word for key, word in HORIZON_WORDS.items()},
}
