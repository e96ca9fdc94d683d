"""The editor's forms: those of the import, and beside them the two judgements, the target and who answers for what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.plans.catalogue import StatusEntry, statuses
from samplan.plans.names import OWNER_PART_NAMES
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.ownership import OwnerPart
from samplan.web.swedish import named, said
from samplan.web.workspace.fields import (
    FORMS,
    ActivityForm,
    AreaForm,
    GoalForm,
    IndicatorForm,
    ItemForm,
    PlanForm,
    TextForm,
    Values,
    day_field,
)

MODES = [
    ("goal_table", _("Måltabeller")),
    ("area_sheet", _("Blad för varje utvecklingsområde")),
    ("framework", _("Inriktning med frågor")),
    ("running", _("Löpande lista av insatser")),
]


@dataclass(frozen=True, slots=True)
class Around:
    """What an item may point at. bodies: id and name; goals, activities and indicators: id and words, of the same area.

    earlier: what bodies were called before, with their ids. people: id, name and body of those who work in the county.
    may_make: a body that is not known may be added on the way.
    """

    bodies: tuple[tuple[int, str], ...] = ()
    goals: tuple[tuple[int, str], ...] = ()
    activities: tuple[tuple[int, str], ...] = ()
    indicators: tuple[tuple[int, str], ...] = ()
    earlier: tuple[tuple[int, str], ...] = ()
    people: tuple[tuple[int, str, str], ...] = ()
    may_make: bool = False


NOTHING = Around()


class Suggesting(forms.TextInput):
    """A line of free text beside names to pick from."""

    template_name = "workspace/datalist.html"

    def __init__(self, names: Iterable[str], list_id: str) -> None:
        super().__init__(attrs={"list": list_id})
        self.names = tuple(names)

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The widget's context, with the names."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        context["widget"]["options"] = self.names
        return context


def status_choices(entries: Iterable[StatusEntry], none: Any = "–") -> list[tuple[str, Any]]:
    """The statuses, or attainments, to choose from; none: what it is called to choose none."""
    return [("", none), *((entry.code, said(entry)) for entry in entries)]


def _short(words: str) -> str:
    return words if len(words) < 90 else f"{words[:88].rsplit(' ', 1)[0]} …"


def _choices(pairs: Iterable[tuple[int, str]]) -> list[tuple[str, str]]:
    return [("", "–"), *((str(pk), _short(words)) for pk, words in pairs)]


def _ref(written: Any) -> int | None:
    return int(written) if written else None


class EditorPlanForm(PlanForm):
    """The plan's head and how the county plans."""

    mode = forms.ChoiceField(label=_("Så planerar länet"), choices=MODES)


