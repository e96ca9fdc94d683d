"""Arrays of whatever a source may hold: no warning, the same shape, and NaN where the single figure is refused."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samplan.analysis.formulas import comparing, detectable, funnel, intervals, life, standardised, trend
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.given import Limits

Array = npt.NDArray[np.float64]
anything = st.sampled_from([np.nan, -1.0, 0.0, 0.3, 1.0, 2.0, 7.0, 9.0, 10.0, 100.0, 1e9]) | st.floats(-5, 1e6).map(
    lambda v: round(v, 3)
)
tables = st.integers(1, 6).flatmap(
    lambda n: st.lists(st.lists(anything, min_size=6, max_size=6), min_size=n, max_size=n)
)


@given(tables)
def test_nothing_in_an_array_raises_or_warns(table: list[list[float]]) -> None:
    a, b, c, d, e, f = np.array(table).T
    own, other = Limits(a, np.minimum(a, b), np.maximum(a, c)), Limits(d, np.minimum(d, e), np.maximum(d, f))
    found: list[Array] = [
        *intervals.proportions(a, b),
        *intervals.rates(a, b, level=0.998),
        *intervals.means(a, np.abs(b), c),
        *standardised.indirect_ratios(a, b),
        *comparing.against_fixed_many(own, d),
        *comparing.against_uncertain_many(own, other),
        *comparing.against_uncertain_many(own, other, ceiling=100.0),
        *comparing.against_control_limits_many(a, b, c),
        *comparing.against_control_limits_many(a, b, c, kind="rate"),
        *comparing.difference_of_proportions_many(a, b, c, d),
        *comparing.ratio_of_rates_many(a, b, c, d),
        detectable.detectable_difference(np.abs(a), np.abs(b)),
        detectable.detectable_proportion(a, b, c),
        detectable.detectable_proportion(a, b, c, lower=True),
        detectable.detectable_rate_ratio(a),
        detectable.detectable_rate_ratio(a, lower=True),
        *funnel.proportion_limits(0.4, a),
        *funnel.ratio_curve(a),
        funnel.verdicts_of_proportions(a, b),
        funnel.verdicts_of_ratios(a, b),
        funnel.verdicts_of_rates(a, b, c, average=3.0),
    ]
    assert {part.shape for part in found} == {a.shape}
    rows = np.array(table)
    for trends in (
        trend.recent_trends(2000.0 + np.arange(6), rows, rows[:, ::-1]),
        trend.recent_trends(1.0, rows, 1.0),
    ):
        assert {part.shape for part in trends} == {a.shape}
    shares = trend.recent_trends_of_proportions(np.arange(6), rows, rows[:, ::-1])
    assert {part.shape for part in shares} == {a.shape}
    assert standardised.direct_rates(rows, rows[:, ::-1], np.ones(6)).value.shape == a.shape


@given(st.lists(anything, min_size=20, max_size=20), st.lists(anything, min_size=20, max_size=20))
def test_no_life_table_raises_or_warns(deaths: list[float], people: list[float]) -> None:
    assert life.life_tables([deaths], [people]).low.shape == (1, 20)


ONE_BY_ONE: list[tuple[Callable[..., object], Callable[..., tuple[Array, ...]], int]] = [
    (intervals.proportion, intervals.proportions, 2),
    (intervals.rate, intervals.rates, 2),
    (standardised.indirect_ratio, standardised.indirect_ratios, 2),
    (comparing.against_control_limits, comparing.against_control_limits_many, 3),
    (comparing.difference_of_proportions, comparing.difference_of_proportions_many, 4),
    (comparing.ratio_of_rates, comparing.ratio_of_rates_many, 4),
]


@pytest.mark.parametrize(("one", "many", "number"), ONE_BY_ONE)
@given(data=st.data())
def test_nan_stands_exactly_where_one_figure_is_refused(
    one: Callable[..., object], many: Callable[..., tuple[Array, ...]], number: int, data: st.DataObject
) -> None:
    numbers = data.draw(st.lists(anything, min_size=number, max_size=number))
    found = float(many(*([n] for n in numbers))[0][0])
    refused = False
    try:
        one(*numbers)
    except CannotCompute:
        refused = True
    assert np.isnan(found) == refused, numbers
