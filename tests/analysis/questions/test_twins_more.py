"""The questions of a plan, of ages, of who lives there and of what became of figures, each against its slow twin.

Every module among the questions has a twin here or in `test_twins`: the first test fails for one that has none.
"""

from __future__ import annotations

import itertools
import pkgutil
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, UNITS, Indicator, Told, World
from tests.analysis.questions import test_twins as first
from tests.analysis.questions import twins

from samplan.analysis import questions
from samplan.analysis.questions import (
    ages,
    answered_yes,
    changes,
    choosing,
    goal_panel,
    history,
    indicator,
    process,
    profile,
)
from samplan.analysis.results import Measure, Polarity
from samplan.analysis.shapes import Aim, Definition, FigureShape
from samplan.analysis.store.reading import Figures

BETWEEN = datetime(2025, 6, 1, 12, tzinfo=UTC)
SINCE = datetime(2025, 3, 1, tzinfo=UTC)
HERE = (REGION, *MUNICIPALITIES)
MEASURES = (Measure.SURVEY_SHARE, Measure.SHARE, Measure.RATE, Measure.MEAN)


def check_ages(store: Figures, all_of: list[Indicator]) -> None:
    """All of them are one question for other ages; those of the first one's measure are compared with it."""
    own, *others = all_of
    answer = ages.differences(store, own.id, "99")
    assert answer is not None
    assert [card.id for card, _cell in answer.others] == [i.id for i in others]
    for (_card, cell), other in zip(answer.others, others, strict=True):
        newest = twins.newest(other, REGION)
        assert first.near(cell.value if cell else None, newest.value if newest else None)
    found = {(d.unit.id, d.card.id): d for d in answer.differences}
    for units, looks in (((REGION,), answer.looks), (MUNICIPALITIES, answer.place_looks)):
        made = {}
        for other in (i for i in others if i.measure is own.measure):
            for unit in units:
                pair = twins.newest_of_both(other, own, unit)
                if pair is not None:
                    made[(unit, other.id)] = twins.verdict(other, *pair)
        assert {key for key in found if key[0] in units} == set(made)
        for key, kept in zip(made, twins.survivors(list(made.values())), strict=True):
            first.same(found[key].comparison, made[key], kept)
        assert (looks is None) == (not made)
        if looks is not None:
            assert looks.comparisons == sum(v.p is not None for v in made.values())


def check_ages_of_unit(store: Figures, all_of: list[Indicator], unit: str) -> None:
    """Each question once, beside the first of its ages that was asked for."""
    own, *others = all_of
    answer = ages.of_unit(store, unit, [own.id, "kolada:X", *(i.id for i in others)])
    assert answer is not None
    made = {}
    for other in sorted((i for i in others if i.measure is own.measure), key=lambda i: i.title):
        pair = twins.newest_of_both(other, own, unit)
        if pair is not None:
            made[other.id] = (other, pair, twins.verdict(other, *pair))
    assert [line.card.id for line in answer.lines] == ([own.id] if made else [])
    found = [one for line in answer.lines for one in line.differences]
    assert [one.card.id for one in found] == list(made)
    verdicts = [verdict for _other, _pair, verdict in made.values()]
    for one, (_other, (there, here), verdict), kept in zip(
        found, made.values(), twins.survivors(verdicts), strict=True
    ):
        assert first.near(one.other.value, there.value)
        assert first.near(one.own.value, here.value)
        first.same(one.comparison, verdict, kept)
    assert (answer.looks is None) == (not made)


