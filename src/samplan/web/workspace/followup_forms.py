"""The forms of follow-up: a new round, and a new link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samplan.followup.shapes import Candidate
from samplan.web.workspace.fields import ItemForm, day_field


class RoundForm(ItemForm):
    """When a round is, and what else it asks. The questions and the bodies are ticked beside it."""

    year = forms.IntegerField(
        label=_("År"), min_value=1990, max_value=2100, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    due = day_field(_("Sista dag att svara"), required=True)
    own = forms.CharField(
        label=_("Egna frågor"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En fråga på varje rad. De besvaras med ja, delvis eller nej och med egna ord."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"year": today.year, "due": today + timedelta(days=21)})
        super().__init__(*args, **kwargs)


class LinkForm(ItemForm):
    """An address that gets a link of its own to a body's answers."""

    email = forms.EmailField(label=_("E-post"), widget=forms.EmailInput(attrs={"autocomplete": "off", "lang": ""}))


def chosen_bodies(data: Any) -> dict[int, list[str]]:
    """The bodies that were ticked, with the addresses that stand beside them, by blanks or commas."""
    ticked = [int(v) for v in data.getlist("organisation") if v.isdecimal() and len(v) < 12]
    return {pk: data.get(f"epost-{pk}", "").replace(",", " ").replace(";", " ").split() for pk in ticked}


def body_rows(found: list[Candidate], data: Any = None) -> list[tuple[Candidate, bool, str]]:
    """Each body with whether it is ticked and which addresses stand there: as posted, else those with a contact."""
    if data is None:
        return [(c, bool(c.emails), ", ".join(c.emails)) for c in found]
    ticked = chosen_bodies(data)
    return [(c, c.body_id in ticked, data.get(f"epost-{c.body_id}", "")) for c in found]
