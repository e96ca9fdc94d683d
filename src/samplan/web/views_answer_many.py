"""Answering many questions at once: all on one page, nothing new for the rest, and some of them to a colleague."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.followup import actions, queries
from samplan.followup.rules import ChangedMeanwhile, RoundIsClosed
from samplan.followup.shapes import Given, Question, RoundState, Sheet
from samplan.web.answer_forms import fingerprint, shown, told_in_words, typed
from samplan.web.followup_letters import send_letters
from samplan.web.swedish import said
from samplan.web.views_answer import answer_page, by_link, closed_meanwhile


@require_http_methods(["GET", "POST"])
@by_link
def listed(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """All questions on one page: shown, saved as somebody writes, or saved and left for the last page."""
    sheet = queries.sheet_for(contact)
    if sheet.state != RoundState.OPEN:
        return _closed(request, contact, sheet, token)
    if request.method == "GET":
        return _listed(request, sheet, token, sheet.answers, page=get_random_string(12))
    given = {q.code: _typed(q, request.POST, sheet) for q in sheet.questions}
    page = request.POST.get("sida", "")[:40]
    untouched = {
        q.code for q in sheet.questions if request.POST.get(f"visat-{q.number}") == fingerprint(q, given[q.code])
    }
    try:
        refused = actions.save_answers(by=contact, asked_id=sheet.asked_id, given=given, page=page, untouched=untouched)
    except RoundIsClosed:  # closed since the sheet was read
        return _closed(request, contact, queries.sheet_for(contact), token)
    faults = {
        q.code: (q, said(refused[q.code]), _theirs(q, refused[q.code])) for q in sheet.questions if q.code in refused
    }
    if request.htmx:
        told = {"faults": list(faults.values()), "saved": timezone.localtime()}
        return render(request, "web/answers_saved.html", told, status=422 if faults else 200)
    if faults:
        # What was typed stands where it was refused; all else is shown as it is kept now, a colleague's answers too.
        sheet = queries.sheet_for(contact)
        now = {**sheet.answers, **{code: given[code] for code in faults}}
        return _listed(request, sheet, token, now, page=page, faults=faults, status=422)
    return redirect("answers_done", token=token)


def _closed(request: HttpRequest, contact: Any, sheet: Sheet, token: str) -> HttpResponse:
    """The round takes no more answers: the answers that it has, and what was sent since so that it is not lost."""
    if request.method == "GET":
        return redirect("answers_done", token=token)
    if request.htmx:
        fault = _("Uppföljningen är stängd. Det du skriver nu sparas inte, men det står kvar på sidan.")
        return render(request, "web/answer_saved.html", {"fault": fault}, status=422)
    sent = [(q, _typed(q, request.POST, sheet)) for q in sheet.questions]
    return closed_meanwhile(request, contact, sheet, token, sent)


def _typed(question: Question, data: Any, sheet: Sheet) -> Given:
    """What was typed for a question. What is as it was the year before and was said to be so stays said."""
    n = question.number
    seen = data.get(f"version-{n}", "")
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    choice, text = data.get(f"svar-{n}", ""), data.get(f"text-{n}", "")
    now = sheet.answers.get(question.code)
    same = now is not None and now.nothing_new and (now.choice, now.text) == (choice, text.strip())
    more = typed(question, data, in_list=True)
    return Given(choice, text, sheet.due, nothing_new=same, version=version, more=more)


def _theirs(question: Question, error: DomainError) -> Any:
    """What a colleague has answered meanwhile, with its choice."""
    if not isinstance(error, ChangedMeanwhile):
        return None
    return error.answer, question.choice(error.answer.choice)


def _listed(request: HttpRequest, sheet: Sheet, token: str, given: dict[str, Given], **more: Any) -> HttpResponse:
    faults = more.setdefault("faults", {})
    groups: list[tuple[Any, list[Any]]] = []
    for q in sheet.questions:
        if not groups or groups[-1][0] != q.part:
            groups.append((q.part, []))
        now, before = given.get(q.code), sheet.before.get(q.code)
        fault, kept = faults.get(q.code), sheet.answers.get(q.code)
        # Words that are refused have not been laid beside what a colleague may have saved: they keep their version.
        beside = now if fault and not fault[2] else kept
        groups[-1][1].append(
            {
                "q": q,
                "now": now,
                "version": beside.version if beside else 0,
                "seen": fingerprint(q, kept),
                "before": before,
                "before_choice": q.choice(before.choice) if before else None,
                "fields": shown(q, now.more if now else {}, in_list=True),
                "fault": fault,
                "reworded": q.code in sheet.changed,
                "open": bool(now and (now.text or now.more)) or fault is not None,
            }
        )
    return answer_page(request, "web/answers_list.html", sheet, token, groups=groups, as_list=True, **more)


@require_http_methods(["GET", "POST"])
@by_link
def nothing_new(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """Look through last year's answers to all that is left, and say that nothing is new."""
    sheet = queries.sheet_for(contact)
    if sheet.state != RoundState.OPEN or not sheet.repeatable:
        return redirect("answers_done", token=token)
    if request.method == "POST":
        with suppress(RoundIsClosed):  # the last page says so
            actions.repeat_answers(by=contact, asked_id=sheet.asked_id)
        return redirect("answers_done", token=token)
    told = [(q, sheet.before[q.code]) for q in sheet.repeatable]
    rows = [(q, g, q.choice(g.choice), told_in_words(q, g)) for q, g in told]
    rest = len(sheet.left) - len(rows)
    return answer_page(request, "web/answers_repeat.html", sheet, token, rows=rows, rest=rest)