def check_profile(store: Figures, all_of: list[Indicator]) -> None:
    answer, missing = profile.profile(store, "99")
    wanted = [i for i in profile.indicators() if i in {t.id for t in all_of}]
    assert [card.id for card in answer.cards] == wanted
    assert set(missing) == set(profile.indicators()) - set(wanted)
    by_id = {t.id: t for t in all_of}
    assert [line.unit.id for line in answer.lines] == list(HERE)
    for line in answer.lines:
        for part, indicator_id in zip(line.cells, wanted, strict=True):
            told = by_id[indicator_id]
            country, own = twins.newest(told, COUNTRY), twins.newest(told, line.unit.id)
            there = twins.same_period(told, country, line.unit.id)
            if there is not None and there.value is None and (own is None or own.year < there.year):
                own = there
            own = own or (twins.cells_of(told, line.unit.id) or [None])[-1]
            assert (part is None) == (own is None)
            if part is not None and own is not None:
                assert first.near(part[0].value, own.value)
                assert (part[1].outcome.value, part[1].reason) == ("cannot_judge", "not_asked")
    assert answer.looks.comparisons == 0


def check_goal_panel(store: Figures, all_of: list[Indicator]) -> None:
    """Every other figure was chosen under another title, and one is gone."""
    target, chosen = 50.037, []
    for place, told in enumerate(all_of):
        title = f"{told.title} förr" if place % 2 else told.title
        frozen = Definition(title, told.definition, told.id, told.measure)
        aim = Aim(Polarity.LOW_IS_GOOD, 40.0, "2010", target, date(2030, 1, 1), for_goal=True)
        chosen.append(FigureShape(place + 1, 1, 1, 1, 1, "En indikator", frozen, aim))
    gone = replace(chosen[0], definition=replace(chosen[0].definition, reference="kolada:X"))
    answer = goal_panel.panel(store, [*chosen, gone], "99")
    assert answer.missing == ("kolada:X",)
    own = [twins.newest(told, REGION) for told in all_of]
    made = [twins.verdict(t, n, twins.same_period(t, n, COUNTRY)) for t, n in zip(all_of, own, strict=True)]
    kept = twins.survivors(made)
    for place, (line, told, newest) in enumerate(zip(answer.lines, all_of, own, strict=True)):
        first.same_series(line.series, told)
        assert line.series.comparison is not None
        first.same(line.series.comparison, made[place], kept[place])
        assert (line.baseline, line.baseline_period, line.target) == (40.0, "2010", target)
        assert line.card.polarity is Polarity.LOW_IS_GOOD
        assert line.changed == ("retitled" if place % 2 else "")
        assert line.against_target is not None
        assert line.against_target.outcome.value == twins.against_target(told, newest, target)
    assert answer.looks.comparisons == sum(v.p is not None for v in made)


def check_changes(store: Figures, all_of: list[Indicator]) -> None:
    answer = changes.changes(store, SINCE, "99")
    found = {(c.card.id, c.after.unit.id, c.after.sex, c.after.period.start.year): c for c in answer.cells}
    wanted = {}
    for told in all_of:
        for after in (c for c in told.cells if c.until is None and c.since > SINCE and c.unit in {*HERE, COUNTRY}):
            before = twins.before(told, after)
            if before is None or (before.stands, before.value, before.low) != (after.stands, after.value, after.low):
                wanted[(told.id, after.unit, after.sex, after.year)] = (before, after)
    assert set(found) == set(wanted)
    for key, (before, after) in wanted.items():
        one = found[key]
        assert one.kind == twins.what_became(before, after)
        assert first.near(one.after.value, after.value)
        assert (one.before is None) == (before is None)
        if one.before is not None and before is not None:
            assert first.near(one.before.value, before.value)
    assert not changes.changes(store, datetime(2026, 1, 1, tzinfo=UTC), "99").cells


