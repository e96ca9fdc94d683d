"""The desk of follow-up: the rounds, a new one, who has answered, letters, links, and closing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.queries import partnerships_of
from samplan.actors.shapes import DomainError
from samplan.followup import actions, catalogue, queries, rules
from samplan.followup.shapes import LetterSort, Progress, RoundState
from samplan.web.followup_letters import send_letters, token_of
from samplan.web.workspace.followup_forms import LinkForm, RoundForm, body_rows, chosen_bodies
from samplan.web.workspace.once import afterwards, made_nothing, once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_people import the_partnership

KIND = "yearly"
HERE = "followup"


def the_round(request: HttpRequest, round_id: int) -> Any:
    """The round, if the signed-in person runs it: 404 to a stranger, 403 to the others."""
    found = queries.round_for(request.user, round_id)
    if found is None:
        raise Http404
    rules.check_can_follow_up(request.user, found.partnership)
    return found


@signed_in
@require_GET
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds of one's counties, where one may open another, and one's own way to the questions."""
    here = [p for p in partnerships_of(request.user) if rules.can_follow_up(request.user, p)]
    runs = {p.pk for p in here}
    context = {
        "rounds": [(line, line.partnership_id in runs) for line in queries.rounds_for(request.user)],
        "partnerships": here,
        "links": [(c, token_of(c.pk, c.key)) for c in queries.own_links(request.user)],
        "open_state": RoundState.OPEN,
    }
    return work_page(request, "workspace/rounds.html", context, here=HERE)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def open_round(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Choose questions and bodies, and open the round. No letter goes before the button on the board is pressed."""
    partnership = the_partnership(request, partnership_id)
    rules.check_can_follow_up(request.user, partnership)
    posted = request.method == "POST"
    form = RoundForm(request.POST if posted else None)
    if posted and form.is_valid() and (made := _opened(request, partnership, form)) is not None:
        messages.success(request, _("Uppföljningen är öppen. Inget brev är skickat än."))
        return redirect("workspace:round", made.pk)
    form.focus()
    kind = catalogue.kind(KIND)
    ticked = set(request.POST.getlist("fraga"))
    context = {
        "partnership": partnership,
        "county": partnership.county,
        "form": form,
        "kind": catalogue.kind_name(KIND),
        "questions": [(q, not posted or q.code in ticked) for q in (kind.questions if kind else ())],
        "bodies": body_rows(queries.candidates(partnership), request.POST if posted else None),
    }
    return work_page(request, "workspace/round_open.html", context, here=HERE, status=422 if posted else 200)


def _opened(request: HttpRequest, partnership: Any, form: RoundForm) -> Any:
    told = form.cleaned_data
    try:
        return actions.open_round(
            by=request.user,
            partnership=partnership,
            kind=KIND,
            year=told["year"],
            due=told["due"],
            asked=chosen_bodies(request.POST),
            questions=request.POST.getlist("fraga"),
            own_questions=told["own"].splitlines(),
        )
    except DomainError as error:
        form.add_error(None, sentence_of(error))
        return None


@signed_in
@require_GET
def board(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who has answered, partly and not at all, and what has been written to them."""
    round_ = the_round(request, round_id)
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
    }
    return work_page(request, "workspace/round.html", context, here=HERE)


@signed_in
@require_POST
@once
def letters(request: HttpRequest, round_id: int) -> HttpResponse:
    """Put letters in the queue and let the worker send them: the questions, or a reminder to all or to one."""
    round_ = the_round(request, round_id)
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
def close(request: HttpRequest, round_id: int) -> HttpResponse:
    """Close the round for good, after saying what that means."""
    round_ = the_round(request, round_id)
    if request.method == "POST":
        try:
            actions.close_round(by=request.user, round_id=round_.pk)
        except DomainError as error:
            say(request, error)
            return made_nothing(redirect("workspace:round", round_id))
        messages.success(request, _("Uppföljningen är stängd. Svaren är frysta."))
        return redirect("workspace:round_results", round_id)
    if round_.state != RoundState.OPEN:
        return redirect("workspace:round", round_id)
    context = {"round": round_, "board": queries.board_of(round_)}
    return work_page(request, "workspace/round_close.html", context, here=HERE)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def asked(request: HttpRequest, round_id: int, asked_id: int) -> HttpResponse:
    """Who answers for a body: end a link, or send a new one to an address."""
    round_ = the_round(request, round_id)
    found = queries.asked_in(round_, asked_id)
    if found is None:
        raise Http404
    ends = number_of(request.POST.get("avsluta"))
    form = LinkForm(request.POST if request.method == "POST" and ends is None else None)
    if ends is not None:
        contact = queries.contact_in(found, ends)
        if contact is None:
            raise Http404
        actions.revoke_link(by=request.user, contact_id=contact.pk)
        messages.success(request, _("Länken har slutat gälla. Svaren finns kvar."))
        return redirect("workspace:round_asked", round_id, asked_id)
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
    context = {
        "round": round_,
        "asked": found,
        "contacts": queries.contacts_of(found),
        "form": form,
        "is_open": round_.state == RoundState.OPEN,
        "today": timezone.localdate(),
    }
    return work_page(request, "workspace/round_asked.html", context, here=HERE, status=422 if form.is_bound else 200)
