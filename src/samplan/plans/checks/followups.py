"""Follow-up: silence, and what the plan waits for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from samplan.plans.checks.catalogue import any_of, bounds
from samplan.plans.checks.registry import Hit, of_area, of_plan
from samplan.plans.checks.sight import AreaSight, Around, Sight, Text
from samplan.plans.shapes.findings import Place
from samplan.plans.shapes.items import ItemKind

YEAR = timedelta(days=365)
SENTENCE = re.compile(r"(?<=[.!?])\s+")
WORD = re.compile(r"[^\W\d_]{3,}")
ALIKE = 0.6
"""The share of the shorter sentence's words that the other must have, for the two to wait for the same."""


@of_plan
def plan_silent(sight: Sight) -> Iterator[Hit]:
    """No area has been followed up for more than a year, in a plan that has held for longer than that.

    A round, a judged year and a published year follow a plan up as well as its own texts do.
    """
    around = sight.around
    old = _begun(around) or around.last_followup is not None
    if len(sight.areas) > 1 and old and around.begun and not around.passed and not around.followed_up_lately:
        last = str(around.last_followup or "")
        yield Hit(sight.here(), quote=last, basis=last or "-", places=tuple(a.here() for a in sight.areas))


@of_area
def not_followed_up_for_a_year(sight: AreaSight) -> Iterator[Hit]:
    """Others have been followed up lately, this area not since the year before last, while the plan holds."""
    around, area = sight.around, sight.area
    if around.passed or not around.begun or not around.followed_up_lately or not (area.goals or area.activities):
        return
    years = sight.followed_years
    if years and max(years) < around.today.year - 1:
        yield Hit(sight.here(), quote=str(max(years)))
    elif not years and not area.followups and _begun(around):
        yield Hit(sight.here())


def _begun(around: Around) -> bool:
    """Whether the plan has held for more than a year."""
    return around.valid_from is not None and around.valid_from < around.today - YEAR


@dataclass
class Waiting:
    """Sentences that wait for the same thing. roots: the word beginnings that all of them were compared by."""

    roots: frozenset[str]
    texts: list[tuple[Place, str]] = field(default_factory=list)

    @property
    def areas(self) -> dict[str, Place]:
        """The first place of each area."""
        found: dict[str, Place] = {}
        for place, _sentence in self.texts:
            found.setdefault(place.area or "", place)
        return found


def waiting_groups(sight: Sight) -> list[Waiting]:
    """Sentences that tell of waiting, grouped by what they wait for, in the order of the plan.

    Two sentences belong together when most of their words begin alike. A sentence is compared only with groups that
    share one of its words, so that the work grows with the text.
    """
    groups: list[Waiting] = []
    by_root: dict[str, list[int]] = {}
    for text in (t for area in sight.areas for t in area.prose):
        for sentence in _waiting_sentences(text):
            roots = _roots(sentence)
            if not roots:
                continue
            near = dict.fromkeys(i for root in roots for i in by_root.get(root, ()))
            at = next((i for i in near if _alike(roots, groups[i].roots)), None)
            if at is None:
                at = len(groups)
                groups.append(Waiting(roots))
                for root in roots:
                    by_root.setdefault(root, []).append(at)
            groups[at].texts.append((text.place, sentence))
    return groups


def _waiting_sentences(text: Text) -> Iterator[str]:
    if any_of("dependency").search(text.text):
        for sentence in SENTENCE.split(text.text):
            if any_of("dependency").search(sentence):
                yield sentence.strip()


def _roots(sentence: str) -> frozenset[str]:
    """The beginnings of a sentence's words, without those that say nothing."""
    bare = any_of("empty_words").sub(" ", any_of("dependency").sub(" ", sentence))
    return frozenset(w[:6].casefold() for w in WORD.findall(bare))


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    shared, shorter = len(some & others), min(len(some), len(others))
    return shared >= 2 and shared >= ALIKE * shorter


def _settled(sight: Sight) -> frozenset[str]:
    """Areas that wait for something of which it is written who decides, and when; or that has been decided."""
    told = (d for d in sight.plan.dependencies if d.released_on or (d.owner and (d.expected or d.expected_written)))
    return frozenset(w.area for d in told for w in d.waiting)


def _shared(sight: Sight, *, half: bool) -> Iterator[Hit]:
    settled = _settled(sight)
    for group in waiting_groups(sight):
        areas = {area: place for area, place in group.areas.items() if area not in settled}
        most = len(areas) * 2 >= len(sight.areas)
        if len(areas) >= bounds().areas_that_wait and most is half:
            places = tuple(areas.values())
            told = (("number", str(len(areas))), ("of", str(len(sight.areas))))
            quote = min((s for _p, s in group.texts), key=len)
            basis = f"{quote}\n{len(areas)}"
            yield Hit(sight.here(), quote=quote, places=places, told=told, basis=basis)


@of_plan
def half_waits_for_the_same(sight: Sight) -> Iterator[Hit]:
    """At least half of the areas wait for one and the same thing."""
    yield from _shared(sight, half=True)


@of_plan
def several_wait_for_the_same(sight: Sight) -> Iterator[Hit]:
    """Several areas wait for one and the same thing."""
    yield from _shared(sight, half=False)


@of_plan
def dependency_unsettled(sight: Sight) -> Iterator[Hit]:
    """What areas wait for is written down, but not who decides or when."""
    for d in sight.plan.dependencies:
        if d.released_on is None and not (d.owner and (d.expected or d.expected_written)):
            place = Place(ItemKind.DEPENDENCY, None, d.id, 0, d.title)
            yield Hit(place, quote=d.title, field="expected" if d.owner else "owner")


@of_plan
def dependency_overdue(sight: Sight) -> Iterator[Hit]:
    """The day on which the decision was expected has gone by."""
    for d in sight.plan.dependencies:
        if sight.around.begun and d.released_on is None and d.expected and d.expected < sight.around.today:
            yield Hit(Place(ItemKind.DEPENDENCY, None, d.id, 0, d.title), quote=d.title, basis=d.expected.isoformat())
