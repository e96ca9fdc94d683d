"""The form that all forms of the workspace are made from."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _

from samplan.documents.characters import clean
from samplan.web.swedish import number

Values = dict[str, Any]
MOST_WRITTEN = 20_000
"""Characters in one field: some six pages. A text that came with a document and is longer may stay as long."""


class ItemForm(forms.Form):
    """Base of all: blank optional fields become None, dates become ISO text.

    Every error says what is wrong, that nothing has been saved, and what to do; the first one gets the focus.
    Characters that are not seen are taken out of what was written.
    """

    template_name_div = "workspace/form_fields.html"
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and field.max_length is None:
                # No maxlength in the page: a browser would cut what is pasted, and say nothing.
                field.validators.append(_not_longer(field, max(MOST_WRITTEN, len(str(self.initial.get(name) or "")))))
            field.widget.attrs["class"] = "ds-input"
            field.half = isinstance(field.widget, forms.Select)
            field.short = isinstance(field.widget, forms.DateInput) or "inputmode" in field.widget.attrs
            if isinstance(field.widget, forms.TextInput | forms.Textarea) and not field.short:
                field.widget.attrs.setdefault("lang", "sv")
            field.error_messages |= _sentences(field)

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = clean(value)

    def focus(self, *, first: bool = False, on: str = "") -> None:
        """Let the first field at fault have the focus when the page opens; or the one, or the first, asked for."""
        names = [name for name in self.fields if self.errors.get(name)] if self.is_bound else []
        if on in self.fields and not names:
            names = [on]
        if first and not names:
            names = list(self.fields)[:1]
        if names:
            self.fields[names[0]].widget.attrs["autofocus"] = True

    def values(self) -> Values:
        """The cleaned values as `ItemKind` wants them."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


def _not_longer(field: forms.Field, most: int) -> MaxLengthValidator:
    words = _(
        "”%(label)s” är längre än %(most)s tecken. Inget har sparats. Det du har skrivit står kvar: korta det, eller"
        " dela upp det på flera."
    )
    return MaxLengthValidator(most, words % {"label": field.label, "most": number(most)})


def _sentences(field: forms.Field) -> dict[str, str]:
    """What each fault of a field is called: what is wrong, what is safe, what to do."""
    label = field.label
    example = {forms.DateField: "2026-03-12", forms.IntegerField: "2026", forms.DecimalField: "15000"}
    like = next((words for kind, words in example.items() if isinstance(field, kind)), "")
    unread = _("”%(label)s” går inte att läsa. Inget har sparats. Skriv som %(like)s.") % {"label": label, "like": like}
    outside = _("”%(label)s” är utanför det som går att spara. Inget har sparats. Rätta talet.") % {"label": label}
    choose = _("Valet i ”%(label)s” finns inte. Inget har sparats. Välj ett i listan.") % {"label": label}
    return {
        "required": _("”%(label)s” är tomt. Inget har sparats. Fyll i det och spara igen.") % {"label": label},
        "invalid": unread,
        "min_value": outside,
        "max_value": outside,
        "max_decimal_places": unread,
        "max_digits": outside,
        "invalid_choice": choose,
    }


def _plain(value: Any) -> Any:
    if value == "":
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value
