"""Splitting an item, merging several, and moving an activity in time with a reason."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from samplan.actors.queries import works_for_a_municipality
from samplan.actors.shapes import DomainError
from samplan.plans import actions, queries
from samplan.plans.catalogue import activity_label, statuses
from samplan.plans.renewal import SPLITTABLE
from samplan.plans.rules import ChangedMeanwhile, can_edit_item, can_report
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import queries as editions
from samplan.web.workspace.editor_fields import status_choices
from samplan.web.workspace.fields import KIND_WORDS, KIND_WORDS_PLURAL, ItemForm, day_field
from samplan.web.workspace.once import once
from samplan.web.workspace.same_elsewhere import add_ticks, tell_the_same
from samplan.web.workspace.shell import kind_of, number_of, sentence_of, signed_in, the_plan, work_page
from samplan.web.workspace.time_forms import TimedForm
from samplan.web.workspace.views_edit import find, home


class SplitForm(ItemForm):
    """The parts, one on each line."""

    texts = forms.CharField(
        label=gettext_lazy("Delarna, en på varje rad"), widget=forms.Textarea(attrs={"rows": 6, "lang": "sv"})
    )
    reason = forms.CharField(label=gettext_lazy("Varför?"), required=False, max_length=300)


class MergeForm(ItemForm):
    """How the merged item is to read."""

    text = forms.CharField(label=gettext_lazy("Så ska det stå"), widget=forms.Textarea(attrs={"rows": 3, "lang": "sv"}))
    reason = forms.CharField(label=gettext_lazy("Varför?"), required=False, max_length=300)


class TimeForm(TimedForm):
    """An activity's new time, and why it was moved."""

    timeframe = forms.CharField(label=gettext_lazy("Tid som den är skriven"), required=False)
    start = day_field(gettext_lazy("Från"))
    end = day_field(gettext_lazy("Till och med"))
    ongoing = forms.BooleanField(label=gettext_lazy("Fortlöpande, utan slutdatum"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Är det gjort?"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Behövs om tiden är en annan än förut. Annars kan du skriva beslut och pengar här, högst 100 tecken."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = status_choices(statuses().activity_statuses)


def _refuse(form: ItemForm, error: DomainError) -> None:
    field = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, sentence_of(error))


def _tell(request: HttpRequest, item: Any, told: dict[str, Any]) -> str:
    """Save what was told of an activity: its time with a reason when that is another, its state in any case."""
    time = {"timeframe": told["timeframe"] or None, **{name: told[name] for name in ("start", "end", "ongoing")}}
    status, common = (
        told["status"] or None,
        {"by": request.user, "activity_id": item.id, "seen_version": told["version"]},
    )
    if all(item.values[name] == value for name, value in time.items()):
        same = {} if status == item.values["status"] else {"status": status, "status_written": None}
        actions.report_activity(values=same, reason=told["reason"] or "", **common)
        return _("Sparat.")
    actions.reschedule_activity(reason=told["reason"], status=status, **time, **common)
    return _("Flyttad i tid. Den gamla tiden och skälet finns kvar.")


@signed_in
@require_GET
def report(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The activities that the person answers for, each with the way to say how it goes."""
    plan = the_plan(request, plan_id)
    rows = queries.activities_to_report(request.user, plan)
    by_area = [(area, list(told)) for area, told in groupby(rows, key=lambda row: row.area)]
    context = {
        "plan": plan,
        "areas": [(area, [(row, activity_label(row.status)) for row in told]) for area, told in by_area],
        "municipal": works_for_a_municipality(request.user, plan.partnership) and editions.plan_editions(plan_id),
    }
    return work_page(request, "workspace/report.html", context, here="start")


def _shapeable(request: HttpRequest, plan_id: int, kind_name: str) -> tuple[Any, ItemKind]:
    plan, kind = the_plan(request, plan_id), kind_of(kind_name)
    if kind not in SPLITTABLE:
        raise Http404
    return plan, kind


@signed_in
@require_http_methods(["GET", "POST"])
@once
def split(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Split an item into parts; it is kept in the history, and the parts know what they came from."""
    plan, kind = _shapeable(request, plan_id, kind_name)
    item, area_id = find(plan, kind, item_id)
    if not can_edit_item(request.user, plan, None if kind is ItemKind.AREA else area_id):
        raise PermissionDenied
    posted = request.method == "POST"
    text = str(item.values["title" if kind is ItemKind.AREA else "text"])
    form = SplitForm(request.POST if posted else None, initial={"texts": text})
    if posted and form.is_valid():
        lines = form.cleaned_data["texts"].splitlines()
        try:
            parts = actions.split_item(
                by=request.user, kind=kind, item_id=item_id, texts=lines, reason=form.cleaned_data["reason"]
            )
        except DomainError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Delat i %(n)s. Det gamla finns kvar i historiken.") % {"n": len(parts)})
            return redirect(home(plan_id, area_id, f"{kind.value}-{parts[0].pk}"))
    form.focus(first=not posted)
    context = {"plan": plan, "kind": kind.value, "kind_word": KIND_WORDS[kind], "text": text, "form": form}
    context["back"] = home(plan_id, area_id, f"{kind.value}-{item_id}")
    return work_page(request, "workspace/split.html", context, here="start", status=422 if posted else 200)


@signed_in
@require_http_methods(["GET", "POST"])
@once
def merge(request: HttpRequest, plan_id: int, kind_name: str, item_id: int) -> HttpResponse:
    """Merge an item with others of its kind in the plan."""
    plan, kind = _shapeable(request, plan_id, kind_name)
    item, area_id = find(plan, kind, item_id)
    if not can_edit_item(request.user, plan, None if kind is ItemKind.AREA else area_id):
        raise PermissionDenied
    others = [(area, [(pk, text) for pk, text in rows if pk != item_id]) for area, rows in _of_kind(plan_id, kind)]
    posted = request.method == "POST"
    text = str(item.values["title" if kind is ItemKind.AREA else "text"])
    form = MergeForm(request.POST if posted else None, initial={"text": text})
    chosen = [number_of(v) or 0 for v in request.POST.getlist("med")]
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            new = actions.merge_items(
                by=request.user, kind=kind, ids=[item_id, *chosen], text=told["text"], reason=told["reason"]
            )
        except DomainError as error:
            _refuse(form, error)
        else:
            messages.success(request, _("Sammanslaget. Det gamla finns kvar i historiken."))
            place = new.pk if kind is ItemKind.AREA else area_id
            return redirect(home(plan_id, place, "" if kind is ItemKind.AREA else f"{kind.value}-{new.pk}"))
    context = {
        "plan": plan,
        "kind": kind.value,
        "kind_words": KIND_WORDS_PLURAL[kind],
        "text": text,
        "form": form,
        "others": [(area, rows) for area, rows in others if rows],
        "chosen": chosen,
        "back": home(plan_id, area_id, f"{kind.value}-{item_id}"),
    }
    return work_page(request, "workspace/merge.html", context, here="start", status=422 if posted else 200)


def _of_kind(plan_id: int, kind: ItemKind) -> list[tuple[str, list[tuple[int, str]]]]:
    """The plan's items of a kind by area: the area's name, and (id, text) of each; areas are one group."""
    content = queries.plan_content(plan_id)
    if kind is ItemKind.AREA:
        return [("", [(int(a.id), f"{a.number or ''} {a.title}".strip()) for a in content.areas])]
    names = {ItemKind.GOAL: "goals", ItemKind.ACTIVITY: "activities", ItemKind.INDICATOR: "indicators"}
    return [
        (f"{a.number or ''} {a.title}".strip(), [(int(i.id), i.text) for i in getattr(a, names[kind])])
        for a in content.areas
    ]


def _back(request: HttpRequest, plan_id: int, area_id: int | None, item_id: int) -> str:
    """Where somebody came from: their own activities, or the activity's area."""
    if request.GET.get("fran") == "mina":
        return f"{reverse('workspace:report', args=[plan_id])}#activity-{item_id}"
    return home(plan_id, area_id, f"activity-{item_id}")


@signed_in
@require_http_methods(["GET", "POST"])
@once
def reschedule(request: HttpRequest, plan_id: int, item_id: int) -> HttpResponse:
    """Give an activity another time, with the reason."""
    plan = the_plan(request, plan_id)
    item, area_id = find(plan, ItemKind.ACTIVITY, item_id)
    if not can_report(request.user, plan, area_id or 0, item_id):
        raise PermissionDenied
    posted = request.method == "POST"
    elsewhere = queries.same_to_report(request.user, plan, item_id)
    form = TimeForm(request.POST if posted else None, initial={**item.values, "version": item.version})
    add_ticks(form, elsewhere, item.values["status"])
    if posted and form.is_valid():
        told = form.cleaned_data
        try:
            said = _tell(request, item, told)
        except ChangedMeanwhile as error:
            form.data = {**request.POST.dict(), "version": error.version}
            _refuse(form, error)
        except DomainError as error:
            _refuse(form, error)
        else:
            messages.success(request, said)
            tell_the_same(request, elsewhere, told)
            return redirect(_back(request, plan_id, area_id, item_id))
    form.focus(first=not posted)
    context = {"plan": plan, "text": item.values["text"], "form": form, "item_id": item_id}
    context |= {"back": _back(request, plan_id, area_id, item_id), "from_list": request.GET.get("fran", "")}
    return work_page(request, "workspace/reschedule.html", context, here="start", status=422 if posted else 200)
