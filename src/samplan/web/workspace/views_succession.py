"""A body became another, was split, or went into another together with more: told once, with what it owned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors import actions as actors
from samplan.actors import queries as people
from samplan.actors import rules
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.web.workspace.once import once
from samplan.web.workspace.owner_forms import BecameForm
from samplan.web.workspace.people_forms import OFFICIAL
from samplan.web.workspace.shell import number_of, sentence_of, signed_in, work_page
from samplan.web.workspace.views_owner import told
from samplan.web.workspace.views_people import around, living_bodies, the_partnership


@signed_in
@require_http_methods(["GET", "POST"])
@once
def became(request: HttpRequest, partnership_id: int, body_id: int) -> HttpResponse:
    """Say what a body became. First what and when, then (where it owns something) what goes where."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_manage_bodies(request.user, partnership)
    body = people.body_in(partnership, body_id)
    if body is None or body.kind in OFFICIAL:
        raise Http404
    posted = request.method == "POST"
    form = BecameForm(request.POST if posted else None, initial={"on": timezone.localdate()})
    chosen = _chosen(request, form, partnership, body) if posted and form.is_valid() else None
    rows: list[Any] = []
    decides: list[Any] = []
    holders: list[Any] = []
    if chosen is not None:
        rows = queries.owned_rows(partnership, bodies=[b.pk for b in chosen["before"]])
        decides = queries.decided_rows(partnership, [b.pk for b in chosen["before"]], form.cleaned_data["on"])
        holders = people.holders_of(partnership, [b.pk for b in chosen["before"]])
        ready = request.POST.get("bekraftat") == "1" or not (rows or decides or holders)
        if ready and (done := _do(request, partnership, form, chosen)) is not None:
            return done
    form.focus()
    living = [(pk, name) for pk, name in living_bodies(partnership) if pk != body.pk]
    official = {b.id for b in people.bodies_in(partnership) if b.kind in OFFICIAL}
    living.sort(key=lambda pair: pair[0] in official)
    context = around(
        partnership,
        None,
        body=body,
        form=form,
        living=[(pk, name, str(pk) in request.POST.getlist("blev")) for pk, name in living],
        others=[(p, n, str(p) in request.POST.getlist("med")) for p, n in living if p not in official],
        step=2 if chosen is not None and not form.errors else 1,
        successors=chosen["names"] if chosen else [],
        rows=[told(r) for r in rows],
        decides=decides,
        holders=holders,
        total=len(rows) + len(decides),
    )
    return work_page(request, "workspace/body_became.html", context, here="people", status=_status(form, chosen))


def _status(form: BecameForm, chosen: dict[str, Any] | None) -> int:
    return 422 if form.is_bound and (form.errors or chosen is None) else 200


def _chosen(request: HttpRequest, form: BecameForm, partnership: Any, body: Any) -> dict[str, Any] | None:
    """Who goes into whom: bodies before, bodies after, and the names of new ones; None when that cannot be."""
    before = [body, *_bodies(request, partnership, "med")]
    after = _bodies(request, partnership, "blev")
    new = [line.strip() for line in form.cleaned_data["new"].splitlines() if line.strip()]
    if not after and not new:
        form.add_error(None, _("Välj eller skriv vad organisationen blev. Inget har ändrats."))
        return None
    names = [(str(b.pk), b.name) for b in after] + [(f"ny-{n}", name) for n, name in enumerate(new)]
    return {"before": before, "after": after, "new": new, "names": names}


def _bodies(request: HttpRequest, partnership: Any, name: str) -> list[Any]:
    ids = [number for value in request.POST.getlist(name) if (number := number_of(value)) is not None]
    return [b for b in (people.body_in(partnership, pk) for pk in ids) if b is not None]


def _do(request: HttpRequest, partnership: Any, form: BecameForm, chosen: dict[str, Any]) -> HttpResponse | None:
    """Make the new bodies and let the old become them; None when it was refused, and the form says why."""
    body, on = chosen["before"][0], form.cleaned_data["on"]
    try:
        with transaction.atomic():
            made = [
                actors.create_body(
                    by=request.user,
                    partnership=partnership,
                    kind=body.kind,
                    name=name,
                    part_of=body.part_of,
                    valid_from=on,
                )
                for name in chosen["new"]
            ]
            after = [*chosen["after"], *made]
            keys = {key: b.pk for (key, _name), b in zip(chosen["names"], after, strict=True)}
            done = actions.succeed_bodies(
                by=request.user,
                partnership=partnership,
                before=chosen["before"],
                after=after,
                on=on,
                choices=_choices(request, keys, "rad-"),
                deciders=_choices(request, keys, "beslut-"),
            )
    except DomainError as error:
        field = getattr(error, "field", None)
        form.add_error(field if field in form.fields else None, sentence_of(error))
        return None
    messages.success(request, _("Sparat. Så många delar gick vidare: %(n)s.") % {"n": done.moved + done.decisions})
    return redirect("workspace:bodies", partnership.pk)


def _choices(request: HttpRequest, keys: dict[str, int], before: str) -> dict[int, int]:
    """Which successor each row goes to, where the page asked."""
    named = (
        (number_of(name.removeprefix(before)), keys.get(value))
        for name, value in request.POST.items()
        if name.startswith(before)
    )
    return {row: body for row, body in named if row is not None and body is not None}