class EditorGoalForm(GoalForm):
    """A goal, whether it helped, and which long-term goal a short-term one is a step to."""

    attainment = forms.ChoiceField(label=_("Hjälpte det?"), required=False)
    attainment_written = forms.CharField(label=_("Med källans ord"), required=False)
    attainment_comment = forms.CharField(
        label=_("Varför bedömer ni så?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    under = forms.ChoiceField(
        label=_("Steg mot det långsiktiga målet"), required=False, help_text=_("Bara för ett kortsiktigt mål.")
    )
    field_order = ("text", "level", "under")

    def __init__(self, *args: Any, around: Around = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attainment"].choices = status_choices(statuses().attainments)
        self.fields["under"].choices = _choices(around.goals)

    def values(self) -> Values:
        """The long-term goal as its id."""
        data = super().values()
        return data | {"under": _ref(data["under"])}


class EditorActivityForm(ActivityForm):
    """An activity, whether it is done, and which goal it is for."""

    recurring = forms.BooleanField(label=_("Kommer tillbaka, till exempel varje år"), required=False)
    status = forms.ChoiceField(label=_("Är det gjort?"), required=False)
    status_written = forms.CharField(label=_("Med källans ord"), required=False)
    goal = forms.ChoiceField(label=_("Bidrar till målet"), required=False)

    def __init__(self, *args: Any, around: Around = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = status_choices(statuses().activity_statuses)
        self.fields["goal"].choices = _choices(around.goals)

    def values(self) -> Values:
        """The goal as its id."""
        data = super().values()
        return data | {"goal": _ref(data["goal"])}


class EditorIndicatorForm(IndicatorForm):
    """An indicator and its target."""

    target = forms.CharField(label=_("Målvärde som det är skrivet"), required=False)
    target_uncertain = forms.BooleanField(label=_("Målvärdet är osäkert"), required=False)
    rhythm = forms.CharField(
        label=_("Hur ofta den följs"), required=False, help_text=_("Till exempel varje år i april, varje kvartal.")
    )


class EditorAreaForm(AreaForm):
    """An area's head and what the source said of its goals."""

    goal_status_written = forms.CharField(label=_("Måluppfyllelse med källans ord"), required=False)


class EditorResponsibleForm(TextForm):
    """Who has which part: a body of the county, or free words; in the whole area or one item of it, for a time."""

    text = forms.CharField(
        label=_("Organisation eller funktion"),
        help_text=_("Välj bland länets organisationer eller skriv med egna ord. Skriv hellre funktion än namn."),
    )
    make = forms.BooleanField(label=_("Lägg till den bland länets organisationer om den inte finns"), required=False)
    part = forms.ChoiceField(label=_("Del i arbetet"), required=False)
    activity = forms.ChoiceField(label=_("Gäller"), required=False)
    person = forms.ChoiceField(
        label=_("Person i dag"),
        required=False,
        help_text=_("Visas bara i arbetsrummet. Ansvaret finns kvar hos organisationen när personen slutar."),
    )
    valid_from = day_field(_("Från och med"))
    valid_to = day_field(_("Till och med"))

    def __init__(self, *args: Any, around: Around = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A name that an ended body had is found, and one that exists today wins over it.
        known = (*around.earlier, *around.bodies)
        self.bodies = {name.casefold(): pk for pk, name in known}
        names = [name for _pk, name in around.bodies]
        widget = Suggesting(names, self.auto_id % "bodies" if self.auto_id else "bodies")
        widget.attrs |= self.fields["text"].widget.attrs
        self.fields["text"].widget = widget
        if not around.may_make:
            del self.fields["make"]
        self.fields["part"].choices = named(OWNER_PART_NAMES)
        self.fields["activity"].choices = _about(around)
        people = ((pk, f"{name} ({body})" if body else name) for pk, name, body in around.people)
        self.fields["person"].choices = _choices(people)
        for name in ("goal", "indicator"):
            if self.initial.get(name):
                self.initial["activity"] = f"{name}-{self.initial[name]}"

    @property
    def new_body(self) -> str:
        """The name of a body to add first; "" for none."""
        wanted = self.cleaned_data.get("make") and self.values()["body"] is None
        return str(self.cleaned_data["text"]) if wanted else ""

    def values(self) -> Values:
        """The body that the words name, or the one that they stood for before; what it is about, as ids."""
        data = super().values()
        data.pop("make", None)
        same = data["text"] == self.initial.get("text")
        body = self.bodies.get(str(data["text"]).casefold(), self.initial.get("body") if same else None)
        kind, _dash, number = (data["activity"] or "").rpartition("-")
        about = dict.fromkeys(("activity", "goal", "indicator")) | {kind or "activity": _ref(number)}
        part = data["part"] or self.initial.get("part") or OwnerPart.RESPONSIBLE.value
        return data | about | {"body": body, "part": part, "person": _ref(data["person"])}


def _about(around: Around) -> list[Any]:
    """The whole area, or one of its activities, goals or indicators."""
    parts = (("", _("Aktiviteter"), around.activities), ("goal-", _("Mål"), around.goals))
    parts += (("indicator-", _("Indikatorer"), around.indicators),)
    groups = [(word, [(f"{key}{pk}", _short(words)) for pk, words in rows]) for key, word, rows in parts if rows]
    return [("", _("Hela området")), *groups]


EDITOR_FORMS: dict[ItemKind, type[ItemForm]] = {
    **FORMS,
    ItemKind.PLAN: EditorPlanForm,
    ItemKind.GOAL: EditorGoalForm,
    ItemKind.ACTIVITY: EditorActivityForm,
    ItemKind.INDICATOR: EditorIndicatorForm,
    ItemKind.RESPONSIBLE: EditorResponsibleForm,
    ItemKind.AREA: EditorAreaForm,
}
POINTING = frozenset({ItemKind.ACTIVITY, ItemKind.GOAL, ItemKind.RESPONSIBLE})
"""Kinds whose form lists what they may point at."""


def editor_form(
    kind: ItemKind,
    *,
    around: Around = NOTHING,
    data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    mark: str = "",
) -> ItemForm:
    """The form of a kind. mark parts its fields' addresses from those of other forms on the page."""
    more: dict[str, Any] = {"around": around} if kind in POINTING else {}
    auto_id = f"id_{mark}_%s" if mark else "id_%s"
    return EDITOR_FORMS[kind](data, initial=dict(initial or {}), auto_id=auto_id, **more)
