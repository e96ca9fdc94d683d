"""The pages where somebody answers a round for their body, by the link in a letter and without an account."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import DomainError
from samplan.followup import actions, catalogue, queries
from samplan.followup.filled import course_rows
from samplan.followup.rules import ChangedMeanwhile, RoundIsClosed
from samplan.followup.shapes import TICKED, Given, Question, RoundState, Sheet
from samplan.web.answer_forms import shown, told_in_words, typed
from samplan.web.followup_letters import contact_of, minutes, send_letters
from samplan.web.swedish import said
from samplan.web.unsaved import unkept, written

View = Callable[..., HttpResponse]


def by_link(view: View, find: Callable[[int, str], Any | None] = queries.contact_by) -> View:
    """The view, for a link that holds; any other gets one and the same page, which tells nothing of whom it was for."""

    @never_cache
    @wraps(view)
    def asked(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        contact = contact_of(token, find)
        if contact is None:
            return gone(request)
        return view(request, contact, token=token, **more)

    return asked


def gone(request: HttpRequest) -> HttpResponse:
    """What a link gets that holds no more, with what was written back where a form was sent by it."""
    if request.method == "POST" and request.htmx:
        return render(request, "web/answer_ended.html", status=404)
    told = {"unsaved": written(request)} if request.method == "POST" else {}
    return render(request, "web/answer_gone.html", told, status=404)


def closed_meanwhile(
    request: HttpRequest, contact: Any, sheet: Sheet, token: str, typed: Iterable[tuple[Question, Given]]
) -> HttpResponse:
    """All answers as the round was closed with them, and above them what was sent since and is not among them."""
    rows = [(q, g, q.choice(g.choice), _as_typed(q, g)) for q, g in unkept(sheet, typed)]
    return _done_page(request, contact, sheet, token, unkept=rows, status=409 if rows else 200)


def _as_typed(question: Question, given: Given) -> list[tuple[Any, str]]:
    """What was typed beside the choice and the words, unread, so that it can be copied: not ticks."""
    words = [(f.label, given.more.get(f.code, "")) for f in question.fields if f.kind not in TICKED]
    rows = [
        (label, "\n".join(" ".join(filter(None, row.values())) for row in value) if isinstance(value, list) else value)
        for label, value in words
    ]
    return [(label, text) for label, text in rows if text.strip()]


def answer_page(request: HttpRequest, template: str, sheet: Sheet, token: str, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    context = {
        "sheet": sheet,
        "token": token,
        "is_open": sheet.state == RoundState.OPEN,
        "made_up": sheet.made_up,
        "county_name": sheet.county,
        "minutes": minutes(len(sheet.left)),
        "list": [(q, sheet.is_answered(q)) for q in sheet.questions],
        **more,
    }
    return render(request, template, context, status=status)


@require_GET
@by_link
def answers(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """Where the letter leads: to the first question without an answer, or to the last page when there is none.

    Where the kind says so, to the page with all questions.
    """
    sheet = queries.sheet_for(contact)
    if sheet.state == RoundState.OPEN and sheet.left and sheet.finished_at is None:
        if as_list(sheet):
            return redirect("answers_list", token=token)
        return redirect("answer_question", token=token, number=sheet.left[0].number)
    return redirect("answers_done", token=token)


def as_list(sheet: Sheet) -> bool:
    """Whether all questions stand on one page."""
    kind = catalogue.kind(sheet.kind)
    return kind is not None and kind.as_list


@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One question: shown, saved as somebody writes, or answered and left for the next."""
    beside = request.method == "POST" and request.htmx
    return (_save_beside if beside else _question_page)(request, token=token, number=number)


@by_link
def _question_page(request: HttpRequest, contact: Any, token: str, number: int) -> HttpResponse:
    sheet = queries.sheet_for(contact)
    found = next((q for q in sheet.questions if q.number == number), None)
    if found is None:
        raise Http404
    if sheet.state != RoundState.OPEN:
        if request.method == "POST" and not {"samma", "hamta"} & set(request.POST):
            return closed_meanwhile(request, contact, sheet, token, [(found, _typed(request, sheet, found))])
        return redirect("answers_done", token=token)
    given = sheet.answers.get(found.code, Given("", "", sheet.due))
    if request.method == "GET":
        return _question(request, sheet, token, found, given, page=get_random_string(12))
    return _answer(request, contact, sheet, token, found)


@partial(by_link, find=queries.writer_by)
def _save_beside(request: HttpRequest, contact: Any, token: str, number: int) -> HttpResponse:
    """Save as somebody writes. It comes from everybody every few seconds, so nothing is read that it does not need."""
    found = queries.question_at(contact, number)
    if found is None:
        raise Http404
    told = {"choice": request.POST.get("svar", ""), "text": request.POST.get("text", "")}
    page, version = _from_page(request)
    try:
        saved = actions.save_answer(
            by=contact,
            asked_id=contact.asked_id,
            code=found.code,
            more=typed(found, request.POST),
            seen_version=version,
            page=page,
            **told,
        )
    except NotAllowed:
        raise
    except DomainError as error:
        theirs = error.answer if isinstance(error, ChangedMeanwhile) else None
        shown = {"fault": said(error), "theirs": theirs}
        if theirs is not None:
            shown["theirs_choice"] = found.choice(theirs.choice)
        return render(request, "web/answer_saved.html", shown, status=409 if theirs is not None else 422)
    return render(request, "web/answer_saved.html", {"saved": saved.saved_at if saved.pk else None})


