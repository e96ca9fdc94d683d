"""The desk of follow-up: the rounds, who has answered, letters, and links."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.queries import partnerships_of
from samplan.actors.shapes import DomainError, Permission
from samplan.actors.standing import Standing, standings_of
from samplan.followup import actions, catalogue, queries, rules
from samplan.followup.rules import RoundIsClosed
from samplan.followup.shapes import LetterSort, Progress, RoundState
from samplan.web.followup_letters import send_letters, token_of
from samplan.web.workspace.followup_forms import HeadForm, LinkForm
from samplan.web.workspace.once import afterwards, made_nothing, once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_people import living_bodies

HERE = "followup"


def the_round(request: HttpRequest, round_id: int, *, of_area: bool = False) -> Any:
    """The round, if the signed-in person runs it: 404 to a stranger, 403 to the others.

    of_area: whoever answers for the area that it is about runs it too.
    """
    found = queries.round_for(request.user, round_id)
    if found is None:
        raise Http404
    if of_area:
        rules.check_can_run(request.user, found)
    else:
        rules.check_can_follow_up(request.user, found.partnership)
    return found


def steps_of(round_: Any) -> list[tuple[Any, bool]]:
    """The days of the round's ladder, the last one for the head: each with whether it is for the head."""
    kind = catalogue.kind(round_.kind)
    if kind is None:
        return []
    days = [(round_.due + timedelta(days=n), False) for n in kind.remind]
    return days + ([(round_.due + timedelta(days=kind.head), True)] if kind.head is not None else [])


@signed_in
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds of one's counties, where one may open another, and one's own way to the questions."""
    counties = list(partnerships_of(request.user))
    here = [p for p in counties if rules.can_follow_up(request.user, p)]
    runs = {p.pk for p in here}
    own = [area for p in counties if p.pk not in runs for area in rules.areas_to_follow_up(request.user, p)]
    mine = {area.pk for area in own}
    reads = {p.pk for p in counties if rules.can_read_follow_up(request.user, p)}
    links = queries.own_links(request.user)
    standings = standings_of(request.user)
    bodies = answers_for(standings)
    lines = queries.rounds_for(request.user)
    logs = [line for line in lines if line.state == RoundState.OPEN and _has_courses(line.code)]
    context = {
        "rounds": [
            (line, line.partnership_id in runs or line.area_id in mine, line.partnership_id in reads) for line in lines
        ],
        "own_areas": [(a, [line for line in logs if line.partnership_id == a.plan.partnership_id]) for a in own],
        "partnerships": here,
        "members": counties,
        "sheets": queries.own_sheets(standings),
        "links": [(c, token_of(c.pk, c.key)) for c in links],
        "unlinked": [a for a in _asked(bodies) if a.pk not in {c.asked_id for c in links}],
        "named": queries.asked_by_body(bodies),
        "open_state": RoundState.OPEN,
    }
    return work_page(request, "workspace/rounds.html", context, here=HERE)


def _has_courses(code: str) -> bool:
    kind = catalogue.kind(code)
    return kind is not None and kind.has_courses


def to_answer(person: Any) -> list[Any]:
    """Who is asked in open rounds among the bodies that somebody holds a role for that answers."""
    return _asked(bodies_answered_for(person))


def _asked(bodies: set[int]) -> list[Any]:
    return queries.asked_of_bodies(bodies) if bodies else []


def bodies_answered_for(person: Any) -> set[int]:
    """The bodies that somebody holds a role for that answers."""
    return answers_for(standings_of(person))


def answers_for(standings: Iterable[Standing]) -> set[int]:
    """The bodies that answer, of those that somebody stands for."""
    return {b for standing in standings for b in standing.bodies(Permission.ANSWER)}


@signed_in
@require_POST
def own_link(request: HttpRequest, asked_id: int) -> HttpResponse:
    """Lead somebody who is signed in to the questions of a body that they answer for, by a link of their own."""
    if not queries.asked_for(request.user, asked_id):
        raise Http404
    try:
        contact = actions.take_own_link(by=request.user, asked_id=asked_id)
    except RoundIsClosed as error:
        say(request, error)
        return redirect("workspace:rounds")
    return redirect("answers", token=token_of(contact.pk, contact.key))


@signed_in
@require_GET
def board(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who has answered, partly and not at all, and what has been written to them."""
    round_ = the_round(request, round_id, of_area=True)
    told = queries.board_of(round_)
    groups = [
        (_("Har inte svarat"), told.of(Progress.NOT), "planned", Progress.NOT),
        (_("Har svarat på en del"), told.of(Progress.PARTLY), "started", Progress.PARTLY),
        (_("Har svarat"), told.of(Progress.DONE), "done", Progress.DONE),
    ]
    context = {
        "round": round_,
        "board": told,
        "groups": groups,
        "is_open": round_.state == RoundState.OPEN,
        "written": any(r.written for r in told.rows),
        "late": round_.due < timezone.localdate(),
        "closings": queries.closings_of(round_),
        "steps": steps_of(round_),
        "takes_over": round_.kind == "status",
        "logs": _has_courses(round_.kind),
        "whole": rules.can_follow_up(request.user, round_.partnership),
    }
    return work_page(request, "workspace/round.html", context, here=HERE)


