"""Many answers become one statement: the list, a new one out of a draft, one that is changed, and who may be named."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError
from samplan.followup import actions, queries, rules
from samplan.followup.shapes import CHIEF, COUNT, Compilation, RoundState, Tag, TagKind
from samplan.web.followup_letters import send_letters
from samplan.web.swedish import order
from samplan.web.views_answer_names import chosen
from samplan.web.workspace.fields import ItemForm
from samplan.web.workspace.once import afterwards, once
from samplan.web.workspace.shell import number_of, say, sentence_of, signed_in, work_page
from samplan.web.workspace.views_followup import HERE, the_round

SAYS, AGAINST = "says", "against"


class StatementForm(ItemForm):
    """The text of a statement, and whether names may be shown. Sources and tags are ticked beside it."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Skriv [antal] där det ska stå hur många, till exempel: [antal] har en antagen plan."),
    )
    show_names = forms.BooleanField(
        label=gettext_lazy("Visa namnen på dem som säger det och har sagt ja till att nämnas"), required=False
    )


def closed_round(request: HttpRequest, round_id: int) -> Any:
    """A closed round that the signed-in person runs; while it is open the answers are each body's own."""
    round_ = the_round(request, round_id)
    if round_.state != RoundState.CLOSED:
        raise Http404
    return round_


def compiled_round(request: HttpRequest, round_id: int) -> Any:
    """A closed round of which the signed-in person may read what was compiled: 404 to a stranger, 403 to the others."""
    found = queries.round_for(request.user, round_id)
    if found is None:
        raise Http404
    rules.check_can_read_compiled(request.user, found)
    if found.state != RoundState.CLOSED:
        raise Http404
    return found


@signed_in
@require_http_methods(["GET", "POST"])
@once
def compiling(request: HttpRequest, round_id: int) -> HttpResponse:
    """The statements by focus area, with their sources, and the drafts that the rules make of the other answers.

    Who reads without compiling sees how many, and names only where they may be shown.
    """
    if request.method == "POST":
        return _merged(request, closed_round(request, round_id))
    round_ = compiled_round(request, round_id)
    told = queries.compilation_of(round_)
    used = {_key(t): t for s in told.statements for t in s.tags}
    chosen = used.get(request.GET.get("tagg", ""))
    shown = [s for s in told.statements if chosen is None or _key(chosen) in {_key(t) for t in s.tags}]
    drafts: dict[int, tuple[Any, list[Any]]] = {}
    for draft in told.drafts:
        drafts.setdefault(draft.question.id, (draft.question, []))[1].append(draft)
    context = {
        "round": round_,
        "told": told,
        "groups": queries.by_focus(shown),
        "used": sorted(((key, tag) for key, tag in used.items()), key=lambda pair: order(pair[1].called)),
        "chosen": chosen,
        "shown": len(shown),
        "drafts": list(drafts.values()),
        "named": sum(c.names for c in told.consents),
        "changed": sum(s.changed for s in told.statements),
        "compiles": rules.can_follow_up(request.user, round_.partnership),
    }
    return work_page(request, "workspace/compiling.html", context, here=HERE)


def _merged(request: HttpRequest, round_: Any) -> HttpResponse:
    ids = [n for n in map(number_of, request.POST.getlist("pastaende")) if n is not None]
    seen = {n: number_of(request.POST.get(f"version-{n}", "")) or 0 for n in ids}
    try:
        made = actions.merge_statements(by=request.user, round_id=round_.pk, seen=seen)
    except DomainError as error:
        say(request, error)
        return redirect("workspace:compiling", round_.pk)
    messages.success(request, _("Påståendena är ett nu. De andras texter står under Utkastet."))
    return redirect("workspace:statement", round_.pk, made.pk)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def add_statement(request: HttpRequest, round_id: int) -> HttpResponse:
    """A statement out of a draft: its text, the answers behind it, and what it is about."""
    round_ = closed_round(request, round_id)
    told = queries.compilation_of(round_)
    data = request.POST if request.method == "POST" else request.GET
    draft = next(
        (
            d
            for d in told.drafts
            if d.question.code == data.get("fraga", "")
            and (d.choice.code if d.choice else "") == data.get("svar", "")
            and (d.under.code if d.under else "") == data.get("fokus", "")
        ),
        None,
    )
    chosen = {(a, draft.question.code): SAYS for a in draft.sources} if draft else {}
    chosen |= {(a, draft.question.code): AGAINST for a in draft.against} if draft else {}
    form = StatementForm(
        request.POST if request.method == "POST" else None, initial={"text": draft.text if draft else f"{COUNT} "}
    )
    tags = queries.tag_choices(round_.partnership, round_.year)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_statement(
                by=request.user,
                round_id=round_.pk,
                text=form.cleaned_data["text"],
                proposed=draft.text if draft else "",
                tags=_tags(request, tags),
                **_sources(request),
            )
            if form.cleaned_data["show_names"]:
                actions.change_statement(
                    by=request.user,
                    statement_id=made.pk,
                    text=made.text,
                    seen_version=made.version,
                    show_names=True,
                )
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Påståendet är sparat."))
            return redirect("workspace:compiling", round_.pk)
    focus = [t for code in draft.focus for t in tags if t.kind in CHIEF and t.code == code] if draft else []
    return _statement_page(
        request, round_, told, form, chosen, tags, {_key(t) for t in focus}, draft=draft, focus=focus
    )


