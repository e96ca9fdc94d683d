"""Search in an edition's texts with Swedish stemming. No index: an edition is small, and stems are remembered.

A word matches when its stem is the searched stem or begins with it, so "suicid" finds "suicidprevention" and
"utbildningar" finds "utbildning". All words must stand in the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samplan.plans.shapes.content import AreaContent, PlanContent

WORD = re.compile(r"\w+")
AROUND = 110
MOST_PER_AREA = 8
MOST_WORDS = 12
BEGINNING = 4
_stemmer = snowballstemmer.stemmer("swedish")


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that has all the words: what it is, where it stands on the area's page, and its surroundings, marked."""

    kind: str
    anchor: str
    around: SafeString


@dataclass(frozen=True, slots=True)
class AreaHits:
    """The hits of one area (None: the plan's own texts); left is how many are not shown."""

    area: AreaContent | None
    hits: list[Hit]
    left: int


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word, small letters."""
    return str(_stemmer.stemWord(word.casefold()))


def words_of(query: str) -> list[str]:
    """The stems that are searched for, each once, at most twelve."""
    return list(dict.fromkeys(stem(w) for w in WORD.findall(query)))[:MOST_WORDS]


def search(plan: PlanContent, query: str) -> list[AreaHits]:
    """Where the words stand, the plan's own texts first, then the areas in order."""
    wanted = words_of(query)
    if not wanted:
        return []
    found = []
    for area, texts in [(None, _plan_texts(plan)), *((a, _area_texts(a)) for a in plan.areas)]:
        hits = [hit for kind, anchor, text in texts if (hit := _hit(kind, anchor, text, wanted))]
        if hits:
            found.append(AreaHits(area, hits[:MOST_PER_AREA], max(0, len(hits) - MOST_PER_AREA)))
    return found


def _plan_texts(plan: PlanContent) -> Iterator[tuple[str, str, str]]:
    yield _("Titel"), "", plan.title
    for goal in plan.overall_goals:
        yield _("Mål"), "mal", goal
    for image in plan.target_images:
        yield _("Målbild"), "malbilder", " ".join(filter(None, (image.title, image.text)))
    for perspective in plan.perspectives:
        yield _("Perspektiv"), "perspektiv", perspective
    for fund in plan.funds:
        yield _("Pengar"), "pengar", fund.name


def _area_texts(area: AreaContent) -> Iterator[tuple[str, str, str]]:
    yield _("Område"), "", " ".join(filter(None, (area.number, area.title)))
    yield _("Bakgrund"), "bakgrund", area.background or ""
    yield _("Behov"), "bakgrund", area.needs or ""
    for goal in area.goals:
        yield _("Mål"), "mal", goal.text
    for activity in area.activities:
        yield _("Aktivitet"), "aktiviteter", " · ".join([activity.text, *(b.name for b in activity.responsible)])
    for body in area.responsible:
        yield _("Ansvarig"), "ansvariga", body.name
    for indicator in area.indicators:
        yield _("Indikator"), "indikatorer", " ".join(filter(None, (indicator.text, indicator.source)))
    for question in area.challenge_questions:
        yield _("Utmaningsfråga"), "fragor", question.text
        for proposal in question.proposals:
            yield _("Förslag"), "fragor", " · ".join(filter(None, (proposal.text, proposal.actor)))
    for followup_question in area.followup_questions:
        yield _("Uppföljningsfråga"), "uppfoljning", followup_question
    for followup in area.followups:
        yield _("Uppföljning"), "uppfoljning", " ".join(filter(None, (followup.heading, followup.text)))
    yield _("Kommentar"), "uppfoljning", area.comment or ""
    for block in area.other:
        yield _("Övrigt"), "ovrigt", block.text


def _hit(kind: str, anchor: str, text: str, wanted: list[str]) -> Hit | None:
    spans: list[tuple[int, int]] = []
    missing = set(wanted)
    for match in WORD.finditer(text):
        word = stem(match.group())
        same = {w for w in wanted if word == w or (len(w) >= BEGINNING and word.startswith(w))}
        if same:
            spans.append(match.span())
            missing -= same
    return None if missing else Hit(kind, anchor, around(text, spans))


def around(text: str, spans: list[tuple[int, int]]) -> SafeString:
    """The words with about a hundred letters on each side of the first one, cut between words, each marked."""
    first, last = spans[0]
    start = 0 if first <= AROUND else text.rfind(" ", 0, first - AROUND) + 1
    end = len(text) if len(text) - last <= AROUND else text.find(" ", last + AROUND)
    end = len(text) if end < 0 else end
    parts, at = [], start
    for left, right in spans:
        if right > end:
            break
        parts.append((text[at:left], text[left:right]))
        at = right
    marked = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html("{}{}{}{}", "… " if start else "", marked, text[at:end], " …" if end < len(text) else "")