@signed_in
@require_POST
@once
def letters(request: HttpRequest, round_id: int) -> HttpResponse:
    """Put letters in the queue and let the worker send them: the questions, or a reminder to all or to one."""
    round_ = the_round(request, round_id, of_area=True)
    sort = LetterSort.REMIND if request.POST.get("sort") == "remind" else LetterSort.ASK
    try:
        new = actions.queue_letters(
            by=request.user, round_id=round_.pk, sort=sort, asked_id=number_of(request.POST.get("organisation"))
        )
    except DomainError as error:
        say(request, error)
        return made_nothing(redirect("workspace:round", round_id))
    afterwards(request, send_letters.enqueue)
    if new:
        told = ngettext("%(n)s brev är på väg.", "%(n)s brev är på väg.", new) % {"n": new}
        messages.success(request, told)
    elif sort is LetterSort.REMIND:
        messages.info(request, _("Inget nytt brev: alla som kan påminnas har fått ett brev i dag."))
    else:
        messages.info(request, _("Inget nytt brev: alla har fått frågorna. Det som väntade skickas nu."))
    return redirect("workspace:round", round_id)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def asked(request: HttpRequest, round_id: int, asked_id: int) -> HttpResponse:
    """Who answers for a body: end a link, send a new one, trust an address again, say who is told of silence."""
    round_ = the_round(request, round_id, of_area=True)
    found = queries.asked_in(round_, asked_id)
    if found is None:
        raise Http404
    posted = request.method == "POST"
    if posted and _pressed(request, round_, found):
        return redirect("workspace:round_asked", round_id, asked_id)
    bodies = living_bodies(round_.partnership)
    told = {"chef": found.head_id or "", "chef_epost": found.head_email}
    head = HeadForm(request.POST if "chef_epost" in request.POST else None, bodies=bodies, initial=told)
    if head.is_bound and head.is_valid() and _head_named(request, found, head):
        return redirect("workspace:round_asked", round_id, asked_id)
    form = LinkForm(request.POST if posted and not head.is_bound else None)
    if form.is_bound and form.is_valid():
        try:
            actions.renew_link(by=request.user, asked_id=found.pk, email=form.cleaned_data["email"])
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            afterwards(request, send_letters.enqueue)
            messages.success(request, _("En ny länk är på väg."))
            return redirect("workspace:round_asked", round_id, asked_id)
    form.focus()
    contacts = queries.contacts_of(found)
    bad = queries.bad_addresses([c.email for c in contacts] + [found.head_email])
    context = {
        "round": round_,
        "asked": found,
        "contacts": [(c, bad.get(c.email)) for c in contacts],
        "head_bad": bad.get(found.head_email),
        "form": form,
        "head": head,
        "is_open": round_.state == RoundState.OPEN,
        "today": timezone.localdate(),
    }
    return work_page(request, "workspace/round_asked.html", context, here=HERE, status=422 if posted else 200)


def _pressed(request: HttpRequest, round_: Any, found: Any) -> bool:
    """Whether one of the buttons of a row was pressed, and done: end a link, trust an address again."""
    if (ends := number_of(request.POST.get("avsluta"))) is not None:
        contact = queries.contact_in(found, ends)
        if contact is None:
            raise Http404
        actions.revoke_link(by=request.user, contact_id=contact.pk)
        messages.success(request, _("Länken har slutat gälla. Svaren finns kvar."))
        return True
    if "lita" in request.POST:
        actions.trust_address(by=request.user, partnership=round_.partnership, email=request.POST["lita"])
        messages.success(request, _("Brev går till adressen igen."))
        return True
    return False


def _head_named(request: HttpRequest, found: Any, form: HeadForm) -> bool:
    told = form.cleaned_data
    try:
        actions.name_head(
            by=request.user, asked_id=found.pk, body_id=number_of(told["chef"]), email=told["chef_epost"] or ""
        )
    except DomainError as error:
        form.add_error(None, sentence_of(error))
        return False
    messages.success(request, _("Sparat."))
    return True
