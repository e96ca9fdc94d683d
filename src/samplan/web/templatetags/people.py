"""What pages about people and bodies need."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.actors.models import Role
from samplan.actors.names import ROLE_NAMES
from samplan.followup.catalogue import kind_name
from samplan.followup.filled import by_employer, course_rows, in_words
from samplan.followup.logged import as_answers
from samplan.web.swedish import said
from samplan.web.templatetags.samplan import mark

register = template.Library()


@register.simple_tag
def single_sign_on() -> str:
    """What the organisation's own sign-in is called; "" when there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("single_sign_on", {}).get("APPS", [])
    return apps[0]["name"] if apps else ""


register.filter("said", said)


@register.filter
def comment_role(one: Any) -> str:
    """What whoever wrote a comment was in the county."""
    return said(ROLE_NAMES[Role(one.role)]) if one.role else _("Systemet")


@register.simple_tag
def recommendation_answer(answer: str | None) -> SafeString:
    """What a body answered a recommendation: shape and word."""
    shape, word = {
        "accepted": ("started", _("Tar på sig det")),
        "declined": ("notdone", _("Säger nej")),
        "done": ("done", _("Gjort")),
    }.get(answer or "", ("planned", _("Inte besvarad")))
    return format_html('<span class="sp-status" data-status="{}">{}{}</span>', shape, mark(shape), word)


@register.filter
def round_kind(code: str) -> str:
    """What a kind of follow-up is called, in the page's language."""
    return said(kind_name(code))


@register.filter
def filled_in(given: Any, question: Any) -> list[Any]:
    """What was filled in beside an answer's choice and words: each field's label with its value in words."""
    return in_words(question.fields, given.more) if given else []


@register.filter
def employers(result: Any) -> list[tuple[str, int]]:
    """How many took part of each employer, by all answers to a question and what was logged beyond them."""
    return by_employer([*(side.now.more for side in result.texts if side.now), *as_answers(result.logged)])


@register.filter
def participants(result: Any) -> int:
    """How many took part in the occasions that the answers to a question tell of, and what was logged beyond them."""
    told = [*(side.now.more for side in result.texts if side.now), *as_answers(result.logged)]
    return sum(row.total for more in told for row in course_rows(more))
