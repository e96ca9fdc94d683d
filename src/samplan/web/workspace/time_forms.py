"""A time that is written in a form is understood as one that is read in a document: "Ht 2026" is July to December."""

from __future__ import annotations

from typing import Any

from django import forms

from samplan.intake import read_time
from samplan.web.workspace.item_form import ItemForm, Values

BEFORE = "time_before"
"""The hidden field that tells how the time stood when the form was shown, so that what is typed anew is known."""


class TimedForm(ItemForm):
    """A form with timeframe, start, end and ongoing: other words with the days left as they were are read anew.

    Days that somebody writes or takes away themselves are left alone. Words that tell no day leave none behind.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[BEFORE] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.initial = {**self.initial, BEFORE: _told(self.initial)}

    def clean(self) -> Values:
        """Read the words when they are new and the days are not."""
        data: Values = super().clean() or self.cleaned_data
        before = data.pop(BEFORE, "")
        words, _, days = before.partition("|")
        written = data.get("timeframe") or ""
        if before and written and written != words and _told(data).partition("|")[2] == days:
            read = read_time(written)
            data |= {"start": read.start, "end": read.end, "ongoing": read.ongoing}
        return data


def _told(values: Values) -> str:
    """The time of some values as one text, the words first."""
    days = (str(values.get(name) or "") for name in ("start", "end"))
    return "|".join(((values.get("timeframe") or "").replace("|", " "), *days, "1" if values.get("ongoing") else ""))