def check_choosing(_store: Figures, all_of: list[Indicator]) -> None:
    assert {card.id for card in choosing.find("")} == {told.id for told in all_of}
    assert choosing.find("finns inte alls") == []
    areas = {name: {card.id for card in cards} for name, cards in choosing.by_theme()}
    assert areas == {name: {t.id for t in all_of if t.area == name} for name in {t.area for t in all_of}}
    assert choosing.operating_areas() == tuple(sorted({t.area for t in all_of}))
    assert [unit for unit, _name in choosing.places_of("99")] == list(HERE)
    for told in all_of:
        assert [card.id for card in choosing.find(told.code)] == [told.id]
        assert choosing.suggested(f"Enligt {told.code}")[0].id == told.id
        assert told.id in {card.id for card in choosing.suggested(told.title)}
        assert choosing.named(choosing.address_of(told.id)) == told.id
        assert choosing.polarity_of(told.id).value == told.polarity
        frozen = choosing.definition_of(told.id)
        assert frozen is not None
        assert (frozen.title, frozen.reference, frozen.measure) == (told.title, told.id, told.measure)
        assert choosing.change_at_source(frozen) == ""
        assert choosing.change_at_source(replace(frozen, definition="Annan.")) == "redefined"
    assert choosing.definition_of("kolada:X") is None
    assert choosing.polarity_of("kolada:X") is Polarity.NONE


def check_history(store: Figures, all_of: list[Indicator]) -> None:
    """Before anything came there was nothing, then what stood at the end of each day, and last what stands."""
    for told in all_of:
        for day in (date(2000, 1, 1), SINCE.date(), date(2100, 1, 1)):
            answer = history.history(store, told.id, "99", day)
            assert answer is not None
            shown = (answer.then.county, answer.then.benchmark, *answer.then.municipalities)
            mine = {s.unit.id: s for s in shown if s is not None}
            for unit in (*HERE, COUNTRY):
                cells = mine[unit].cells if unit in mine else ()
                assert [(c.period.start.year, c.period.years, c.value) for c in cells] == twins.held(told, unit, day)
        assert answer.then == answer.now
        assert answer.days == tuple(sorted({c.since.date() for c in told.cells if c.unit in (*HERE, COUNTRY)}))


def check_process(store: Figures, all_of: list[Indicator]) -> None:
    """Mean and moving ranges by hand; the rules one point at a time."""
    for told in all_of:
        asked = indicator.series(store, told.id, "99")
        assert asked is not None
        answer = process.process(asked)
        there = [(c.year, c.value) for c in twins.cells_of(told, REGION)]
        assert [(c.period.start.year, c.value) for c in answer.cells] == there
        wanted = twins.limits_of_process([value for _year, value in there])
        gaps = any(b[0] - a[0] != 1 for a, b in itertools.pairwise(there))
        if told.measure is Measure.SURVEY_SHARE or len(there) < 13 or gaps or wanted is None:
            assert answer.reason
            assert (answer.limits, answer.signals) == ((), ())
            continue
        assert answer.reason == ""
        low, mean, high, outside = wanted
        for limits in answer.limits:
            assert limits == pytest.approx((low, mean, high))
        assert [signal == "outside" for signal in answer.signals] == outside


def check_answered_yes(store: Figures, all_of: list[Indicator]) -> None:
    """By hand: who has said what the title calls yes, and who has said anything at all."""
    for told in all_of:
        answer = answered_yes.answered_yes(store, told.id, "99")
        assert answer is not None
        if told.measure is not Measure.YES_NO:
            assert (answer.periods, answer.reason) == ((), "not_for_this_measure")
            continue
        yes, elsewhere = SCALES[told.title], [u for u in store.unit_numbers if u.startswith("98")]
        said = {(c.unit, c.year): c.value for c in told.cells if c.value is not None}
        years = sorted({year for unit, year in said if unit in MUNICIPALITIES})
        assert [p.period.start.year for p in answer.periods] == years
        for one, year in zip(answer.periods, years, strict=True):
            mine = [said[(m, year)] for m in MUNICIPALITIES if (m, year) in said]
            others = [said[(m, year)] for m in elsewhere if (m, year) in said]
            assert (one.county.yes, one.county.answered, one.county.there) == (mine.count(yes), len(mine), 4)
            assert sum(n for _word, n in one.county.by_answer) == len(mine)
            assert (one.country is None) == (not others)
            if one.country is not None:
                every = [*mine, *others]
                assert (one.country.yes, one.country.answered) == (every.count(yes), len(every))
                assert one.country.there == len(MUNICIPALITIES) + len(elsewhere)
        if years:
            assert answer.comparison is not None
            sides = (mine.count(yes), len(mine), others.count(yes), len(others))
            assert answer.comparison.outcome.value == twins.shares_apart(*sides, published=answer.periods[-1].published)


