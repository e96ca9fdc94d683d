"""Every published file is compared with, and everything that Public Health England's package refuses is refused."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.analysis.formulas.published import FOLDERS, SHARED, rows

from samplan.analysis.formulas import funnel, inequality, intervals, life, standardised
from samplan.analysis.formulas.estimates import CannotCompute
from samplan.analysis.formulas.inequality import Scale

pytestmark = pytest.mark.sources


def compared_files() -> set[str]:
    """The published files that the tests of this folder name."""
    found: set[str] = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
        found |= {name for name in names if name.endswith(".csv")}
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_published_file_has_its_test(folder: str) -> None:
    assert rows("wilson.csv")
    there = {p.name for p in (SHARED / folder).glob("*.csv")}
    assert there
    assert not there - compared_files()


nan = float("nan")
TEN, THOUSAND = [10.0] * 19, [1000.0] * 19
PEOPLE, DEATHS = [1000.0] * 20, [5.0] * 19 + [200.0]
FIVE, ONES = [12.0, 10.0, 9.0, 9.5, 7.0], [1.0] * 5
slope, dsr, shares = inequality.slope_index, standardised.direct_rate, funnel.verdicts_of_proportions
errors, rates = inequality.errors_from_intervals, funnel.verdicts_of_rates
le, LEVEL, events = life.life_expectancy, "level_out_of_range", standardised.expected_events
Call = Callable[[], object]


def expected(count: float | None, population: float | None = 10.0) -> float:
    """Expected events with one band changed."""
    return standardised.expected_events([population, 20.0], [1.0, 1.0], [10.0, 10.0]) + (count or 0)


# What the package refuses (by file and message), what is asked here instead, and the code; "nan" for arrays.
REFUSED: list[tuple[str, str, Call, str]] = [
    ("testByars", "greater than or equal to zero", lambda: intervals.event_count(-4), "negative_count"),
    ("testByars", "confidence level", lambda: intervals.byar(65, level=0.7), LEVEL),
    ("testWilson", "observed events must", lambda: intervals.proportion(-4, 1), "negative_count"),
    ("testWilson", "sample sizes must", lambda: intervals.proportion(10, 0), "base_is_zero"),
    ("testWilson", "numerators must be less", lambda: intervals.proportion(80, 50), "count_above_base"),
    ("testWilson", "confidence level", lambda: intervals.proportion(1, 5, level=0.7), LEVEL),
    ("testProportions", "numerators must be greater", lambda: intervals.proportion(-65, 100), "negative_count"),
    ("testProportions", "denominators must", lambda: intervals.proportion(30, 0), "base_is_zero"),
    ("testProportions", "numerators must be less", lambda: intervals.proportion(30, 20), "count_above_base"),
    ("testProportions", "confidence level", lambda: intervals.proportion(1, 5, level=0.6), LEVEL),
    ("testRates", "numerators must", lambda: intervals.rate(-65, 100), "negative_count"),
    ("testRates", "denominators must", lambda: intervals.rate(30, 0), "base_is_zero"),
    ("testRates", "confidence level", lambda: intervals.rate(30, 10, level=0.6), LEVEL),
    ("testMeans", "confidence level", lambda: intervals.mean([1, 2], level=0.3), LEVEL),
    ("DSRs", "cannot have missing", lambda: dsr(TEN, [nan, *THOUSAND[1:]]), "missing_base"),
    ("DSRs", "numerators must", lambda: dsr([-1, *TEN[1:]], THOUSAND), "negative_count"),
    ("DSRs", "denominators must", lambda: dsr(TEN, [0, *THOUSAND[1:]]), "base_is_zero"),
    ("DSRs", "stdpop must all", lambda: dsr(TEN, THOUSAND, [-1] * 19), "negative_standard"),
    ("DSRs", "confidence level must", lambda: dsr(TEN, THOUSAND, level=0.74), LEVEL),
    ("DSRs", "same number|stdpop length", lambda: dsr(TEN[1:], THOUSAND), "different_lengths"),
    ("testISR", "numerators must", lambda: standardised.indirect_ratio(-1, 5), "negative_count"),
    ("testISR", "denominators must", lambda: expected(1, -1), "negative_base"),
    ("testISR", "confidence level must", lambda: standardised.indirect_ratio(5, 5, level=0.74), LEVEL),
    ("testISR", "same number|length must", lambda: events([1], [1, 2], [3]), "different_lengths"),
    ("testFunnels", "^denominators must", lambda: shares([30], [0]), "nan"),
    ("testFunnels", "^numerators must be greater", lambda: shares([-80], [100]), "nan"),
    ("testFunnels", "^numerators must be less", lambda: shares([30], [20]), "nan"),
    ("testFunnels", "rates must be provided", lambda: rates([30], [nan], average=9), "nan"),
    ("testFunnels", "numerators must be provided", lambda: rates([nan], [9], average=9), "nan"),
    ("testFunnels", "or a denominator|where there are 0", lambda: rates([0], [0], average=9), "nan"),
    ("testFunnels", "numerators and denominators must", lambda: shares([nan], [9]), "nan"),
    ("testLife", "negative deaths", lambda: le([-1, *DEATHS[1:]], PEOPLE), "negative_count"),
    ("testLife", "zero or less", lambda: le(DEATHS, [0, *PEOPLE[1:]]), "base_is_zero"),
    ("testLife", "more deaths", lambda: le([1001, *DEATHS[1:]], PEOPLE), "count_above_base"),
    ("testLife", "less than 5,000", lambda: le([1] * 20, [200] * 20), "too_small_population"),
    ("testLife", "of age bands|startage|order|first age", lambda: le([1], [9]), "wrong_bands"),
    ("testLife", "interval > 20", lambda: le([0] * 19 + [1], [251] * 20), "too_uncertain"),
    ("testLife", "le_age", lambda: le(DEATHS, PEOPLE, at=4), "wrong_bands"),
    ("testLife", "confidence levels", lambda: le(DEATHS, PEOPLE, level=0.8), LEVEL),
    ("testQuantiles", "too few", lambda: inequality.quantiles([1, 2], 10), "too_few_places"),
    ("testSII", "requires value", lambda: slope([None, *FIVE[1:]], ONES, ONES), "missing_value"),
    ("testSII", "lower_cl and|missing lower", lambda: errors([None], [1]), "missing_interval"),
    ("testSII", "confidence levels", lambda: slope(FIVE, ONES, ONES, level=0.5), LEVEL),
    ("testSII", "missing population", lambda: slope(FIVE, ONES, [-200, *ONES[1:]]), "negative_base"),
    ("testSII", "missing standard", lambda: slope(FIVE, [-5, *ONES[1:]], ONES), "negative_error"),
    ("testSII", "not all between", lambda: slope(FIVE, ONES, ONES, scale=Scale.LOGIT), "outside_the_scale"),
    ("testSII", "5 and 100", lambda: slope(FIVE[:3], ONES[:3], ONES[:3]), "wrong_number_of_groups"),
    ("testSII", "been removed", lambda: slope(FIVE, ONES, [None, *ONES[1:]]), "missing_base"),
]  # fmt: skip

# What is about R's way of calling: data frames, names of columns, kinds of output. Here signatures and types do it.
OF_THE_LANGUAGE = (
    r"requires|are required|is not a field|not in data|doesn't exist|data frame|specified"
    r"|must be numeric|should be numeric|non-numeric|be one of|type must|maximum of two|two confidence"
    r"|must be TRUE|valid values|must not have any missing|with different|value_type|transform|repetitions|logical"
    r"|invert|must be provided as|data, numerator|multiplier must|multiplier, repetitions|zero or negative count x"
    r"|Small values can|numeric field|must equal|refpoptype|stdpoptype|lookup|is not|eventfreq|ageband"
)


def test_what_the_package_refuses_is_refused() -> None:
    held = 0
    for row in rows("error_contract.csv"):
        told = row["message"] or row["info"] or row["call_start"]
        found = [
            (call, code) for file, words, call, code in REFUSED if file in row["test_file"] and re.search(words, told)
        ]
        if not found:
            assert re.search(OF_THE_LANGUAGE, told + row["call_start"]), row
            continue
        call, code = found[0]
        held += 1
        if code == "nan":
            assert np.isnan(call()).all(), row  # type: ignore[call-overload]  # a table of calls
        else:
            with pytest.raises(CannotCompute) as refusal:
                call()
            assert refusal.value.code == code, row
    assert held == 134


def test_every_refusal_of_the_table_stands_in_the_contract() -> None:
    contract = rows("error_contract.csv")
    for file, words, _, _ in REFUSED:
        told = [r["message"] or r["info"] or r["call_start"] for r in contract if file in r["test_file"]]
        assert any(re.search(words, t) for t in told), (file, words)
