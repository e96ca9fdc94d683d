"""Many tables at once: the ranges of the linear programmes, the same safety, and little more hidden than must be."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samplan.analysis.formulas.disclosure.audit import Protection, audit
from samplan.analysis.formulas.disclosure.rings import DEAR, ENOUGH, Tables, protect, room
from samplan.analysis.formulas.disclosure.secondary import suppress
from samplan.analysis.formulas.disclosure.tables import Axis, Key, Table, sums_of

LIMIT = 5


def summed(parts: Any) -> Any:
    """Women and men, or counts alone, by (table, place, sex), with all totals."""
    parts = np.asarray(parts, dtype=np.int64)
    if parts.shape[2] == 2:
        parts = np.concatenate([parts.sum(axis=2, keepdims=True), parts], axis=2)
    return np.concatenate([parts, parts.sum(axis=1, keepdims=True)], axis=1)


def alone(values: Any, unpublished: Any) -> Tables:
    """Tables of which no other hides anything; 1-4 are small."""
    return Tables(values, unpublished, (values > 0) & (values < LIMIT), np.zeros(values.shape, dtype=np.bool_))


@st.composite
def tables(draw: Any) -> Tables:
    """A few tables of one form: many small counts, some cells never published, a whole among them sometimes."""
    many, places, sexes = draw(st.integers(1, 3)), draw(st.integers(1, 6)), draw(st.sampled_from((1, 2)))
    count = st.one_of(st.integers(0, 7), st.integers(5, 40))
    flat = draw(st.lists(count, min_size=many * places * sexes, max_size=many * places * sexes))
    values = summed(np.array(flat).reshape(many, places, sexes))
    gone = draw(st.lists(st.sampled_from((False,) * 7 + (True,)), min_size=values.size, max_size=values.size))
    unpublished = np.array(gone).reshape(values.shape)
    return alone(values, unpublished)


def as_table(told: Tables, n: int) -> tuple[Table, list[Key]]:
    """One of the tables as the linear programmes know it, and its cells in order."""
    _many, places, sexes = told.values.shape
    axes = [Axis(places - 1, tuple(range(places - 1)))] + ([Axis(0, (1, 2))] if sexes > 1 else [])
    keys: list[Key] = [(p, s) if sexes > 1 else (p,) for p in range(places) for s in range(sexes)]
    values = {k: int(v) for k, v in zip(keys, told.values[n].ravel(), strict=True)}
    return Table(values, sums_of(axes), unpublished=marked(keys, told.unpublished[n])), keys


def marked(keys: list[Key], where: Any) -> frozenset[Key]:
    return frozenset(k for k, there in zip(keys, where.ravel(), strict=True) if there)


@settings(max_examples=40, deadline=None)
@given(tables(), st.integers(0, 2**16))
def test_the_room_of_each_hidden_cell_is_what_the_linear_programmes_find(told: Tables, seed: int) -> None:
    hidden = told.unpublished | (np.random.default_rng(seed).random(told.values.shape) < 0.4)
    down, up = room(told.values, hidden)
    for n in range(len(told)):
        table, keys = as_table(told, n)
        ranges = audit(table, marked(keys, hidden[n]), marked(keys, hidden[n])).ranges
        for at, key in enumerate(keys):
            if key in ranges:
                low, high = table.values[key] - ranges[key].low, ranges[key].high - table.values[key]
                # A count is never below nought, whatever could flow.
                assert min(down[n].ravel()[at], table.values[key]) == min(low, ENOUGH), key
                assert up[n].ravel()[at] == min(high, ENOUGH), key


@settings(max_examples=40, deadline=None)
@given(tables())
def test_what_is_chosen_passes_the_audit_and_holds_every_small_cell(told: Tables) -> None:
    hidden, kept = protect(told, LIMIT)
    assert (hidden | told.unpublished)[told.sensitive].all()
    assert not (hidden & told.unpublished).any()
    for n in range(len(told)):
        table, keys = as_table(told, n)
        found = audit(table, marked(keys, hidden[n]), marked(keys, told.sensitive[n]), protection=Protection(0, LIMIT))
        assert found.passed == kept[n]


@settings(max_examples=20, deadline=None)
@given(tables())
def test_a_table_is_worked_out_the_same_whatever_others_it_stands_among(told: Tables) -> None:
    hidden, kept = protect(told, LIMIT)
    for n in range(len(told)):
        by_itself, its = protect(told.some(np.array([n])), LIMIT)
        assert (by_itself[0] == hidden[n]).all()
        assert its[0] == kept[n]


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    values = summed([[[10, 12], [9, 8], [0, 30]]])
    nothing = np.zeros(values.shape, dtype=np.bool_)
    hidden, kept = protect(alone(values, nothing), LIMIT)
    assert not hidden.any()
    assert kept.all()


def test_a_place_that_is_all_of_its_whole_hides_the_whole_too() -> None:
    values = summed([[[3]]])
    assert values.tolist() == [[[3], [3]]]
    hidden, kept = protect(alone(values, np.zeros(values.shape, dtype=np.bool_)), LIMIT)
    assert hidden.all()
    assert kept.all()


@pytest.mark.parametrize("sexes", [1, 2])
def test_little_more_is_hidden_than_the_cheapest_of_all_choices(sexes: int) -> None:
    """Of places alone no more at all; of places by sex one cell in fifty more."""
    rng = np.random.default_rng(7)
    values = summed(rng.poisson(rng.choice([2, 6, 10, 40], size=(40, 8, 1)), size=(40, 8, sexes)))
    told = alone(values, np.zeros(values.shape, dtype=np.bool_))
    hidden, kept = protect(told, LIMIT)
    assert kept.all()
    least = 0
    for n in range(len(told)):
        table, keys = as_table(told, n)
        costs = {k: v + 1.0 + DEAR * (k[0] == 8) for k, v in table.values.items()}
        small = marked(keys, told.sensitive[n])
        least += len(suppress(table, sensitive=small, protection=Protection(0, LIMIT), costs=costs).hidden)
    assert least <= hidden.sum() <= (1 if sexes == 1 else 1.02) * least


def test_what_another_table_hides_is_not_told_by_this_one() -> None:
    """A region that is hidden for the country's sake, of which all municipalities were shown."""
    values = summed([[[500], [507], [514]]])
    nothing = np.zeros(values.shape, dtype=np.bool_)
    whole = nothing.copy()
    whole[:, -1] = True
    hidden, kept = protect(Tables(values, whole, nothing, whole), LIMIT)
    assert kept.all()
    assert hidden[0, :, 0].tolist() == [True, False, False, False]
