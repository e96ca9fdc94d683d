"""What somebody wrote that could not be kept, told back so that it can be copied: nothing that is written is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest

from samplan.followup.shapes import Question, Sheet
from samplan.web.answer_forms import fingerprint

_WORDS = re.compile(r"^(text(-\d+)?|falt-.*|epost)$")
_TICKED = re.compile(r"^(node|focus)-\d+$")
"""Codes of what was ticked are no words."""


def written(request: HttpRequest) -> list[str]:
    """The words of a form that was sent, in its order: answers and what was filled in beside them."""
    found = [
        value.strip()
        for name, values in request.POST.lists()
        if _WORDS.match(name)
        for value in values
        if not _TICKED.match(value)
    ]
    return [words for words in dict.fromkeys(found) if words]


def unkept(sheet: Sheet, typed: Iterable[tuple[Question, Any]]) -> list[tuple[Question, Any]]:
    """The questions of which something else was sent than what is kept, each with what was sent."""
    return [(q, given) for q, given in typed if fingerprint(q, given) != fingerprint(q, sheet.answers.get(q.code))]
