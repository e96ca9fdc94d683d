"""The decision behind an edition: what the plan's own words or the last edition know of it, proposed, never taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from samplan.plans.models import Plan
from samplan.plans.shapes.content import PlanContent
from samplan.publishing.layouts.wording import MONTHS, long_date
from samplan.publishing.models import Edition

LONGEST_LINE = 200
LONGEST_BODY = 10
"""Words in the name of who decides."""


class _Words(BaseModel):
    """How documents say who decided: said, by whom, and the signs of a paragraph."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    said: list[str] = Field(min_length=1)
    by: list[str]
    paragraph: list[str] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided (with the paragraph, where one is told) and when. words: the line that says so."""

    by: str
    on: date | None
    words: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """The same for a form. edition: the label of the earlier edition that it is taken from, else the plan's words."""

    by: str
    on: date | None
    words: str
    edition: str = ""


@dataclass(frozen=True, slots=True)
class _Patterns:
    line: re.Pattern[str]
    day: re.Pattern[str]
    paragraph: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    text = (files("samplan") / "catalogue" / "decisions.yaml").read_text(encoding="utf-8")
    words = _Words.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))

    def any_of(told: Iterable[str]) -> str:
        return "|".join(re.escape(word) for word in told)

    return _Patterns(
        line=re.compile(
            rf"(?:\w+\s+är\s+)?(?:{any_of(words.said)})\b\s*:?\s*(?:(?:{any_of(words.by)})\b\s*:?)?(.*)", re.I
        ),
        day=re.compile(
            rf"(?:\bden\s+)?\b(?:(\d{{4}})-(\d\d)-(\d\d)|(\d{{1,2}})\s+({any_of(MONTHS)})\s+(\d{{4}}))\b", re.I
        ),
        paragraph=re.compile(rf"\(?(?:{any_of(words.paragraph)})\s*(\d{{1,4}})\b\)?", re.I),
    )


def decision_in(lines: Iterable[str]) -> Decision | None:
    """The first line that says that the plan is decided, by whom or when, and nothing else; None for none."""
    for text in lines:
        line = " ".join(text.split())
        match = _patterns().line.fullmatch(line) if len(line) <= LONGEST_LINE else None
        found = _read(match[1], line) if match else None
        if found is not None:
            return found
    return None


def _read(rest: str, line: str) -> Decision | None:
    days = list(_patterns().day.finditer(rest))
    paragraphs = list(_patterns().paragraph.finditer(rest))
    if len(days) > 1 or len(paragraphs) > 1 or not (days or paragraphs):
        return None
    on = _day(days[0]) if days else None
    if days and on is None:
        return None
    body = _patterns().paragraph.sub(" ", _patterns().day.sub(" ", rest))
    body = re.sub(r"\s+([,.;])", r"\1", " ".join(body.split())).strip(" ,.;:()–-")
    if len(body.split()) > LONGEST_BODY or re.search(r"[.,;:!?]", body):
        return None
    return Decision(" ".join(filter(None, (body, f"§ {paragraphs[0][1]}" if paragraphs else ""))), on, line)


def _day(match: re.Match[str]) -> date | None:
    year, month, day, other_day, name, other_year = match.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        return date(int(other_year), MONTHS.index(name.casefold()) + 1, int(other_day))
    except ValueError:
        return None


def proposed_decision(plan: Plan, content: PlanContent) -> Proposed | None:
    """What a form about a new edition can propose. One query.

    Of a plan that has been published only who decides, for another edition was decided another day; of others what a
    line of the plan's own text says.
    """
    editions = Edition.objects.filter(plan=plan, withdrawal=None).exclude(decided_by="")
    last = editions.order_by("-number").values_list("label", "decided_by", "decided_on").first()
    if last is not None:
        label, by, on = last
        body = _patterns().paragraph.sub(" ", by)
        told = ", ".join(filter(None, (by, long_date(on) if on else "")))
        return Proposed(" ".join(body.split()).strip(" ,"), None, told, label)
    found = decision_in(line for block in content.other for line in block.text.splitlines())
    return Proposed(found.by, found.on, found.words) if found else None
