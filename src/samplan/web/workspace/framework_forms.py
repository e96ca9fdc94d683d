"""Forms of frameworks and their parts, and what their fields are called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.actors.shapes import DomainError
from samplan.plans.names import FRAMEWORK_KIND_NAMES
from samplan.plans.shapes.frameworks import LEVEL_WORDS, FrameworkEntry, NodeEntry
from samplan.web.swedish import long_date, said
from samplan.web.workspace.fields import ItemForm, day_field
from samplan.web.workspace.shell import sentence_of

FIELD_WORDS = {
    "kind": gettext_lazy("Vad det ordnar"),
    "name": gettext_lazy("Namn"),
    "name_en": gettext_lazy("Namn på engelska"),
    "source": gettext_lazy("Källa"),
    "vision": gettext_lazy("Vision"),
    "valid_from": gettext_lazy("Gäller från"),
    "valid_to": gettext_lazy("Gäller till och med"),
    "number": gettext_lazy("Nummer"),
    "level": gettext_lazy("Vad delen kallas"),
    "parent": gettext_lazy("Står under"),
    "place": gettext_lazy("Plats i ordningen"),
    "wordings": gettext_lazy("Andra ord"),
    "mappings": gettext_lazy("Motsvarighet"),
}
"""The fields of a framework and of its parts, as histories and files tell them."""


def kind_choices() -> list[tuple[str, str]]:
    """What a framework can order, in the page's language."""
    return [(kind.value, said(name)) for kind, name in FRAMEWORK_KIND_NAMES.items()]


def in_words(field: str, value: Any, names: dict[Any, str]) -> Any:
    """A value as a person reads it. names: parts by what the value calls them by."""
    if not value:
        return ""
    if field == "kind":
        return said(next(name for kind, name in FRAMEWORK_KIND_NAMES.items() if kind.value == value))
    if field in {"valid_from", "valid_to"}:
        return long_date(value)
    if field == "level":
        return LEVEL_WORDS.get(value, value)
    return names.get(value, _("en del som inte finns kvar")) if field == "parent" else value


def add_error(form: ItemForm, error: DomainError) -> None:
    """Show what was refused at its field, or above the form."""
    field = getattr(error, "field", "")
    form.add_error(field if field in form.fields else None, sentence_of(error))


class FrameworkForm(ItemForm):
    """A framework of the county's own."""

    name = forms.CharField(label=gettext_lazy("Ramverkets namn"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("Vad ordnar det?"))
    copy_of = forms.ChoiceField(label=gettext_lazy("Börja med en kopia av"), required=False)
    valid_from = day_field(gettext_lazy("Gäller från"))

    def __init__(self, frameworks: list[FrameworkEntry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()
        self.fields["copy_of"].choices = [("", _("Ingen, börja tomt")), *((f.code, f.name) for f in frameworks)]


class ChangeFrameworkForm(ItemForm):
    """What a framework says of itself. seen: its version, as the form was opened."""

    name = forms.CharField(label=gettext_lazy("Ramverkets namn"), max_length=300)
    name_en = forms.CharField(
        label=gettext_lazy("Namn på engelska"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Vad ordnar det?"))
    source = forms.CharField(label=gettext_lazy("Källa"), max_length=300, required=False)
    vision = forms.CharField(label=gettext_lazy("Vision"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    valid_from = day_field(gettext_lazy("Gäller från"))
    valid_to = day_field(gettext_lazy("Gäller till och med"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()


class NodeForm(ItemForm):
    """A part of a framework."""

    number = forms.CharField(label=gettext_lazy("Nummer"), required=False, max_length=20)
    name = forms.CharField(label=gettext_lazy("Namn"), max_length=500)
    name_en = forms.CharField(
        label=gettext_lazy("Namn på engelska"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    level = forms.CharField(
        label=gettext_lazy("Vad kallas delen?"),
        max_length=40,
        help_text=gettext_lazy("Med ramverkets egna ord, till exempel mål, delmål eller målgrupp."),
    )


class NewNodeForm(NodeForm):
    """A new part, and where it stands."""

    parent = forms.ChoiceField(label=gettext_lazy("Står under"), required=False)

    def __init__(self, nodes: list[NodeEntry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("Inget, den står överst")), *((n.id, n.words) for n in nodes)]


class ChangeNodeForm(NodeForm):
    """A part's words, and when it holds. seen: its version, as the form was opened."""

    valid_from = day_field(gettext_lazy("Gäller från"))
    valid_to = day_field(gettext_lazy("Gäller till och med"))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MoveNodeForm(ItemForm):
    """Where a part is to stand. seen: the framework's version, as the form was opened."""

    parent = forms.ChoiceField(label=gettext_lazy("Ska stå under"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, nodes: list[NodeEntry], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indent = "\u00a0" * 4
        places = [(n.id, f"{indent * n.depth}{n.words}") for n in nodes]
        self.fields["parent"].choices = [("", _("Inget, den står överst")), *places]


class FrameworkFileForm(ItemForm):
    """A file to put in, and the last day of what it leaves out."""

    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("YAML eller CSV, högst 400 kB. Ingenting ändras innan du har sett vad filen gör."),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.csv"}),
    )
    last_day = day_field(
        gettext_lazy("Sista dag för det som inte står i filen"),
        required=True,
        help_text=gettext_lazy("En del tas aldrig bort. Det som filen inte har får den här sista dagen."),
    )