@signed_in
@require_http_methods(["GET", "POST"])
@once
def statement(request: HttpRequest, round_id: int, statement_id: int) -> HttpResponse:
    """Change a statement's text, sources, tags and whether names are shown; or take it away."""
    round_ = closed_round(request, round_id)
    told = queries.compilation_of(round_)
    one = next((s for s in told.statements if s.id == statement_id), None)
    if one is None:
        raise Http404
    if "ta-bort" in request.POST:
        actions.remove_statement(by=request.user, statement_id=one.id)
        messages.success(request, _("Påståendet är borttaget. Svaren finns kvar."))
        return redirect("workspace:compiling", round_.pk)
    posted = request.method == "POST"
    form = StatementForm(request.POST if posted else None, initial={"text": one.text, "show_names": one.show_names})
    tags = queries.tag_choices(round_.partnership, round_.year)
    if posted and form.is_valid():
        sources = _sources(request) if one.n is not None else {}
        try:
            actions.change_statement(
                by=request.user,
                statement_id=one.id,
                text=form.cleaned_data["text"],
                show_names=form.cleaned_data["show_names"],
                seen_version=number_of(request.POST.get("version")) or 0,
                tags=_tags(request, [*tags, *one.tags]),
                **sources,
            )
        except DomainError as error:
            form.add_error(None, sentence_of(error))
        else:
            messages.success(request, _("Påståendet är sparat."))
            return redirect("workspace:compiling", round_.pk)
    chosen = {(s.asked_id, s.question.code): SAYS for s in one.sources}
    chosen |= {(s.asked_id, s.question.code): AGAINST for s in one.against}
    return _statement_page(request, round_, told, form, chosen, tags, {_key(t) for t in one.tags}, one=one)


def _statement_page(
    request: HttpRequest,
    round_: Any,
    told: Compilation,
    form: StatementForm,
    chosen: dict[tuple[int, str], str],
    tags: list[Tag],
    ticked: set[str],
    **more: Any,
) -> HttpResponse:
    posted = request.method == "POST"
    if posted:
        chosen = {(asked, code): how for asked, code, how in _picked(request)}
        ticked = set(request.POST.getlist("tagg"))
    codes = {code for _asked, code in chosen} | set(request.GET.getlist("fler"))
    one = more.get("one")
    under = one.focus if one else next(iter(more.get("focus", ())), None)
    first = request.POST.get("forst", "") if posted else _key(under) if under else ""
    context = {
        "round": round_,
        "form": form,
        "questions": _questions(round_, codes, chosen),
        "others": [q for q in queries.questions_of(round_) if q.code not in codes],
        "tags": [
            (kind, [(t, _key(t), _key(t) in ticked) for t in tags if t.kind is kind])
            for kind in TagKind
            if kind is not TagKind.FRAMEWORK
        ],
        "frameworks": _by_framework(tags, ticked),
        "first": first,
        "asked": told.asked,
        **more,
    }
    form.focus()
    return work_page(request, "workspace/statement.html", context, here=HERE, status=422 if posted else 200)


def _by_framework(tags: list[Tag], ticked: set[str]) -> list[tuple[str, int, list[tuple[Tag, str, bool]]]]:
    """The nodes of each framework, with how many of them are ticked."""
    found: dict[str, list[tuple[Tag, str, bool]]] = {}
    for tag in (t for t in tags if t.kind is TagKind.FRAMEWORK):
        found.setdefault(tag.framework, []).append((tag, _key(tag), _key(tag) in ticked))
    return [(name, sum(on for _tag, _key, on in rows), rows) for name, rows in found.items()]


