"""What could have been seen, and many looks at once."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, poisson
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower

from samplan.analysis.formulas import comparing, detectable, intervals, many
from samplan.analysis.formulas.estimates import CannotCompute

# Benjamini & Hochberg 1995, p. 295.
PRINTED = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590),
    1.0,
]


def test_benjamini_and_hochberg_reject_four_of_their_fifteen() -> None:
    assert many.surviving(PRINTED).sum() == 4
    assert (np.array(PRINTED) < 0.05 / 15).sum() == 3


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_adjusted_probabilities_agree_with_scipy_statsmodels_and_the_slow_way(p: list[float]) -> None:
    found = many.adjusted(p)
    np.testing.assert_allclose(found, false_discovery_control(p), rtol=1e-9, atol=1e-300)
    np.testing.assert_allclose(found, multipletests(p, method="fdr_bh")[1], rtol=1e-9, atol=1e-300)
    ranked = sorted(p)
    for q in (0.05, 0.2):
        steps = [r for i, r in enumerate(ranked, 1) if r <= i * q / len(ranked)]
        cut = max(steps, default=-1.0)
        clear = [abs(f - q) > 1e-9 for f in found]
        assert [s for s, c in zip(many.surviving(p, false_share=q), clear, strict=True) if c] == [
            r <= cut for r, c in zip(p, clear, strict=True) if c
        ]


def test_missing_probabilities_are_not_counted() -> None:
    found = many.adjusted([0.01, math.nan, 0.04])
    np.testing.assert_allclose(found, [0.02, math.nan, 0.04])
    assert many.surviving([0.01, math.nan, 0.06]).tolist() == [True, False, False]
    assert many.adjusted([]).size == 0


def test_how_many_false_alarms_chance_gives() -> None:
    assert many.expected_false_alarms(290) == pytest.approx(14.5)
    assert many.expected_false_alarms(290, level=0.998) == pytest.approx(0.58)
    assert round(many.chance_of_a_false_alarm(21), 2) == 0.66
    with pytest.raises(CannotCompute):
        many.expected_false_alarms(290, level=0.5)


def test_identical_areas_give_the_false_alarms_that_chance_gives() -> None:
    draw = np.random.default_rng(7)
    events = draw.poisson(50, size=(200, 290))
    found = comparing.against_fixed_many(intervals.event_counts(events), 50.0)
    strict = comparing.against_fixed_many(intervals.event_counts(events, level=0.998), 50.0, level=0.998)
    assert (found.sign != 0).sum(axis=1).mean() == pytest.approx(many.expected_false_alarms(290), abs=2)
    assert (strict.sign != 0).sum(axis=1).mean() == pytest.approx(0.6, abs=0.3)
    surviving = [many.surviving(row).any() for row in found.p]
    assert np.mean(surviving) < 0.08


@pytest.mark.parametrize(("expected", "ratio"), [(3.5, 3.3), (7.0, 2.5), (25.9, 1.7), (70, 1.4), (201, 1.3)])
def test_what_a_small_place_can_show(expected: float, ratio: float) -> None:
    assert math.ceil(10 * float(detectable.detectable_rate_ratio(expected))) / 10 == ratio


@given(st.floats(0.1, 2000))
def test_a_rate_that_can_be_detected_is_detected_in_four_of_five(expected: float) -> None:
    ratio = float(detectable.detectable_rate_ratio(expected))
    counts = np.arange(0, int(expected * ratio * 3) + 60)
    higher = intervals.exact(counts).low > expected
    assert poisson.pmf(counts[higher], expected * ratio).sum() == pytest.approx(0.8, abs=1e-6)
    less = float(detectable.detectable_rate_ratio(expected, lower=True))
    lower = intervals.exact(counts).high < expected
    if math.isnan(less):
        assert not lower.any()
    else:
        assert poisson.pmf(counts[lower], expected * less).sum() == pytest.approx(0.8, abs=1e-6)
        assert less < 1 < ratio


@given(st.integers(20, 20_000), st.floats(0.02, 0.9))
def test_a_share_that_can_be_detected_shrinks_with_its_base(n: int, p: float) -> None:
    found = detectable.detectable_proportion([n, 4 * n], p)
    if not math.isnan(found[0]):
        assert 0 < found[1] < found[0] <= 1 - p
    up, down = detectable.detectable_proportion(n, p), detectable.detectable_proportion(n, 1 - p, lower=True)
    np.testing.assert_allclose(up, down, rtol=1e-6)
    two = detectable.detectable_proportion(n, p, n)
    assert math.isnan(two) or two > up


@given(st.integers(200, 20_000), st.floats(0.2, 0.7))
def test_a_share_that_can_be_detected_agrees_with_simple_power(n: int, p: float) -> None:
    """The textbook formula for the mean of both shares gives nearly the same."""
    found = float(detectable.detectable_proportion(n, p, n))
    middle = p + found / 2
    effect = found / math.sqrt(middle * (1 - middle))
    power = NormalIndPower().power(effect, n, 0.05, ratio=1)
    assert power == pytest.approx(0.8, abs=0.01)


def test_the_difference_of_figures_with_errors() -> None:
    assert float(detectable.detectable_difference(1.0)) == pytest.approx(2.8016, abs=1e-4)
    assert float(detectable.detectable_difference(3.0, 4.0)) == pytest.approx(5 * 2.8016, abs=1e-3)
    assert detectable.detectable_difference([1.0, math.nan]).shape == (2,)


def test_what_can_never_be_shown_is_nan() -> None:
    assert np.isnan(detectable.detectable_rate_ratio([0, -1, math.nan])).all()
    assert np.isnan(detectable.detectable_rate_ratio(3.6, lower=True))
    assert not np.isnan(detectable.detectable_rate_ratio(3.7, lower=True))
    assert np.isnan(detectable.detectable_proportion(5, 0.95))
    assert np.isnan(detectable.detectable_proportion([0, 10], [0.5, 1.5])).all()
