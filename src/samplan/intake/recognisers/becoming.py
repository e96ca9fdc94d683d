"""What texts of a document become in a plan: by words alone, so that any plan of the document can be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samplan.intake.recognisers.clues import Meaning
from samplan.intake.recognisers.money import amounts
from samplan.intake.recognisers.wording import plain
from samplan.plans.shapes.exchange import Area, Horizon, PlanFile

SHORTEST = 3
"""Shorter texts are compared as a whole only."""
_LEVELS = {Horizon.LONG: Meaning.LONG_GOAL, Horizon.SHORT: Meaning.SHORT_GOAL}
_GOALS = (Meaning.LONG_GOAL, Meaning.SHORT_GOAL)
_JOINED = frozenset({Meaning.BACKGROUND, Meaning.NEEDS, Meaning.COMMENT, Meaning.FOLLOWUP, Meaning.TIME})
"""What several paragraphs or cells are joined to."""
MUCH = 0.6
"""A text must be so much of anything else that holds it."""
FEW = 0.25
"""So small a share of the lines of a goal column does not make it one of both levels."""


@dataclass(frozen=True, slots=True)
class Became:
    """What texts became. meaning: None if they became nothing; share: of their words, 0 to 1, that became it."""

    meaning: Meaning | None
    share: float
    placed: float = 0.0


class Places:
    """The texts of a plan with what each is, to be asked what other texts became."""

    def __init__(self, plan: PlanFile) -> None:
        self._whole: dict[str, list[Meaning]] = {}
        self._texts: list[tuple[str, Meaning]] = []
        self._sums: dict[float, Meaning] = {}
        self._days: dict[str, Meaning] = {}
        for text, meaning in _texts_of(plan):
            bare = plain(text)
            if bare and meaning not in self._whole.setdefault(bare, []):
                self._whole[bare].append(meaning)
                self._texts.append((bare, meaning))
        for area in plan.areas:
            self._sums |= {float(sum_): Meaning.COST for cost in area.costs for sum_ in (cost.min, cost.max)}
            for act in area.activities:
                self._days |= {plain(str(day)): Meaning.TIME for day in (act.start, act.end) if day}
        self._sums = {float(fund.amount): Meaning.AMOUNT for fund in plan.funds} | self._sums

    def of(self, texts: Iterable[str]) -> Became:
        """What these texts became, each counted by its words."""
        words: Counter[Meaning] = Counter()
        total = placed = 0
        for text in texts:
            bare = plain(text)
            size = len(bare.split())
            total += size
            found = self._one(bare, text)
            placed += min(size, max(found.values(), default=0))
            words.update(found)
        if not total or not words:
            return Became(None, 0.0)
        meaning, most = words.most_common(1)[0]
        if meaning in _GOALS and min(words[_GOALS[0]], words[_GOALS[1]]) > FEW * most:
            meaning, most = Meaning.GOAL, words[_GOALS[0]] + words[_GOALS[1]]
        return Became(meaning, min(1.0, most / total), placed / total)

    def share(self, texts: Iterable[str], meaning: Meaning) -> float:
        """The share of the words of these texts that became this, 0 to 1; for `NOTHING`, that became nothing."""
        total = told = 0
        for text in texts:
            bare = plain(text)
            size = len(bare.split())
            found = self._one(bare, text)
            total += size
            if meaning is Meaning.NOTHING:
                told += size if not found else 0
            else:
                told += min(size, sum(found[each] for each in (_GOALS if meaning is Meaning.GOAL else (meaning,))))
        return told / total if total else 0.0

    def _one(self, bare: str, text: str) -> Counter[Meaning]:
        """How many of a text's words each meaning explains."""
        size = len(bare.split())
        if bare in self._whole:
            return Counter(dict.fromkeys(self._whole[bare], size))
        if bare in self._days:
            return Counter({self._days[bare]: size})
        found: Counter[Meaning] = Counter()
        for known, meaning in self._texts:
            if len(known) >= SHORTEST and f" {known} " in f" {bare} ":
                found[meaning] += len(known.split())
            elif (
                len(bare) > SHORTEST
                and (meaning in _JOINED or len(bare) > MUCH * len(known))
                and f" {bare} " in f" {known} "
            ):
                found[meaning] = max(found[meaning], size)
        for amount in amounts(text) if not found else ():
            for value in (amount.min, amount.max):
                if float(value) in self._sums:
                    found[self._sums[float(value)]] += size
        return Counter({meaning: min(size, count) for meaning, count in found.items()})


def _texts_of(plan: PlanFile) -> Iterator[tuple[str, Meaning]]:
    for area in plan.areas:
        yield from _texts_of_area(area)
    yield from ((goal, Meaning.LONG_GOAL) for goal in plan.overall_goals)
    yield from ((fund.name, Meaning.FUND) for fund in plan.funds)
    yield from ((focus.title, Meaning.FOCUS_AREA) for focus in plan.focus_areas)


def _texts_of_area(area: Area) -> Iterator[tuple[str, Meaning]]:
    lone = (
        (area.title, Meaning.AREA), (f"{area.number or ''} {area.title}", Meaning.AREA), (area.number, Meaning.NUMBER),
        (area.group, Meaning.GROUP), (area.background, Meaning.BACKGROUND), (area.needs, Meaning.NEEDS),
        (area.comment, Meaning.COMMENT),
    )  # fmt: skip
    yield from ((text, meaning) for text, meaning in lone if text)
    yield from ((goal.text, _LEVELS[goal.level]) for goal in area.goals)
    for activity in area.activities:
        yield activity.text, Meaning.ACTIVITY
        if activity.timeframe:
            yield activity.timeframe, Meaning.TIME
    yield from ((indicator.text, Meaning.INDICATOR) for indicator in area.indicators)
    yield from ((body, Meaning.RESPONSIBLE) for body in area.responsible)
    yield from ((told.text, Meaning.FOLLOWUP) for told in area.followups)
    yield from ((asked, Meaning.INDICATOR) for asked in area.followup_questions)
    for question in area.challenge_questions:
        yield question.text, Meaning.QUESTION
        for proposal in question.proposals:
            yield proposal.text, Meaning.PROPOSAL
            if proposal.actor:
                yield proposal.actor, Meaning.ACTOR