def _questions(round_: Any, codes: set[str], chosen: dict[tuple[int, str], str]) -> list[tuple[Any, list[Any]]]:
    """The questions that are drawn from, each with every body's answer and what it is to the statement."""
    found = []
    for question, answers in queries.answers_by_question(round_):
        if question.code in codes:
            rows = [
                (asked, name, given, choice, chosen.get((asked, question.code), ""))
                for asked, name, given, choice in answers
            ]
            found.append((question, rows))
    return found


def _picked(request: HttpRequest) -> list[tuple[int, str, str]]:
    """What was chosen for each answer: "kalla-12-suicide-plan" = "says" or "against"."""
    found = []
    for name, value in request.POST.items():
        start, _dash, rest = name.partition("-")
        asked, _dash, code = rest.partition("-")
        pk = number_of(asked)
        if start == "kalla" and pk is not None and value in {SAYS, AGAINST}:
            found.append((pk, code, value))
    return found


def _sources(request: HttpRequest) -> dict[str, list[tuple[int, str]]]:
    picked = _picked(request)
    return {
        "sources": [(asked, code) for asked, code, how in picked if how == SAYS],
        "against": [(asked, code) for asked, code, how in picked if how == AGAINST],
    }


def _key(tag: Tag) -> str:
    return "|".join([tag.kind, *filter(None, [tag.framework]), tag.number, tag.name])


def _tags(request: HttpRequest, known: list[Tag]) -> list[Tag]:
    """The tags that were ticked; the one that the statement stands under is one of them."""
    first = request.POST.get("forst", "")
    wanted = {*request.POST.getlist("tagg"), first}
    return [replace(t, first=_key(t) == first) for t in {_key(t): t for t in known}.values() if _key(t) in wanted]


@signed_in
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who lets itself be named; what a body has said outside its own link is written down with how it said it."""
    round_ = the_round(request, round_id)
    if request.method == "POST" and "fraga" in request.POST:
        return _asked_for_names(request, round_)
    if request.method == "POST":
        asked = queries.asked_in(round_, number_of(request.POST.get("organisation")) or 0)
        if asked is None:
            raise Http404
        try:
            actions.give_consent(
                by=request.user,
                asked_id=asked.pk,
                names=request.POST.get("namn") == "ja",
                note=request.POST.get("hur", ""),
            )
        except DomainError as error:
            say(request, error)
        else:
            messages.success(request, _("Sparat."))
        return redirect("workspace:consents", round_.pk)
    closed = round_.state == RoundState.CLOSED
    waiting, letters = (queries.names_waiting(round_), queries.names_letters(round_)) if closed else ({}, {})
    rows = [(c, len(waiting.get(c.asked_id, ())), letters.get(c.asked_id)) for c in queries.consents_of(round_)]
    told = queries.names_told(round_) if waiting else {}
    asks = any(some - told.get(a, set()) for a, some in waiting.items())
    context = {"round": round_, "rows": rows, "closed": closed, "waiting": len(waiting), "asks": asks}
    return work_page(request, "workspace/consents.html", context, here=HERE)


def _asked_for_names(request: HttpRequest, round_: Any) -> HttpResponse:
    """Letters to those whose names wait, put in the queue."""
    try:
        new = actions.ask_for_names(by=request.user, round_id=round_.pk)
    except DomainError as error:
        say(request, error)
        return redirect("workspace:consents", round_.pk)
    afterwards(request, send_letters.enqueue)
    if new:
        messages.success(request, ngettext("%(n)s brev är på väg.", "%(n)s brev är på väg.", new) % {"n": new})
    else:
        messages.info(
            request, _("Inget nytt brev: de som väntar är redan tillfrågade, eller har ingen adress som fungerar.")
        )
    return redirect("workspace:consents", round_.pk)


@signed_in
@require_http_methods(["GET", "POST"])
def statement_names(request: HttpRequest, asked_id: int) -> HttpResponse:
    """The statements that a body says, each with whether its name is shown: for who answers for it, or runs it all."""
    asked = next(iter(queries.asked_for(request.user, asked_id)), None)
    if asked is None or asked.joint or asked.round.state != RoundState.CLOSED:
        raise Http404
    runs = rules.can_follow_up(request.user, asked.round.partnership)
    if not runs:
        rules.check_can_answer_for(request.user, asked.round.partnership, asked.body_id)
    if request.method == "POST":
        chosen(request, request.user, asked.pk)
        return redirect("workspace:statement_names", asked.pk)
    context = {"asked": asked, "runs": runs, "lines": queries.names_of(asked)}
    return work_page(request, "workspace/statement_names.html", context, here=HERE)
