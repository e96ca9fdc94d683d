"""Disclosure control: the rules, the county's table by sex, windows of years, and an intruder who counts everything."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samplan.analysis.formulas import intervals
from samplan.analysis.formulas.disclosure import primary
from samplan.analysis.formulas.disclosure.audit import Protection, Range, audit
from samplan.analysis.formulas.disclosure.primary import Judgement, Policy, Shown
from samplan.analysis.formulas.disclosure.secondary import Suppression, small_cells, suppress
from samplan.analysis.formulas.disclosure.tables import Axis, Key, Sum, Table, crossed, rolling
from samplan.analysis.formulas.estimates import CannotCompute

SEXES = Axis("T", ("K", "M"))
# Ten made-up municipalities: women and men. Seven hold one small number each.
TEN = {
    "Ekby": (3, 9),
    "Furulund": (12, 2),
    "Granö": (14, 17),
    "Hasselvik": (1, 8),
    "Idö": (7, 4),
    "Jordbro": (25, 31),
    "Kråkvik": (2, 11),
    "Lindhult": (9, 3),
    "Mossby": (18, 13),
    "Näset": (6, 4),
}


def divided(parts: dict[str, tuple[int, int]], **more: frozenset[Key]) -> Table:
    """Municipalities by sex with all totals."""
    values: dict[Key, int] = {}
    for name, (women, men) in parts.items():
        values |= {(name, "K"): women, (name, "M"): men, (name, "T"): women + men}
    values |= {("alla", sex): sum(values[name, sex] for name in parts) for sex in ("K", "M", "T")}
    return crossed(values, [Axis("alla", tuple(parts)), SEXES], **more)


def test_hiding_only_the_small_numbers_hides_none_of_them() -> None:
    table = divided(TEN)
    small = small_cells(table)
    assert len(small) == 7
    naive = audit(table, small, small)
    assert len(naive.recovered) == 7
    assert not naive.passed
    found = suppress(table)
    assert found.primary == small
    assert found.audit.recovered == ()
    assert found.audit.passed
    assert all(r.low == 0 and r.high >= 5 for r in found.audit.ranges.values())
    assert found.added
    assert found.hidden == small | found.added
    # Totals of the county cost most and stay.
    assert not {("alla", "T"), ("alla", "K"), ("alla", "M")} & found.hidden


def test_a_shown_cell_fails_the_audit() -> None:
    table = divided(TEN)
    small = small_cells(table)
    found = audit(table, small - {("Ekby", "K")}, small)
    assert found.ranges["Ekby", "K"] == Range(3, 3)
    assert ("Ekby", "K") in found.failing


def test_what_stands_elsewhere_cannot_be_hidden_and_stops_publication() -> None:
    everything = frozenset(divided(TEN).values) - small_cells(divided(TEN))
    with pytest.raises(CannotCompute) as refusal:
        suppress(divided(TEN, known=everything))
    assert refusal.value.code == "cannot_be_protected"
    with pytest.raises(CannotCompute) as refusal:
        suppress(divided(TEN, known=frozenset({("Ekby", "K")})))
    assert refusal.value.code == "known_cell_is_small"


def test_publication_stops_when_time_is_out() -> None:
    with pytest.raises(CannotCompute) as refusal:
        suppress(divided(TEN), seconds=0)
    assert refusal.value.code == "took_too_long"


def test_a_table_without_small_numbers_is_left_alone() -> None:
    found = suppress(divided({"Ekby": (30, 20), "Idö": (0, 12)}))
    assert (found.hidden, found.cost) == (frozenset(), 0)
    assert found.audit.passed


def test_the_solver_leaves_nothing_in_the_folder_or_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    suppress(divided(TEN))
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("values", "sums", "code"),
    [
        ({("a",): 3, ("b",): 1}, (Sum(("a",), (("b",),)),), "parts_do_not_add"),
        ({("a",): 3}, (Sum(("a",), (("b",),)),), "missing_cell"),
        ({("a",): -3}, (), "negative_count"),
    ],
)
def test_a_table_whose_sums_are_none_is_refused(values: dict[Key, int], sums: tuple[Sum, ...], code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        Table(values, sums)
    assert refusal.value.code == code


# Two women died in 2016 in the one municipality and none in 2011: the windows differ by two.
YEARLY = {"Ekby": [5, 6, 7, 6, 5, 8, 6], "Idö": [0, 6, 9, 7, 6, 2, 8], "Granö": [12, 9, 10, 11, 13, 9, 12]}


def yearly() -> dict[Key, int]:
    """The municipalities' years, by the years' names, and the county's."""
    values: dict[Key, int] = {(name, 2011 + i): n for name, row in YEARLY.items() for i, n in enumerate(row)}
    return values | {("alla", 2011 + i): sum(r[i] for r in YEARLY.values()) for i in range(7)}