@require_http_methods(["GET", "POST"])
@by_link
def share(request: HttpRequest, contact: Any, token: str) -> HttpResponse:
    """Send some of the questions to a colleague, see what came back, and take a link back."""
    sheet = queries.sheet_for(contact)
    if sheet.state != RoundState.OPEN or sheet.partial:
        return redirect("answers_done", token=token)
    fault = ""
    if request.method == "POST":
        try:
            return _shared(request, contact, sheet, token)
        except DomainError as error:
            fault = said(error)
    asked = request.POST.getlist("fraga") if request.method == "POST" else request.GET.getlist("fraga")
    status = 422 if fault else 200
    told = {
        "fault": fault,
        "questions": [(q, str(q.number) in asked, sheet.is_answered(q)) for q in sheet.questions],
        "email": request.POST.get("epost", ""),
    }
    return answer_page(request, "web/answers_share.html", sheet, token, status=status, **told)


def _shared(request: HttpRequest, contact: Any, sheet: Sheet, token: str) -> HttpResponse:
    back = request.POST.get("tillbaka", "")
    if back.isdecimal() and len(back) < 12:
        actions.take_back_questions(by=contact, contact_id=contact.pk, colleague_id=int(back))
        return redirect("answers_share", token=token)
    chosen = set(request.POST.getlist("fraga"))
    codes = [q.code for q in sheet.questions if str(q.number) in chosen]
    actions.share_questions(by=contact, contact_id=contact.pk, codes=codes, email=request.POST.get("epost", ""))
    send_letters.enqueue()
    return redirect("answers_share", token=token)


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Say whether one still is the contact person of a body, by the link in a letter and without an account."""
    row = queries.confirmation_by(key)
    if row is None:
        return render(request, "web/answer_gone.html", status=404)
    fault = ""
    if request.method == "POST":
        try:
            actions.confirm_contact(
                by=row,
                membership_id=row.membership_id,
                still=request.POST.get("svar", ""),
                words=request.POST.get("text", ""),
            )
        except DomainError as error:
            fault = said(error)
        else:
            return redirect("confirm_contact", key=key)
    held = row.membership
    told = {
        "row": row,
        "body": held.body,
        "county": held.partnership.county,
        "fault": fault,
        "text": request.POST.get("text", row.words),
        "title": _("Är du kontaktperson?"),
    }
    response = render(request, "web/contact_confirm.html", told, status=422 if fault else 200)
    response["Cache-Control"] = "no-store"
    return response
