"""The editor's forms: those of the import, and beside them the two judgements and the target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samplan.plans.catalogue import StatusEntry, statuses
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace.fields import FORMS, ActivityForm, AreaForm, GoalForm, IndicatorForm, ItemForm


def _entries(entries: Iterable[StatusEntry]) -> list[tuple[str, str]]:
    swedish = (get_language() or "sv").startswith("sv")
    return [("", "–"), *((e.code, e.sv if swedish else e.en) for e in entries)]


class EditorGoalForm(GoalForm):
    """A goal and whether it helped."""

    attainment = forms.ChoiceField(label=_("Hjälpte det?"), required=False)
    attainment_written = forms.CharField(label=_("Med källans ord"), required=False)
    attainment_comment = forms.CharField(
        label=_("Varför bedömer ni så?"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attainment"].choices = _entries(statuses().attainments)


class EditorActivityForm(ActivityForm):
    """An activity and whether it is done."""

    recurring = forms.BooleanField(label=_("Kommer tillbaka, till exempel varje år"), required=False)
    status = forms.ChoiceField(label=_("Är det gjort?"), required=False)
    status_written = forms.CharField(label=_("Med källans ord"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = _entries(statuses().activity_statuses)


class EditorIndicatorForm(IndicatorForm):
    """An indicator and its target."""

    target = forms.CharField(label=_("Målvärde som det är skrivet"), required=False)
    target_uncertain = forms.BooleanField(label=_("Målvärdet är osäkert"), required=False)


class EditorAreaForm(AreaForm):
    """An area's head and what the source said of its goals."""

    goal_status_written = forms.CharField(label=_("Måluppfyllelse med källans ord"), required=False)


EDITOR_FORMS: dict[ItemKind, type[ItemForm]] = {
    **FORMS,
    ItemKind.GOAL: EditorGoalForm,
    ItemKind.ACTIVITY: EditorActivityForm,
    ItemKind.INDICATOR: EditorIndicatorForm,
    ItemKind.AREA: EditorAreaForm,
}