def test_rolling_windows_give_away_a_year_and_the_audit_sees_it() -> None:
    table = rolling(yearly(), [Axis("alla", tuple(YEARLY))], length=5)
    assert len(table.published) == 4 * 3
    assert table.values["Idö", (2012, 2016)] - table.values["Idö", (2011, 2015)] == 2
    naive = audit(table, (), small_cells(table))
    # Newest less oldest is two: so the newest year cannot have been less than two.
    assert naive.ranges["Idö", 2016].low == 2
    assert not naive.passed
    found = suppress(table)
    assert found.audit.passed
    assert found.added
    assert any(isinstance(key[-1], tuple) for key in found.added)
    assert not found.hidden & table.unpublished


@pytest.mark.parametrize(
    ("years", "length", "code"), [((2011, 2012), 3, "fewer_years_than_window"), ((2011, 2013, 2014), 2, "gap_in_years")]
)
def test_windows_need_their_years(years: tuple[int, ...], length: int, code: str) -> None:
    with pytest.raises(CannotCompute) as refusal:
        rolling({("a", y): 5 for y in years} | {("alla", y): 5 for y in years}, [Axis("alla", ("a",))], length=length)
    assert refusal.value.code == code


def test_two_releases_of_one_table_are_one_table_to_the_intruder() -> None:
    """The first release showed a cell that the second hides: it is known, and what it gives away is seen."""
    table = divided({"Ekby": (3, 9), "Idö": (8, 7), "Granö": (14, 17)})
    first = suppress(table)
    assert first.audit.passed
    shown = frozenset(table.values) - first.hidden
    again = suppress(divided({"Ekby": (3, 9), "Idö": (8, 7), "Granö": (14, 17)}, known=shown))
    assert again.hidden == first.hidden
    other = first.hidden - {next(iter(first.added))}
    assert not audit(table, other, first.primary).passed


# A slow intruder, who tries every table there could be.


def possible(table: Table, hidden: frozenset[Key], most: int) -> Iterator[dict[Key, int]]:
    """Every way of filling the hidden cells with whole numbers so that all sums hold."""
    unseen = [k for k in table.values if k in hidden]
    for numbers in itertools.product(range(most + 1), repeat=len(unseen)):
        values = {**table.values, **dict(zip(unseen, numbers, strict=True))}
        if all(values[total] == sum(values[p] for p in parts) for total, parts in table.sums):
            yield values


def brute(table: Table, hidden: frozenset[Key], key: Key, most: int) -> tuple[int, int]:
    """The least and the most that a cell may be, by trying everything."""
    found = [values[key] for values in possible(table, hidden, most)]
    return min(found), max(found)


pairs = st.tuples(st.integers(0, 7), st.integers(0, 7))
small_tables = st.lists(pairs, min_size=2, max_size=2).map(lambda p: divided(dict(zip("ab", p, strict=True))))


@given(small_tables, st.data())
@settings(max_examples=10)
def test_the_audit_finds_what_an_intruder_finds_who_tries_everything(table: Table, data: st.DataObject) -> None:
    inner = [("a", "K"), ("a", "M"), ("b", "K"), ("b", "M")]
    hidden = data.draw(st.sets(st.sampled_from(inner), min_size=1, max_size=4))
    found = audit(table, hidden, hidden)
    for key in hidden:
        # Inside the table no cell can pass its row's total.
        assert tuple(found.ranges[key]) == brute(table, frozenset(hidden), key, 14)


@given(small_tables)
@settings(max_examples=8)
def test_the_choice_is_the_cheapest_there_is(table: Table) -> None:
    small = small_cells(table)
    others = [k for k in table.values if k not in small]
    best = math.inf
    for number in range(len(others) + 1):
        for chosen in itertools.combinations(others, number):
            cost = sum(table.values[k] + 1 for k in chosen)
            if cost < best and audit(table, small | set(chosen), small).passed:
                best = cost
    assert suppress(table).cost == pytest.approx(best if small else 0)


big_tables = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=8).map(
    lambda rows: divided({f"k{i}": row for i, row in enumerate(rows)})
)


@given(big_tables)
@settings(max_examples=10)
def test_what_is_hidden_stays_hidden(table: Table) -> None:
    found = suppress(table)
    assert found.audit.passed
    assert not found.audit.recovered
    assert found.primary == small_cells(table)
    assert set(found.audit.ranges) == set(found.primary)
    for key in found.primary:
        found_range = found.audit.ranges[key]
        assert found_range.low <= 0 < 5 <= found_range.high
    twin = Suppression(found.hidden, found.primary, found.added, found.cost, audit(table, found.hidden, found.primary))
    assert twin == found