TWINNED: dict[str, Callable[..., None]] = {
    "ages": check_ages,
    "answered_yes": check_answered_yes,
    "changes": check_changes,
    "choosing": check_choosing,
    "compare": first.check_compare,
    "funnel": first.check_funnel,
    "goal_panel": check_goal_panel,
    "grid": first.check_grid,
    "history": check_history,
    "indicator": first.check_indicator,
    "municipality": first.check_fact_sheet,
    "process": check_process,
    "profile": check_profile,
    "screening": first.check_screening,
    "search": first.check_search,
    "sexes": first.check_sexes,
    "similar": first.check_similar,
}


def test_every_question_has_its_twin_and_every_twin_is_asked() -> None:
    there = {m.name for m in pkgutil.iter_modules(questions.__path__) if m.name != "answering"}
    assert there == set(TWINNED), "a new question has a slow twin, and stands here with it"
    asked = Path(first.__file__).read_text(encoding="utf-8") + Path(__file__).read_text(encoding="utf-8")
    for name, check in TWINNED.items():
        # Where it is defined, where it stands in the list, and where a test asks it.
        assert len(re.findall(rf"\b{check.__name__}\b", asked)) > 2, f"{name}: its twin is not asked"


def small(draw: Any, code: str, measure: Measure | None = None, title: str = "") -> Indicator:
    return draw(first.indicators(code, measure or draw(st.sampled_from(MEASURES)), title))


@st.composite
def of_ages(draw: Any) -> list[Indicator]:
    """One question for three ages, of which one may be another sort of number."""
    measure = draw(st.sampled_from(MEASURES))
    some = (measure, measure, draw(st.sampled_from((measure, Measure.MEAN))))
    names = ("16-29 år", "30-64 år", "65 år och äldre")
    told = zip(("N00001", "N00002", "N00003"), some, names, strict=True)
    return [small(draw, code, its, f"Invånare {age} med värk") for code, its, age in told]


SCALES = {
    "Ombud finns (Ja=1, Nej=0)": 1.0,
    "Bostad först (Ja=1, Nej=2)": 1.0,
    "Rutin (Breddinfört=2, testverksamhet=1, Nej=0)": 2.0,
}
"""Titles with what counts as yes in each."""


@st.composite
def of_answers(draw: Any) -> list[Indicator]:
    """A question to municipalities on one of the scales; some have not answered, and another measure beside it."""
    title = draw(st.sampled_from(sorted(SCALES)))
    scale = [0.0, 1.0] if "Nej=0" in title else [1.0, 2.0]
    scale += [2.0] if "=2, test" in title else []
    cells = []
    for year in draw(st.sets(st.integers(2018, 2023), min_size=1, max_size=3)):
        cells.append(Told(COUNTRY, year, draw(st.sampled_from((0.2, 0.65)))))
        for unit in (*MUNICIPALITIES, "9801", "9802"):
            cells.append(Told(unit, year, draw(st.sampled_from((*scale, None)))))
    return [Indicator("N00001", title, Measure.YES_NO, cells), small(draw, "N00002", Measure.MEAN)]


