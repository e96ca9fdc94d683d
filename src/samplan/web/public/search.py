"""Search in an edition's texts with Swedish stemming. No index: an edition is small, and stems are remembered.

A word matches when its stem is the searched stem, begins with it ("suicid" finds "suicidprevention") or, for longer
words, ends with it ("prevention" finds "suicidprevention"). All words must stand in the same text. Every text of the
edition is searched: what this module does not know by name is found as other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import snowballstemmer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from pydantic import BaseModel

from samplan.plans.shapes.content import ActivityContent, AreaContent, GoalContent, IndicatorContent, Label, PlanContent
from samplan.publishing.differences.items import texts_in
from samplan.web import swedish

WORD = re.compile(r"\w+")
AROUND = 110
MOST_PER_AREA = 8
MOST_WORDS = 12
BEGINNING = 4
ENDING = 5
"""Letters that a searched word must have to be found at the beginning, and at the end, of a compound."""
_stemmer = snowballstemmer.stemmer("swedish")


Text = tuple[str, str, str]
"""What it is, where it stands on the page, and its words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that has all the words: what it is, where it stands on the page, and its surroundings, marked."""

    kind: str
    anchor: str
    around: SafeString
    text: str


@dataclass(frozen=True, slots=True)
class AreaHits:
    """The hits of one area (None: the plan's own texts); left is how many are not shown."""

    area: AreaContent | None
    hits: list[Hit]
    left: int

    @property
    def total(self) -> int:
        """All hits of the area, shown or not."""
        return len(self.hits) + self.left


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a word, small letters."""
    return str(_stemmer.stemWord(word.casefold()))


def words_of(query: str) -> list[str]:
    """The stems that are searched for, each once, at most twelve."""
    return list(dict.fromkeys(stem(w) for w in WORD.findall(query)))[:MOST_WORDS]


def search(plan: PlanContent, query: str, most: int = MOST_PER_AREA) -> list[AreaHits]:
    """Where the words stand, the plan's own texts first, then the areas in order; at most so many shown of each."""
    wanted = words_of(query)
    if not wanted:
        return []
    found = []
    for area, texts in [(None, _plan_texts(plan)), *((a, _area_texts(a)) for a in plan.areas)]:
        hits = [hit for kind, anchor, text in texts if text and (hit := _hit(kind, anchor, text, wanted))]
        if hits:
            found.append(AreaHits(area, hits[:most], max(0, len(hits) - most)))
    return found


def all_texts(plan: PlanContent) -> Iterator[str]:
    """Every text that is searched."""
    for texts in (_plan_texts(plan), *map(_area_texts, plan.areas)):
        yield from (text for _kind, _anchor, text in texts)


def like_words(plan: PlanContent, query: str) -> list[str]:
    """Words of the plan that look like the searched ones, for a search that found nothing."""
    known: dict[str, str] = {}
    for text in all_texts(plan):
        for word in WORD.findall(text):
            if len(word) >= BEGINNING:
                known.setdefault(word.casefold(), word)
    near: list[str] = []
    for word in WORD.findall(query)[:MOST_WORDS]:
        near += [known[match] for match in get_close_matches(word.casefold(), known, n=3, cutoff=0.75)]
    return list(dict.fromkeys(near))


def _line(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _word(label: Label | None) -> str:
    """The label in the page's language: what is found is what the page shows."""
    return (label.en if swedish.in_english() else label.sv) if label else ""


def _rest(part: BaseModel, known: str) -> Iterator[Text]:
    """The texts of fields that are younger than this module."""
    names = set(known.split())
    for name in type(part).model_fields:
        if name not in names:
            yield from ((_("Övrigt"), "", text) for text in texts_in(getattr(part, name)))


PLAN_KNOWN = (
    "format id slug title county_code county county_slug made_up parties valid_from valid_to overall_goals "
    "target_images focus_areas perspectives areas funds other type image_ids overall_goal_ids chain lineage tags "
    "opening sources"
)
AREA_KNOWN = (
    "id slug number title group focus_areas identified_by identified_year background needs goals activities "
    "indicators responsible costs followups goal_status comment challenge_questions followup_questions other "
    "takes_part informed asked need_rows"
)
GOAL_KNOWN = "id level text attainment attainment_written attainment_comment under"
ACTIVITY_KNOWN = (
    "id text timeframe start end ongoing recurring kind year status status_written responsible goal takes_part "
    "informed asked"
)
INDICATOR_KNOWN = "id text kind source reference reference_name target target_uncertain"


def _plan_texts(plan: PlanContent) -> Iterator[Text]:
    yield _("Titel"), "", plan.title
    for goal in plan.overall_goals:
        yield _("Mål"), "mal", goal
    for image in plan.target_images:
        yield _("Målbild"), "malbilder", _line(image.number, image.title, image.text)
    for focus in plan.focus_areas:
        yield _("Fokusområde"), "omraden", focus.title
    for perspective in plan.perspectives:
        yield _("Perspektiv"), "perspektiv", perspective
    for fund in plan.funds:
        yield _("Pengar"), "pengar", fund.name
    for step in plan.chain:
        yield _("Antagande"), "", step.assumption or ""
    for block in plan.other:
        yield _("Övrigt"), "ovrigt", block.text
    yield _("Planens ägare"), "", ", ".join(body.name for body in plan.parties)
    yield from _rest(plan, PLAN_KNOWN)


def _area_texts(area: AreaContent) -> Iterator[Text]:
    yield _("Område"), "", _line(area.number, area.title)
    yield _("Avsnitt"), "", area.group or ""
    yield _("Bakgrund"), "bakgrund", area.background or ""
    yield _("Behov"), "bakgrund", area.needs or ""
    yield _("Behov"), "bakgrund", area.identified_by or ""
    own = (need for need in area.need_rows if need.home in {"", area.id})
    yield from ((_("Behov"), "bakgrund", _line(n.text, n.source, n.year, n.evidence)) for n in own)
    yield _("Mål"), "mal", _word(area.goal_status)
    for goal in area.goals:
        yield from _goal_texts(goal)
    for activity in area.activities:
        yield from _activity_texts(activity)
    bodies = (*area.responsible, *area.takes_part, *area.informed)
    yield from ((_("Ansvarig"), "ansvariga", _line(body.name, body.contact)) for body in bodies)
    yield from ((_("Tillfrågad"), "ansvariga", body.name) for body in area.asked)
    for indicator in area.indicators:
        yield from _indicator_texts(indicator)
    for question in area.challenge_questions:
        yield _("Utmaningsfråga"), "fragor", question.text
        for proposal in question.proposals:
            yield _("Förslag"), "fragor", _line(proposal.text, proposal.actor)
    for followup_question in area.followup_questions:
        yield _("Uppföljningsfråga"), "uppfoljning", followup_question
    for followup in area.followups:
        yield _("Uppföljning"), "uppfoljning", _line(followup.year, followup.heading, followup.text)
    yield _("Kommentar"), "uppfoljning", area.comment or ""
    for block in area.other:
        yield _("Övrigt"), "ovrigt", block.text
    yield from _rest(area, AREA_KNOWN)


def _goal_texts(goal: GoalContent) -> Iterator[Text]:
    judged = (_word(goal.attainment), goal.attainment_written, goal.attainment_comment)
    yield _("Mål"), "mal", _line(goal.text, *judged)
    yield from _rest(goal, GOAL_KNOWN)


def _activity_texts(activity: ActivityContent) -> Iterator[Text]:
    bodies = [body.name for body in (*activity.responsible, *activity.takes_part, *activity.informed)]
    bodies += [_("%(body)s (tillfrågad)") % {"body": body.name} for body in activity.asked]
    said = (activity.timeframe, _word(activity.status), activity.status_written)
    yield _("Aktivitet"), "aktiviteter", _line(activity.text, *bodies, *said)
    yield from _rest(activity, ACTIVITY_KNOWN)


def _indicator_texts(indicator: IndicatorContent) -> Iterator[Text]:
    told = (indicator.text, indicator.target, indicator.source, indicator.reference, indicator.reference_name)
    yield _("Indikator"), "indikatorer", _line(*told)
    yield from _rest(indicator, INDICATOR_KNOWN)


def _same(word: str, wanted: str) -> bool:
    """Whether a word of the text, as its stem, is the wanted one or a compound that begins or ends with it."""
    if word == wanted:
        return True
    begins = len(wanted) >= BEGINNING and word.startswith(wanted)
    return begins or (len(wanted) >= ENDING and word.endswith(wanted))


def _hit(kind: str, anchor: str, text: str, wanted: list[str]) -> Hit | None:
    spans: list[tuple[int, int]] = []
    missing = set(wanted)
    for match in WORD.finditer(text):
        word = stem(match.group())
        same = {w for w in wanted if _same(word, w)}
        if same:
            spans.append(match.span())
            missing -= same
    return None if missing else Hit(kind, anchor, around(text, spans), text)


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
