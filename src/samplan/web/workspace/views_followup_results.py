"""What a closed round says: on a page, and as files that hold the questions' words with the answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samplan.followup import queries, rules
from samplan.followup.catalogue import kind_name
from samplan.followup.filled import in_words
from samplan.followup.logged import FIELD
from samplan.followup.shapes import QuestionYears, RoundState
from samplan.publishing.layouts.followup_years import YearsPaper, render_years
from samplan.web.csv_answers import csv_answer
from samplan.web.followup_years import ASKED, years_context, years_data, years_rows
from samplan.web.swedish import in_english, said
from samplan.web.workspace.shell import signed_in, work_page
from samplan.web.workspace.views_followup import HERE
from samplan.web.workspace.views_judging import handed_out

FORMS = ("json", "csv")
PAPERS = ("docx", "pdf", "xlsx")
FILES = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


def the_answers(request: HttpRequest, round_id: int) -> Any:
    """The round, if the signed-in person may read its answers: 404 to a stranger, 403 to the others."""
    found = queries.round_for(request.user, round_id)
    if found is None:
        raise Http404
    rules.check_can_read_answers(request.user, found)
    return found


@signed_in
@require_GET
def results(request: HttpRequest, round_id: int) -> HttpResponse:
    """Question by question: how many of how many, who they are, and their words beside those of the year before."""
    round_ = the_answers(request, round_id)
    told = queries.results_of(round_)
    if told is None:
        return redirect("workspace:round", round_id)
    asked = {c.body: c.asked_id for c in queries.consents_of(round_)}
    joint = queries.joint_answers(round_)
    whole = rules.can_follow_up(request.user, round_.partnership)
    context = {
        "round": round_,
        "results": told,
        "questions": [
            (r, [(s, asked.get(s.body)) for s in r.texts], _together(r.question, joint)) for r in told.questions
        ],
        "corrections": queries.corrections_of(round_),
        "closings": queries.closings_of(round_),
        "whole": whole,
        "reads": not whole and rules.can_read_compiled(request.user, round_),
        "runs": rules.can_run(request.user, round_),
    }
    return work_page(request, "workspace/round_results.html", context, here=HERE)


def _together(question: Any, joint: list[Any]) -> list[Any]:
    """What those said of it who answered for all: name, who was asked, the answer, what it chose."""
    rows = [(name, asked, answers.get(question.code)) for name, asked, answers in joint]
    return [(name, asked, given, question.choice(given.choice) if given else None) for name, asked, given in rows]


@signed_in
@require_GET
def file(request: HttpRequest, round_id: int, form: str) -> HttpResponse:
    """The frozen round as JSON, or as CSV with one row for each body and question, those not answered too."""
    round_ = the_answers(request, round_id)
    if form not in FORMS or round_.state != RoundState.CLOSED:
        raise Http404
    name, told = f"uppfoljning-{round_.year}.{form}", queries.round_for_file(round_)
    if form == "csv":
        return csv_answer(_rows(told), name)
    return _json(told, name)


def _rows(frozen: dict[str, Any]) -> Iterator[list[Any]]:
    """The heads, then a row for each body and question."""
    language = "en" if in_english() else "sv"
    heads = [_("År"), _("Organisation"), _("Nummer"), _("Fråga"), _("Svar"), _("Text"), _("Dag")]
    yield [*heads, _("Inget nytt"), _("Övrigt"), _("Läst ur dokument"), _("Rättat")]
    document = frozen.get("document", {}).get("name", "")
    for body in [*frozen["bodies"], *frozen.get("joint", [])]:
        for question in frozen["questions"]:
            if not queries.question_of(question).asked_of(body["body"]):
                continue
            given = body["answers"].get(question["code"], {})
            choice = next((c[language] for c in question["choices"] if c["code"] == given.get("choice")), "")
            cells = [body["name"], question["number"], question["text"][language], choice, given.get("text", "")]
            more = [given.get("on", ""), _("ja") if given.get("nothing_new") else "", _filled(question, given)]
            more += [document, given.get("corrected", "")]
            yield [frozen["year"], *cells, *more]
    questions = {q["code"]: q for q in frozen["questions"]}
    for one in frozen.get("logged", []):
        question = questions[one["code"]]
        by = _("Loggat av den som ansvarar för %(area)s") % {"area": one["area"]}
        told = _filled(question, {"more": {FIELD: [one]}})
        yield [frozen["year"], by, question["number"], question["text"][language], "", "", one["on"], "", told, "", ""]


def _filled(question: dict[str, Any], given: dict[str, Any]) -> str:
    """What was filled in beside the choice and the words, a field on each line."""
    told = in_words(queries.question_of(question).fields, given.get("more", {}))
    return "\n".join(f"{said(label)}: {said(value)}" for label, value in told)


@signed_in
@require_GET
def years(request: HttpRequest, round_id: int) -> HttpResponse:
    """A question of the round's kind through all the years that are closed, with everybody's answers."""
    round_ = the_answers(request, round_id)
    if round_.state != RoundState.CLOSED:
        raise Http404
    context = years_context(queries.years_of(round_), request.GET.get(ASKED, ""))
    context |= {"round": round_, "kind": kind_name(round_.kind), "files": FILES}
    return work_page(request, "workspace/round_years.html", context, here=HERE)


@signed_in
@require_GET
def years_file(request: HttpRequest, round_id: int, form: str) -> HttpResponse:
    """All questions of the kind through all years: as paper, as CSV with a row for each choice and body, or as JSON."""
    round_ = the_answers(request, round_id)
    if form not in (*PAPERS, *FORMS) or round_.state != RoundState.CLOSED:
        raise Http404
    told, name = queries.years_of(round_), f"ar-for-ar-{round_.year}.{form}"
    if form in PAPERS:
        return _paper(round_, told, form)
    if form == "csv":
        return csv_answer(years_rows(told, words=True), name)
    return _json({"kind": round_.kind, "questions": years_data(told)}, name)


def _paper(round_: Any, questions: tuple[QuestionYears, ...], form: str) -> HttpResponse:
    county = round_.partnership.county
    kind = kind_name(round_.kind).sv + (f", {round_.area}" if round_.area else "")
    paper = YearsPaper(questions, county.name, kind, timezone.localdate(), inside=True, made_up=county.made_up)
    return handed_out(render_years(paper, stem=f"ar-for-ar-{round_.year}", kind=form))


def _json(told: dict[str, Any], name: str) -> HttpResponse:
    content = json.dumps(told, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/json", headers=headers)
