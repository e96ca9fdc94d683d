"""The forms about people, roles and bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samplan.actors.names import BODY_KIND_NAMES, ROLE_NAMES
from samplan.web.swedish import named
from samplan.web.workspace.fields import ItemForm, day_field

OFFICIAL = {"region", "municipality"}


class RoleForm(ItemForm):
    """A role, for a body, for a time."""

    role = forms.ChoiceField(label=_("Roll"))
    body = forms.ChoiceField(
        label=_("För vilken organisation"),
        required=False,
        help_text=_("Områdesansvariga och kontaktpersoner får ändra det som organisationen är ansvarig för."),
    )
    valid_from = day_field(_("Från och med"), help_text=_("Tomt: från i dag."))
    valid_to = day_field(_("Till och med"), help_text=_("Tomt: tills vidare."))

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "–"), *named(ROLE_NAMES)]
        self.fields["body"].choices = [("", "–"), *((str(pk), name) for pk, name in bodies)]


class InviteForm(RoleForm):
    """Somebody new, with a first role."""

    email = forms.EmailField(label=_("E-post"), widget=forms.EmailInput(attrs={"autocomplete": "off", "lang": ""}))
    name = forms.CharField(
        label=_("Namn"),
        max_length=200,
        help_text=_("Har adressen redan ett konto behåller det sitt namn."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("email", "name", "role", "body", "valid_from", "valid_to")


class BodyForm(ItemForm):
    """A unit, function, association or network."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"))
    part_of = forms.ChoiceField(label=_("Del av"), required=False)

    def __init__(self, *args: Any, bodies: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [c for c in named(BODY_KIND_NAMES) if c[0] not in OFFICIAL]
        self.fields["part_of"].choices = [("", "–"), *((str(pk), name) for pk, name in bodies)]


class RenameForm(ItemForm):
    """Another name for the same body."""

    name = forms.CharField(label=_("Namn"), max_length=200)


class ContactForm(ItemForm):
    """How a body is reached."""

    contact = forms.EmailField(
        label=_("Adress till en funktion"),
        required=False,
        help_text=_(
            "Läsarna ser den bredvid organisationens namn. Skriv en gemensam brevlåda, aldrig en persons adress."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class OwnForm(ItemForm):
    """What a person may change about themselves."""

    name = forms.CharField(label=_("Namn"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Språk i brev till dig"), choices=[("sv", _("Svenska")), ("en", _("Engelska"))]
    )
    digest = forms.ChoiceField(
        label=_("Brev om det som väntar på dig"),
        choices=[("weekly", _("En gång i veckan")), ("daily", _("Varje dag")), ("off", _("Aldrig"))],
        required=False,
        help_text=_("Inget brev skickas när inget väntar."),
    )
    answers_at_once = forms.BooleanField(
        label=_("Skriv genast när någon svarar på en fråga som jag har ställt"),
        required=False,
        help_text=_("Har du valt att aldrig få brev skickas inte heller det här."),
    )