def _from_page(request: HttpRequest) -> tuple[str, int]:
    """Which open page saves, and the version of the answer that it was made from."""
    seen = request.POST.get("version", "")
    return request.POST.get("sida", "")[:40], int(seen) if seen.isdecimal() and len(seen) < 9 else 0


def _question(
    request: HttpRequest, sheet: Sheet, token: str, found: Question, given: Given, **more: Any
) -> HttpResponse:
    before = sheet.before.get(found.code)
    occasions = course_rows(given.more) if found.has_rows and "fault" not in more else ()
    return answer_page(
        request,
        "web/answer.html",
        sheet,
        token,
        question=found,
        given=given,
        before=before,
        before_choice=found.choice(before.choice) if before else None,
        before_more=told_in_words(found, before),
        fields=shown(found, given.more),
        occasions=occasions,
        participants=sum(row.total for row in occasions),
        as_list=as_list(sheet),
        shared=[c for c in sheet.colleagues if found.number in c.questions and not c.ended],
        reworded=found.code in sheet.changed,
        seen_version=more.pop("seen_version", given.version),
        **more,
    )


def _answer(request: HttpRequest, contact: Any, sheet: Sheet, token: str, found: Question) -> HttpResponse:
    """Save what was sent: what is written, or last year's answer as it was or as a start."""
    page, version = _from_page(request)
    told: dict[str, Any] = {"choice": request.POST.get("svar", ""), "text": request.POST.get("text", "")}
    told["more"] = typed(found, request.POST)
    before = sheet.before.get(found.code)
    started = "hamta" in request.POST
    again = "samma" in request.POST or started
    if again and before is not None:
        told = {"choice": before.choice, "text": before.text, "more": before.more, "nothing_new": not started}
    try:
        actions.save_answer(
            by=contact, asked_id=sheet.asked_id, code=found.code, seen_version=version, page=page, **told
        )
    except NotAllowed:
        raise
    except DomainError as error:
        return _refused(request, sheet, token, found, error, page=page, version=version)
    if started or "rad" in request.POST:
        return redirect("answer_question", token=token, number=found.number)
    if found.number == len(sheet.questions):
        return redirect("answers_done", token=token)
    return redirect("answer_question", token=token, number=found.number + 1)


def _refused(
    request: HttpRequest, sheet: Sheet, token: str, found: Question, error: DomainError, *, page: str, version: int
) -> HttpResponse:
    """What was not saved stays in the form; where somebody else answered meanwhile, both stand there."""
    theirs = error.answer if isinstance(error, ChangedMeanwhile) else None
    shown = {"fault": said(error), "theirs": theirs}
    status = 409 if theirs is not None else 422
    if theirs is not None:
        shown["theirs_choice"] = found.choice(theirs.choice)
    mine = _typed(request, sheet, found)
    seen = theirs.version if theirs is not None else version
    return _question(request, sheet, token, found, mine, page=page, seen_version=seen, status=status, **shown)


def _typed(request: HttpRequest, sheet: Sheet, found: Question) -> Given:
    """What a form says of one question, unread."""
    told = request.POST.get("svar", ""), request.POST.get("text", "")
    return Given(*told, sheet.due, more=typed(found, request.POST))


@require_http_methods(["GET", "POST"])
@by_link
def done(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """All answers on one page; the word that the body is done. They can be changed until the round closes."""
    sheet = queries.sheet_for(contact)
    if request.method == "POST" and sheet.state == RoundState.OPEN:
        with suppress(RoundIsClosed):  # the page says so
            actions.finish_answers(by=contact, asked_id=sheet.asked_id)
        send_letters.enqueue()
        return redirect("answers_done", token=token)
    return _done_page(request, contact, sheet, token)


def _done_page(request: HttpRequest, contact: Any, sheet: Sheet, token: str, **told: Any) -> HttpResponse:
    more = {"rows": read_rows(sheet, sheet.questions), "as_list": as_list(sheet)}
    more |= {"consent": queries.consent_of(sheet.asked_id), "lines": queries.names_of(contact.asked)}
    return answer_page(request, "web/answers_done.html", sheet, token, **more, **told)


def read_rows(sheet: Sheet, questions: Iterable[Question]) -> list[tuple[Any, ...]]:
    """Questions with their answers for reading: the answer, its choice, and its fields in words."""
    given = [(q, sheet.answers.get(q.code)) for q in questions]
    return [(q, g, q.choice(g.choice) if g else None, told_in_words(q, g)) for q, g in given]


@require_POST
@by_link
def language(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """Write letters to this contact in the language of the page from now on."""
    told = {"partnership": contact.asked.round.partnership, "email": contact.email}
    actions.keep_language(by=contact, **told, language=get_language() or settings.LANGUAGE_CODE)
    return redirect("answers", token=token)