@given(st.lists(st.lists(st.integers(0, 9), min_size=5, max_size=5), min_size=2, max_size=3))
@settings(max_examples=8)
def test_windows_keep_their_years_hidden(rows_: list[list[int]]) -> None:
    values: dict[Key, int] = {(f"k{i}", 2011 + j): n for i, row in enumerate(rows_) for j, n in enumerate(row)}
    values |= {("alla", 2011 + j): sum(row[j] for row in rows_) for j in range(5)}
    table = rolling(values, [Axis("alla", tuple(f"k{i}" for i in range(len(rows_))))], length=3)
    assert suppress(table).audit.passed


def test_a_wider_protection_costs_no_less() -> None:
    table = divided(TEN)
    assert suppress(table, protection=Protection(0, 8)).cost >= suppress(table).cost


def test_costs_steer_the_choice() -> None:
    table = divided({"Ekby": (3, 9), "Idö": (8, 7), "Granö": (14, 17)})
    plain = suppress(table)
    dear = suppress(table, costs=dict.fromkeys(plain.added, 1000.0))
    assert dear.added != plain.added


# The primary rules.

SHOW = Judgement(Shown.SHOW)


@pytest.mark.parametrize(
    ("count", "others", "expected"),
    [
        (0, None, "show"),
        (1, None, "small_count"),
        (4, None, "small_count"),
        (5, None, "show"),
        (0, (3,), "small_rest"),
        (0, (12,), "show"),
        (0, (12, 0), "one_kind"),
        (0, (12, 9), "show"),
        (9, (0,), "one_kind"),
        (9, (2,), "small_rest"),
        (9, (1, 2), "small_rest"),
        (9, (8, 0), "show"),
        (0, (0,), "show"),
    ],
)
def test_counts(count: int, others: tuple[int, ...] | None, expected: str) -> None:
    found = primary.of_count(count, others=others)
    assert (found.reason or "show") == expected
    assert (found.shown is Shown.SHOW) == (expected == "show")


@pytest.mark.parametrize(
    ("numerator", "denominator", "survey", "expected"),
    [
        (10, 29, True, "few_answers"),
        (10, 30, True, "show"),
        (None, 30, True, "show"),
        (10, 20, False, "few_persons"),
        (10, 21, False, "show"),
        (3, 100, False, "small_numerator"),
        (4, 100, False, "show"),
        (0, 100, False, "show"),
        (97, 100, False, "small_rest"),
        (100, 100, False, "one_kind"),
    ],
)
def test_shares(numerator: int | None, denominator: int, survey: bool, expected: str) -> None:
    assert (primary.of_share(numerator, denominator, survey=survey).reason or "show") == expected


def test_means_and_rates() -> None:
    assert [primary.of_mean(n).shown for n in (7, 8)] == [Shown.HIDE, Shown.SHOW]
    assert [primary.of_rate(n).shown for n in (2, 3, 19, 20)] == ["hide", "uncertain", "uncertain", "show"]
    assert [primary.of_rate(n, standardised=True).shown for n in (9, 10, 20)] == ["hide", "uncertain", "show"]


def test_a_policy_may_be_stricter_and_looser_only_by_a_named_decision() -> None:
    assert primary.of_count(9, policy=Policy(count=10)).shown is Shown.HIDE
    with pytest.raises(ValueError, match="named decision: answers"):
        Policy(answers=10)
    assert Policy(answers=10, decision="Datavärden, 2026-03-01").looser_in() == ("answers",)


@given(st.lists(st.one_of(st.integers(0, 20).map(float), st.just(math.nan)), max_size=20))
def test_many_counts_are_judged_as_one(counts: list[float]) -> None:
    found = primary.small_counts(counts)
    alone = [not math.isnan(c) and primary.of_count(int(c)).shown is Shown.HIDE for c in counts]
    assert found.tolist() == alone


def test_a_rate_and_a_known_population_tell_the_count() -> None:
    assert list(primary.counts_behind(26.1, 1, 11500, multiplier=100_000)) == [3]
    assert list(primary.counts_behind(3, 0, 1000)) == list(range(25, 36))


@given(st.integers(1, 400), st.integers(100, 100_000))
@settings(max_examples=30)
def test_an_interval_tells_its_count_without_any_population(count: int, base: int) -> None:
    shown = intervals.rate(count, base)
    assert shown.low is not None
    assert shown.high is not None
    assert primary.count_behind_interval(shown.low, shown.high) == count


@given(st.integers(1, 5000), st.data(), st.integers(0, 2))
def test_the_true_count_is_always_among_those_behind(base: int, data: st.DataObject, decimals: int) -> None:
    count = data.draw(st.integers(0, base))
    assert count in primary.counts_behind(round(count / base * 100, decimals), decimals, base)
