"""The forms of follow-up: a new round, and a new link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samplan.actors.shapes import Sentences
from samplan.followup.catalogue import KindEntry
from samplan.followup.filled import MOST_LINE
from samplan.followup.shapes import Candidate, CourseLog
from samplan.web.swedish import said
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
    )

    def __init__(self, *args: Any, kind: KindEntry, **kwargs: Any) -> None:
        today = timezone.localdate()
        kwargs.setdefault("initial", {"year": today.year, "due": today + timedelta(days=21)})
        super().__init__(*args, **kwargs)
        if kind.own is None:
            del self.fields["own"]
        else:
            self.fields["own"].help_text = said(Sentences(sv=kind.own.help_sv, en=kind.own.help_en))


class _BodyForm(ItemForm):
    """A body chosen among the county's, in the field that the form calls `of`."""

    of = ""

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[self.of].choices = [("", _("Ingen vald")), *((str(pk), name) for pk, name in bodies)]


class HeadForm(_BodyForm):
    """Who is told when the last reminder has not helped."""

    of = "chef"
    chef = forms.ChoiceField(label=_("Vem får veta om ingen svarar"), required=False)
    chef_epost = forms.EmailField(
        label=_("E-post dit"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "lang": ""}),
        help_text=_("Till exempel förvaltningschefens funktionsbrevlåda. Tomt: ingen får veta."),
    )


class JointForm(_BodyForm):
    """Who answers for all together."""

    of = "gemensam"
    gemensam = forms.ChoiceField(
        label=_("Vem svarar för länet gemensamt"),
        required=False,
        help_text=_("Svaret står för sig och räknas inte bland organisationernas. Ingen vald: inget gemensamt svar."),
    )
    gemensam_epost = forms.CharField(
        label=_("E-post till den"), required=False, widget=forms.TextInput(attrs={"inputmode": "email", "lang": ""})
    )

    def chosen(self) -> tuple[int, list[str]] | None:
        """The body with its addresses, by blanks or commas; None for no joint answer."""
        told = self.cleaned_data
        return (int(told["gemensam"]), addresses_in(told["gemensam_epost"] or "")) if told["gemensam"] else None


class ReopenForm(ItemForm):
    """Why a closed round is opened again, and until when."""

    reason = forms.CharField(
        label=_("Varför"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Står kvar i uppföljningen, med dagens datum."),
    )
    due = day_field(_("Sista dag att svara"), required=True)


class ProlongForm(ItemForm):
    """A later last day."""

    due = day_field(_("Ny sista dag"), required=True)


class LinkForm(ItemForm):
    """An address that gets a link of its own to a body's answers."""

    email = forms.EmailField(label=_("E-post"), widget=forms.EmailInput(attrs={"autocomplete": "off", "lang": ""}))


def chosen_bodies(data: Any) -> dict[int, list[str]]:
    """The bodies that were ticked, with the addresses that stand beside them, by blanks or commas."""
    ticked = [int(v) for v in data.getlist("organisation") if v.isdecimal() and len(v) < 12]
    return {pk: addresses_in(data.get(f"epost-{pk}", "")) for pk in ticked}


def addresses_in(written: str) -> list[str]:
    """The addresses that stand in a field, by blanks or commas."""
    return written.replace(",", " ").replace(";", " ").split()


def body_rows(found: list[Candidate], data: Any = None) -> list[tuple[Candidate, bool, str]]:
    """Each body with whether it is ticked and which addresses stand there: as posted, else those with a contact."""
    if data is None:
        return [(c, bool(c.emails), ", ".join(c.emails)) for c in found]
    ticked = chosen_bodies(data)
    return [(c, c.body_id in ticked, data.get(f"epost-{c.body_id}", "")) for c in found]


class CourseForm(ItemForm):
    """An occasion of a course that whoever answers for an area logs."""

    code = forms.ChoiceField(label=_("Kurs"))
    area = forms.ChoiceField(label=_("Område"))
    on = forms.CharField(label=_("Dag"), widget=forms.DateInput(attrs={"type": "date", "lang": ""}))
    place = forms.CharField(label=_("Plats"), required=False, max_length=MOST_LINE)
    instructor = forms.CharField(
        label=_("Instruktör, som funktion eller organisation"), required=False, max_length=MOST_LINE
    )
    people = forms.CharField(
        label=_("Deltagare från varje arbetsgivare"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En arbetsgivare på varje rad, med antalet sist: Exempelby kommun 12"),
    )

    def __init__(self, *args: Any, logs: list[CourseLog], areas: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = [(one.code, said(one.text)) for one in logs]
        self.fields["area"].choices = [(str(area.pk), str(area)) for area in areas]

    def told(self) -> dict[str, Any]:
        """What the actions take, as typed."""
        told = {name: value or "" for name, value in self.cleaned_data.items()}
        area = int(told.pop("area"))
        return {**told, "area_id": area}
