"""The store: built whole from what came, refusing what cannot be, remembering what was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from tests.analysis.runs_world import STRESS, UNITS, lay_run, values

from samplan.analysis.formulas.estimates import NoInterval
from samplan.analysis.results import Measure, Period, PeriodKind, Polarity, Sex, Status
from samplan.analysis.sources import places
from samplan.analysis.sources.faults import BusyRun, StoreFault
from samplan.analysis.sources.runs import Plan, running
from samplan.analysis.sources.shapes import GivenIndicator, GivenUnit, GivenValues
from samplan.analysis.store import building, reading
from samplan.analysis.store.building import build
from samplan.analysis.store.codes import NO_INTERVALS, STATUSES

WINDOW_2024 = Period(date(2021, 1, 1), PeriodKind.WINDOW, 4)


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_DIR = tmp_path / "figures"


def simple(value: float | None = 20.0) -> GivenValues:
    return values([("N99001", "9901", "2024", "T", value), ("N99001", "0000", "2024", "T", 15.0)])


def test_an_empty_store_answers_that_there_is_nothing() -> None:
    store = reading.figures()
    assert reading.catalogue(store, "stress") == ()
    assert reading.indicator(store, "exempel:N99001") is None
    assert len(reading.cells(store, "exempel:N99001", ["9901"])) == 0
    assert len(reading.all_latest(store, ["9901"])) == 0


def test_a_value_comes_out_as_it_came_with_its_window_and_its_reason_for_no_interval() -> None:
    lay_run(simple())
    assert build().observations == 2
    store = reading.figures()
    facts = reading.indicator(store, "exempel:N99001")
    assert facts is not None
    assert facts.made_up
    assert (facts.card.measure, facts.card.window, facts.card.producer) == (Measure.SHARE, 4, "Exempelmyndigheten")
    there = reading.cells(store, "exempel:N99001", ["9901"])
    assert there.value.tolist() == [20.0]
    assert there.start.astype("datetime64[D]").tolist() == [date(2021, 1, 1)]
    assert there.years.tolist() == [4]
    assert NO_INTERVALS[there.no_interval[0]] is NoInterval.TOTAL
    assert np.isnan(there.low).all()


def test_nought_is_a_value_and_missing_is_none_of_them() -> None:
    told = values([("N99001", "9901", "2023", "T", 0.0), ("N99001", "9901", "2024", "T", None)])
    told.add("N99001", "9902", "2024", "T", None, status="hidden")
    told.add("N99001", "9902", "2023", "T", None, status="Missing")
    told.add("N99001", "0099", "2024", "T", 7.0, deleted=True)
    lay_run(told)
    build()
    there = reading.cells(reading.figures(), "exempel:N99001", ["9901", "9902", "0099"])
    by_key = {
        (reading.figures().places[u].unit.id, str(start)[:4]): (STATUSES[status], value)
        for u, start, status, value in zip(there.unit, there.start, there.status, there.value, strict=True)
    }
    assert by_key["9901", "2020"] == (Status.ZERO, 0.0)
    assert {key: told[0] for key, told in by_key.items() if np.isnan(told[1])} == {
        ("9901", "2021"): Status.UNKNOWN,
        ("9902", "2021"): Status.HIDDEN,
        ("9902", "2020"): Status.UNKNOWN,
        ("0099", "2021"): Status.WITHDRAWN,
    }


def test_a_margin_is_joined_to_its_value_and_is_no_indicator_to_choose() -> None:
    margin = GivenIndicator("N99002", "Osäkerhetstal - stressade, andel (%)", "Påhittat.", by_sex=True)
    told = values(
        [
            ("N99001", "9901", "2024", "T", 20.0),
            ("N99002", "9901", "2024", "T", 3.0),
            ("N99001", "9901", "2024", "K", 24.0),
            ("N99001", "0000", "2024", "T", 15.0),
            ("N99002", "0000", "2024", "T", 0.5),
        ]
    )
    lay_run(told, indicators=(margin, replace(STRESS, margin="N99002")))
    build()
    store = reading.figures()
    there = reading.cells(store, "exempel:N99001", ["9901"])
    assert (there.low[0], there.high[0], there.no_interval[0]) == (17.0, 23.0, 0)
    assert np.isnan(there.low[1])
    assert NO_INTERVALS[there.no_interval[1]] is NoInterval.NOT_PUBLISHED
    assert [f.code for f in reading.catalogue(store)] == ["N99001"]
    newest = reading.all_latest(store, ["9901"])
    assert newest.value.tolist() == [20.0, 24.0]
    assert (newest.country_value[0], newest.country_low[0], newest.country_high[0]) == (15.0, 14.5, 15.5)
    assert np.isnan(newest.country_value[1])


def test_two_values_of_one_key_are_refused_and_the_old_file_stays() -> None:
    lay_run(simple())
    build()
    before = places.database().read_bytes()
    told = simple(21.0)
    told.add("N99001", "9901", "2024", "T", 22.0)
    lay_run(told)
    with pytest.raises(StoreFault, match=r"Two values claim one place: exempel:N99001, 9901, T, 2021-01-01"):
        build()
    assert places.database().read_bytes() == before
    assert [path.name for path in places.folder().glob("figures*")] == ["figures.duckdb"]


def test_a_duplicate_is_refused_in_the_first_run_too() -> None:
    told = simple()
    told.add("N99001", "9901", "2024", "T", 20.0)
    lay_run(told)
    with pytest.raises(StoreFault, match="claim one place"):
        build()
    assert not places.database().exists()


def test_a_period_that_is_none_is_refused() -> None:
    lay_run(values([("N99001", "9901", "förra året", "T", 20.0)]))
    with pytest.raises(StoreFault, match="förra året"):
        build()


def test_what_a_figure_was_on_any_day() -> None:
    first = lay_run(simple(20.0))
    lay_run(simple(20.0))
    third = lay_run(simple(18.0))
    assert build().vintages == 1
    store = reading.figures()
    old, new = reading.vintages_of(store, "exempel:N99001", "9901", WINDOW_2024)
    assert (old.value, old.valid_from, old.valid_to) == (20.0, first.moment, third.moment)
    assert (new.value, new.valid_from, new.valid_to) == (18.0, third.moment, None)
    yesterday = first.moment.date() - timedelta(days=1)
    assert reading.vintage_of(store, "exempel:N99001", "9901", WINDOW_2024, yesterday) is None
    assert reading.cells(store, "exempel:N99001", ["9901"], as_of=first.moment.date()).value.tolist() == [18.0]
    assert len(reading.cells(store, "exempel:N99001", ["9901"], as_of=yesterday)) == 0
    (change,) = reading.changed_since(store, first.moment)
    assert change.before is not None
    assert (change.unit, change.sex, change.before.value, change.after.value) == ("9901", Sex.TOTAL, 20.0, 18.0)
    assert change.period.label == "2021–2024"
    assert reading.changed_since(store, datetime.now(UTC)) == ()


def test_a_value_that_the_source_takes_back_is_withdrawn_and_its_past_is_kept() -> None:
    lay_run(simple())
    told = GivenValues()
    told.add("N99001", "9901", "2024", "T", None, deleted=True)
    lay_run(told)
    build()
    was, now = reading.vintages_of(reading.figures(), "exempel:N99001", "9901", WINDOW_2024)
    assert (was.status, was.value) == (Status.VALUE, 20.0)
    assert (now.status, now.value) == (Status.WITHDRAWN, None)


def test_another_title_breaks_the_series_at_the_first_period_that_only_it_has() -> None:
    lay_run(values([("N99001", "9901", str(y), "T", 20.0) for y in (2021, 2022, 2023)]))
    renamed = replace(STRESS, title="Invånare 18-84 år som känner sig stressade, andel (%)")
    lay_run(values([("N99001", "9901", "2024", "T", 25.0)]), indicators=(renamed,))
    build()
    facts = reading.indicator(reading.figures(), "exempel:N99001")
    assert facts is not None
    assert facts.earlier_title == STRESS.title
    assert facts.card.breaks == (date(2021, 1, 1),)
    assert reading.cells(reading.figures(), "exempel:N99001", ["9901"]).version.tolist() == [1, 1, 1, 2]
    assert [d.breaks for d in reading.definitions_of(reading.figures(), "exempel:N99001")] == [False, True]


def test_a_mark_that_it_is_discontinued_is_no_other_series() -> None:
    lay_run(simple())
    lay_run(simple(), indicators=(replace(STRESS, title=STRESS.title + " (-2024)"),))
    build()
    facts = reading.indicator(reading.figures(), "exempel:N99001")
    assert facts is not None
    assert facts.card.discontinued
    assert facts.card.breaks == ()


def test_an_indicator_that_left_the_catalogue_is_flagged_and_keeps_its_series() -> None:
    lay_run(simple())
    other = replace(STRESS, code="N99003")
    lay_run(values([("N99003", "9901", "2024", "T", 1.0)]), indicators=(other,))
    build()
    store = reading.figures()
    assert {f.code: f.removed for f in store.facts} == {"N99001": True, "N99003": False}
    assert reading.cells(store, "exempel:N99001", ["9901"]).value.tolist() == [20.0]


def test_values_that_no_catalogue_describes_are_counted_not_guessed() -> None:
    lay_run(values([("N99001", "9901", "2024", "T", 1.0), ("N1", "9901", "2024", "T", 1.0)]))
    assert build().left_out == 1


def test_groups_are_kept_as_they_were() -> None:
    lay_run(simple())
    build()
    (group,) = reading.groups_of(reading.figures(), "9901")
    assert [unit.title for unit in group.members] == ["Almby", "Björkfors"]


def test_a_swap_while_a_reader_is_open_gives_each_question_one_generation() -> None:
    lay_run(simple(20.0))
    build()
    old = reading.figures()
    lay_run(simple(18.0))
    build()
    new = reading.figures()
    assert new is not old
    assert reading.figures() is new
    assert reading.cells(old, "exempel:N99001", ["9901"]).value.tolist() == [20.0]
    assert reading.cells(new, "exempel:N99001", ["9901"]).value.tolist() == [18.0]


def test_the_store_reaches_nothing_beside_its_own_file(tmp_path: Path) -> None:
    lay_run(simple())
    build()
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n", encoding="utf-8")
    store = reading.figures()
    with pytest.raises(duckdb.Error, match="disabled"):
        store.rows("SELECT * FROM read_csv($file)", {"file": str(secret)})
    with pytest.raises(duckdb.Error, match="read-only"):
        store.rows("DELETE FROM figures.observation")


@pytest.mark.parametrize("change", ["UPDATE about SET layout = 0", "DROP TABLE about"])
def test_a_file_of_another_version_is_as_good_as_none_until_it_is_built_again(
    change: str, caplog: pytest.LogCaptureFixture
) -> None:
    lay_run(simple())
    build()
    with duckdb.connect(str(places.database())) as connection:
        connection.execute(change)
    assert reading.figures().facts == ()
    assert "run samplan sync build" in caplog.text
    build()
    assert len(reading.figures().facts) == 1


def test_a_file_that_is_none_is_as_good_as_none(caplog: pytest.LogCaptureFixture) -> None:
    places.folder().mkdir()
    places.database().write_bytes(b"no database")
    assert reading.figures().facts == ()
    assert "cannot be read" in caplog.text


def test_a_run_that_stops_goes_on_where_it_was_and_is_not_seen_before_it_is_whole() -> None:
    lay_run(simple())
    build()
    plan = Plan(source="exempel", whole_catalogue=True, made_up=True)
    with running(plan) as run:
        run.keep_catalogue((STRESS,), UNITS)
        run.keep_values("0001", simple(99.0))
    build()
    assert reading.cells(reading.figures(), "exempel:N99001", ["9901"]).value.tolist() == [20.0]
    with running(plan) as again:
        assert again.moment == run.moment
        assert again.has("0001")
        assert not again.has("0002")
        again.finish()
    build()
    assert reading.cells(reading.figures(), "exempel:N99001", ["9901"]).value.tolist() == [99.0]


def test_a_run_that_was_left_days_ago_is_not_gone_on_with() -> None:
    plan = Plan(source="exempel")
    with running(plan, datetime.now(UTC) - timedelta(days=3)) as old:
        old.keep_values("0001", simple())
    with running(plan) as run:
        assert not run.has("0001")
    assert not old.folder.exists()
    assert old.raw.exists()


def test_two_runs_of_a_source_at_once_are_refused() -> None:
    plan = Plan(source="exempel")
    with running(plan), pytest.raises(BusyRun, match="already being fetched"), running(plan):
        pass


def test_the_catalogue_is_searched_by_words_titles_first() -> None:
    other = GivenIndicator("N99004", "Sömn, andel (%)", "Om stressade personer. Källa: B.", operating_area="Skola")
    lay_run(simple(), indicators=(other, STRESS))
    build()
    store = reading.figures()
    assert [f.code for f in reading.catalogue(store, "STRESSADE")] == ["N99001", "N99004"]
    assert [f.code for f in reading.catalogue(store, "stressade", "Skola")] == ["N99004"]
    assert reading.operating_areas(store) == ("Hälso- och sjukvård", "Skola")


def test_a_countys_places_are_its_region_and_its_municipalities() -> None:
    units = (*UNITS, GivenUnit("0180", "Stockholm", "municipality"))
    lay_run(simple(), units=units)
    build()
    there = reading.county_places(reading.figures(), "99")
    assert [p.unit.id for p in there] == ["0099", "9901", "9902"]


def test_koladas_own_lists_give_theme_polarity_margin_and_what_is_hidden() -> None:
    told = (
        GivenIndicator("N01452", "Invånare 16-84 år med allvarlig psykisk påfrestning, andel (%)", "Påhittat."),
        GivenIndicator(
            "N01453", "Osäkerhetstal - Invånare 16-84 år med allvarlig psykisk påfrestning, andel (%)", "P."
        ),
        GivenIndicator("N33872", "Behandling, andel (%)", "Ett. En täljare som understiger 4 tas bort. Källa: S."),
        GivenIndicator("N61603", "Självmord, 5-årsmedelvärde, antal/100 000 inv, 25 år+", "Källa: F", published="2024"),
    )
    lay_run(values([("N01452", "9901", "2024", "T", 5.0)]), indicators=told, source="kolada")
    build()
    facts = {f.code: f for f in reading.figures().facts}
    assert facts["N01452"].margin == "kolada:N01453"
    assert facts["N01453"].is_margin
    assert facts["N01453"].number == facts["N01452"].number + 1
    assert facts["N01453"].card.window == facts["N01452"].card.window == 4
    assert facts["N33872"].hiding_rules[0].code == "numerator_4_base_21"
    assert facts["N33872"].hiding_rules[0].words == "En täljare som understiger 4 tas bort."
    suicide = facts["N61603"].card
    assert (suicide.suicide, suicide.window, suicide.polarity, suicide.measure) == (
        True,
        5,
        Polarity.LOW_IS_GOOD,
        Measure.RATE,
    )
    assert not suicide.discontinued


def test_an_indicator_and_its_margin_are_never_parted_by_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "BATCH", 1)
    margins = [GivenIndicator(f"N9920{i}", "Osäkerhetstal - x", "P.") for i in range(3)]
    told = [replace(STRESS, code=f"N9910{i}", margin=f"N9920{i}") for i in range(3)]
    rows = [(code, "9901", "2024", "T", 4.0) for i in range(3) for code in (f"N9910{i}", f"N9920{i}")]
    lay_run(values(rows), indicators=(*margins, *told))
    build()
    for i in range(3):
        assert reading.cells(reading.figures(), f"exempel:N9910{i}", ["9901"]).high.tolist() == [8.0]
