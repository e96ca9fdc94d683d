"""Who owns what in a plan: the list, what nobody owns, who has gone silent, questions and answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samplan.plans import actions, queries
from samplan.plans.names import ASK_ANSWER_NAMES
from samplan.plans.rules import InvalidValue, check_can_edit_something, edit_rights
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import AskAnswer, Owned, OwnerPart
from samplan.web.swedish import said
from samplan.web.workspace.answer_letters import tell_asker
from samplan.web.workspace.fields import KIND_WORDS
from samplan.web.workspace.once import once
from samplan.web.workspace.owner_forms import AnswerForm, AskForm
from samplan.web.workspace.owner_words import part_word
from samplan.web.workspace.shell import number_of, sentence_of, signed_in, the_plan, work_page

MONTHS = (3, 6, 12, 24)
HALF_A_YEAR = 6


def told(row: Owned) -> dict[str, Any]:
    """A part as pages show it."""
    return {
        "row": row,
        "part": part_word(row.part),
        "kind": KIND_WORDS[row.kind],
        "of_item": row.kind is not ItemKind.AREA,
        "ask": row.open_ask,
        "back": row.came_back,
        "said": said(ASK_ANSWER_NAMES[AskAnswer(row.came_back.answer)]) if row.came_back else "",
    }


@signed_in
@require_GET
def owners(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Everybody who has a part in the plan, what came back as something to do, and what waits for an answer."""
    plan = the_plan(request, plan_id)
    rows = queries.owned_in(plan)
    listed = queries.owners_of(rows, plan.partnership)
    context = {
        "plan": plan,
        "may_edit": edit_rights(request.user, plan),
        "owners": [(o, [(part_word(part), o.numbers.get(part, 0)) for part in OwnerPart]) for o in listed],
        "parts": [part_word(part) for part in OwnerPart],
        "people": queries.people_among(rows),
        "came_back": [told(r) for r in rows if r.came_back is not None],
        "waiting": [told(r) for r in rows if r.open_ask is not None],
        "alone": len(queries.ownerless(plan)),
        "undo": _undo(request, listed),
    }
    return work_page(request, "workspace/owners.html", context, here="start")


def _undo(request: HttpRequest, listed: list[Any]) -> dict[str, str] | None:
    """After a hand-over: how to hand back what went to somebody that day."""
    name, day, before = (request.GET.get(key, "") for key in ("till", "dag", "fran"))
    owner = next((o for o in listed if name and o.name == name), None)
    return {"agare": owner.key, "name": name, "dag": day, "till": before} if owner else None


