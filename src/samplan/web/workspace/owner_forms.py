"""The forms about who owns what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.plans.names import ASK_ANSWER_NAMES
from samplan.web.swedish import named
from samplan.web.workspace.editor_fields import Suggesting
from samplan.web.workspace.fields import ItemForm, day_field


class AskForm(ItemForm):
    """What is asked of those who are ticked."""

    question = forms.CharField(
        label=_("Din fråga"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Tomt: Tar ni på er det här?"),
    )
    due = day_field(_("Svar senast"))


class AnswerForm(ItemForm):
    """What the body answers."""

    answer = forms.ChoiceField(label=_("Ert svar"))
    text = forms.CharField(
        label=_("Varför, eller vad ni föreslår i stället"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Behövs när ni tackar nej eller föreslår något annat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = [("", "–"), *named(ASK_ANSWER_NAMES)]


class HandOverForm(ItemForm):
    """Who takes over, and from when."""

    to = forms.CharField(
        label=_("Vem tar över?"),
        required=False,
        help_text=_("Välj bland länets organisationer eller skriv med egna ord. Skriv hellre funktion än namn."),
    )
    person = forms.ChoiceField(
        label=_("Person i dag"),
        required=False,
        help_text=_("Byter bara personen väljer du den här och lämnar fältet ovanför tomt."),
    )
    on = day_field(_("Från och med"), required=True)
    reason = forms.CharField(label=_("Varför?"), required=False)

    def __init__(self, *args: Any, names: Iterable[str], people: Iterable[tuple[int, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        widget = Suggesting(names, "bodies")
        widget.attrs |= self.fields["to"].widget.attrs
        self.fields["to"].widget = widget
        told = [(str(pk), f"{name} ({body})" if body else name) for pk, name, body in people]
        self.fields["person"].choices = [("", "–"), *told]


class BecameForm(ItemForm):
    """What a body became, on a day."""

    new = forms.CharField(
        label=_("Den nya organisationens namn"),
        required=False,
        help_text=_("Blev det flera nya skriver du en på varje rad."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    on = day_field(_("Från och med"), required=True)