@st.composite
def changing(draw: Any) -> list[Indicator]:
    """An indicator without counts, some of whose cells came later or were others before."""
    told = small(draw, "N00001", draw(st.sampled_from((Measure.SURVEY_SHARE, Measure.MEAN))))
    found: list[Told] = []
    for cell in told.cells:
        fate = draw(st.sampled_from(("same", "same", "new", "revised", "withdrawn", "returned")))
        if fate == "same":
            found.append(cell)
            continue
        later = replace(cell, since=BETWEEN)
        empty = Told(cell.unit, cell.year, sex=cell.sex, years=cell.years)
        if fate == "withdrawn":
            found += [replace(cell, until=BETWEEN), replace(empty, since=BETWEEN)]
        else:
            was = replace(cell, value=7.7, low=6.5, high=8.5) if fate == "revised" else empty
            found += [later, *([replace(was, until=BETWEEN)] if fate != "new" else [])]
    told.cells = found
    return [told]


FEW = settings(
    max_examples=5,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def asked_of(all_of: list[Indicator], *checks: Callable[[Figures, list[Indicator]], None]) -> None:
    made = World(all_of)
    with made as store, override_settings(FIGURES_DIR=Path(made.folder)):
        assume(not any(first.hides(store, told) for told in all_of))
        for check in checks:
            check(store, all_of)


@FEW
@given(of_answers(), st.booleans())
def test_how_many_answer_yes_is_as_its_twin(all_of: list[Indicator], alone: bool) -> None:
    """Among the country's others, and where only the county's own municipalities are known."""
    units = [u for u in UNITS if not (alone and u[0].startswith("98"))]
    all_of[0].cells = [c for c in all_of[0].cells if c.unit in {u[0] for u in units}]
    all_of[1].cells = []
    with World(all_of, units=units) as store:
        check_answered_yes(store, all_of)


@FEW
@given(of_ages())
def test_ages_answer_as_their_twin(all_of: list[Indicator]) -> None:
    asked_of(all_of, check_ages, *(partial(check_ages_of_unit, unit=unit) for unit in (REGION, "9902")))


@FEW
@given(st.data())
def test_profile_panel_and_choosing_answer_as_their_twins(data: st.DataObject) -> None:
    all_of = [small(data.draw, code) for code in ("N01951", "N01797")]
    asked_of(all_of, check_profile, check_goal_panel, check_choosing)


@FEW
@given(changing())
def test_changes_answer_as_their_twin(all_of: list[Indicator]) -> None:
    with World(all_of) as store:
        check_changes(store, all_of)
        check_history(store, all_of)


@st.composite
def of_a_process(draw: Any) -> list[Indicator]:
    """A county's mean year by year, long or short, sometimes with a gap or a missing value."""
    years = sorted(
        draw(st.sets(st.integers(2000, 2022), min_size=10)) | set(range(2003, 2003 + draw(st.integers(5, 18))))
    )
    values = st.one_of(st.floats(1, 100), st.floats(40, 50), *([st.none()] if draw(st.booleans()) else []))
    cells = [Told(REGION, year, None if (v := draw(values)) is None else round(v, 2)) for year in years]
    return [Indicator("N00001", measure=draw(st.sampled_from((Measure.MEAN, Measure.SURVEY_SHARE))), cells=cells)]


@FEW
@given(of_a_process())
def test_a_process_answers_as_its_twin(all_of: list[Indicator]) -> None:
    with World(all_of) as store:
        check_process(store, all_of)


def test_a_process_without_gaps_has_limits_and_one_point_outside_them() -> None:
    """Seventeen years, all but one about forty-five."""
    values = [
        45.0,
        44.0,
        46.0,
        45.5,
        44.5,
        46.0,
        44.0,
        45.0,
        46.0,
        45.0,
        70.0,
        45.0,
        44.0,
        46.0,
        45.0,
        44.0,
        46.0,
        45.0,
    ]
    told = Indicator("N00001", measure=Measure.MEAN, cells=[Told(REGION, 2003 + n, v) for n, v in enumerate(values)])
    with World([told]) as store:
        check_process(store, [told])
        asked = indicator.series(store, told.id, "99")
        assert asked is not None
        answer = process.process(asked, target=90.0)
    assert [n for n, signal in enumerate(answer.signals) if signal == "outside"] == [10]
    assert answer.assurance == ("consistent_fail" if told.polarity == "high" else "consistent_pass")