@signed_in
@require_GET
def ownerless(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Areas and activities that nobody is responsible for today."""
    plan = the_plan(request, plan_id)
    show = request.GET.get("visa", "alla")
    covered = request.GET.get("alla") == "1"
    found = queries.ownerless(plan, covered=covered)
    wanted = {"omraden": ItemKind.AREA, "aktiviteter": ItemKind.ACTIVITY}.get(show)
    counts = {kind: sum(1 for o in found if o.kind is kind) for kind in (ItemKind.AREA, ItemKind.ACTIVITY)}
    filters = [
        ("alla", _("Alla"), len(found)),
        ("omraden", _("Områden"), counts[ItemKind.AREA]),
        ("aktiviteter", _("Aktiviteter"), counts[ItemKind.ACTIVITY]),
    ]
    rights = edit_rights(request.user, plan)
    context = {
        "plan": plan,
        "filters": filters,
        "show": show,
        "covered": covered,
        "rows": [
            (o, KIND_WORDS[o.kind], rights.may_edit(o.area_id)) for o in found if wanted is None or o.kind is wanted
        ],
    }
    return work_page(request, "workspace/ownerless.html", context, here="start")


@signed_in
@require_GET
def silent(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Those responsible who have changed nothing for some months."""
    plan = the_plan(request, plan_id)
    asked = number_of(request.GET.get("manader"))
    months = asked if asked in MONTHS else HALF_A_YEAR
    found = queries.silent_since(plan, months=months)
    area = number_of(request.GET.get("omrade"))
    areas = list(dict.fromkeys((s.owned.area_id, s.owned.area) for s in found))
    rights = edit_rights(request.user, plan)
    context = {
        "plan": plan,
        "months": months,
        "choices": MONTHS,
        "areas": areas,
        "area": area,
        "rows": [
            (s, told(s.owned), rights.may_edit(s.owned.area_id))
            for s in found
            if area is None or s.owned.area_id == area
        ],
        "unknown": queries.unknown_to_silence(queries.owned_in(plan)),
    }
    return work_page(request, "workspace/silent.html", context, here="start")


def chosen_rows(request: HttpRequest) -> set[int]:
    """The rows that are ticked, or named in the address."""
    source = request.POST if request.method == "POST" else request.GET
    return {number for value in source.getlist("rad") if (number := number_of(value)) is not None}


@signed_in
@require_http_methods(["GET", "POST"])
@once
def ask(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Ask those who stand in one or many rows whether they take it on."""
    plan = the_plan(request, plan_id)
    check_can_edit_something(request.user, plan)
    rights = edit_rights(request.user, plan)
    owner = request.GET.get("agare", "")
    chosen = chosen_rows(request)
    known = [r for r in queries.owned_in(plan) if r.body is not None or r.person is not None or r.id in chosen]
    rows = [r for r in known if rights.may_edit(r.area_id)]
    shown = queries.of_owner(rows, owner) if owner else [r for r in rows if r.id in chosen] or rows
    posted = request.method == "POST"
    form = AskForm(request.POST if posted else None)
    if posted and form.is_valid():
        try:
            made = actions.ask_owners(
                by=request.user,
                partnership=plan.partnership,
                rows=chosen,
                question=form.cleaned_data["question"],
                due=form.cleaned_data["due"],
            )
        except InvalidValue as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Frågorna är ställda: %(n)s.") % {"n": len(made)})
            return redirect("workspace:owners", plan_id)
    form.focus()
    ticked = chosen or ({r.id for r in shown if r.open_ask is None} if owner else set())
    context = {"plan": plan, "form": form, "rows": [(told(r), r.id in ticked) for r in shown]}
    return work_page(request, "workspace/ask.html", context, here="start", status=422 if posted else 200)


@signed_in
@require_GET
def asks(request: HttpRequest) -> HttpResponse:
    """The questions that wait for the signed-in person's body, in all counties that they work in."""
    found = [told(r) for r in queries.asks_for(request.user)]
    return work_page(request, "workspace/asks.html", {"asks": found}, here="start")


@signed_in
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, ask_id: int) -> HttpResponse:
    """One question, and the form to answer it for those who may."""
    found = queries.ask_for_answer(request.user, ask_id)
    if found is None:
        raise Http404
    row, question, may_answer = found
    posted = request.method == "POST"
    form = AnswerForm(request.POST if posted else None)
    if posted and (form.is_valid() or not may_answer):
        values = form.cleaned_data
        try:
            actions.answer_ask(
                by=request.user, ask_id=ask_id, answer=values.get("answer", ""), text=values.get("text", "")
            )
        except InvalidValue as error:
            form.add_error(error.field if error.field in form.fields else None, sentence_of(error))
        else:
            transaction.on_commit(lambda: tell_asker.enqueue(ask_id))
            messages.success(request, _("Svaret är sparat och syns för den som frågade."))
            return redirect("workspace:asks")
    form.focus()
    answered = said(ASK_ANSWER_NAMES[AskAnswer(question.answer)]) if question.answer else ""
    context = {
        "plan": the_plan(request, row.plan_id),
        "told": told(row),
        "question": question,
        "said": answered,
        "form": form if may_answer and not question.answer else None,
    }
    return work_page(request, "workspace/answer.html", context, here="start", status=422 if posted else 200)
