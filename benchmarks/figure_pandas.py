"""The same answers as the questions give, worked out with pandas by the book, in one data frame in memory.

Pandas is spared the reading of files, the joining of uncertainties, and the working out of what must be hidden; it does
the choosing, the rules of comparison, the trends and the counting of many looks.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from scipy.stats import chi2

FRAME = """
SELECT indicator, unit, sex, year(start)::INTEGER AS year, value, low, high, numerator, denominator FROM observation
"""
Z = 1.959963984540054
RECENT = 5
NEAR = 0.1
SHARES, RATES = {"share", "survey_share"}, {"rate"}


def data_frame(store: Any) -> Any:
    """Everything in the store as one data frame, with small numbers for words as the store has them.

    measure: "share", "rate" or "" for each row's indicator, as a category.
    """
    import pandas as pd

    columns = store.columns(FRAME, {})
    frame = pd.DataFrame(
        {k: v.filled(np.nan) if isinstance(v, np.ma.MaskedArray) else v for k, v in columns.items()}, copy=False
    )
    measures = [f.card.measure.value for f in store.facts]
    kinds = np.array(["share" if m in SHARES else "rate" if m in RATES else "" for m in measures])
    frame["measure"] = pd.Categorical(kinds[frame.indicator.to_numpy()])
    return frame


def with_pandas(frame: Any, indicator: int, units: list[int]) -> dict[int, tuple[Any, ...]]:
    """An indicator's newest values with verdict and trend, by unit; units: the country first."""
    rows = frame[(frame.indicator == indicator) & frame.unit.isin(units) & (frame.sex == 0)]
    rows = rows.dropna(subset=["value"]).sort_values(["unit", "year"])
    rows = _limits(rows)
    country = rows[rows.unit == units[0]]
    newest = rows[rows.unit != units[0]].groupby("unit").tail(1)
    both = newest.merge(country, on="year", how="left", suffixes=("", "_country"))
    signs, _p = judged(both)
    found = {}
    for (unit, own), sign in zip(rows[rows.unit != units[0]].groupby("unit"), signs, strict=True):
        found[int(unit)] = (own.iloc[-1].value, sign, _trend(own.tail(5)), int(own.iloc[-1].year))
    return found


def _limits(rows: Any) -> Any:
    """Intervals of rates by Byar from ten events, exactly below; those of shares end at nought and at the whole."""
    rate = ((rows.measure == "rate") & rows.low.isna() & rows.numerator.notna()).to_numpy()
    if rate.any():
        x, per = rows.numerator[rate], 1e5 / rows.denominator[rate]
        y, few = x + 1, x < 10
        low = x * (1 - 1 / (9 * x.clip(lower=1)) - Z / (3 * np.sqrt(x.clip(lower=1)))) ** 3
        high = y * (1 - 1 / (9 * y) + Z / (3 * np.sqrt(y))) ** 3
        low = np.where(few, np.where(x > 0, chi2.ppf(0.025, 2 * x.clip(lower=1)) / 2, 0), low)
        high = np.where(few, chi2.ppf(0.975, 2 * y) / 2, high)
        rows = rows.copy()
        rows.loc[rate, "low"], rows.loc[rate, "high"] = low * per, high * per
    share = (rows.measure == "share").to_numpy()
    low, high = np.where(share, rows.low.clip(lower=0), rows.low), np.where(share, rows.high.clip(upper=100), rows.high)
    return rows.assign(low=low, high=high)


def judged(both: Any) -> tuple[list[int | None], Any]:
    """Each row's own value against the country's: 1 higher, -1 lower, 0 no certain difference, None; and p."""
    z = _plain(both)
    share, rate = (both.measure == "share").to_numpy(), (both.measure == "rate").to_numpy()
    tops = np.maximum(both.value, both.value_country) / 100
    bottoms = np.minimum(both.value, both.value_country) / 100
    ends = share & ((bottoms <= 0) | (tops >= 1))
    near = share & ~ends & ((bottoms < NEAR) | (tops > 1 - NEAR))
    z = np.where(near, _odds(both), np.where(ends, _sides(both), z))
    counts = rate & (both.denominator > 0) & (both.numerator_country > 0) & (both.denominator_country > 0)
    z = np.where(counts & both.numerator.notna(), _score(both), z)
    p = np.array([math.nan if math.isnan(one) else math.erfc(abs(one) / math.sqrt(2)) for one in z])
    signs = [None if math.isnan(one) else 0 if abs(one) <= Z else int(math.copysign(1, one)) for one in z]
    return signs, p


def _plain(both: Any) -> Any:
    """By the standard errors that both intervals stand for."""
    error = np.hypot(both.high - both.low, both.high_country - both.low_country) / (2 * Z)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(error > 0, (both.value - both.value_country) / error, np.nan)


def _odds(both: Any) -> Any:
    """On the scale of log odds."""

    def logit(column: Any) -> Any:
        return np.log(column / (100 - column))

    with np.errstate(divide="ignore", invalid="ignore"):
        errors = []
        for of in ("", "_country"):
            value, low, high = (logit(both[f"{name}{of}"]) for name in ("value", "low", "high"))
            down, up = value - low, high - value
            half = np.where(np.isfinite(down) & np.isfinite(up), (down + up) / 2, np.where(np.isfinite(up), up, down))
            errors.append(np.where(np.isfinite(half), half, np.nan) / Z)
        return (logit(both.value) - logit(both.value_country)) / np.hypot(*errors)


def _sides(both: Any) -> Any:
    """By the half of each interval that faces the other."""
    difference = both.value - both.value_country
    below = np.hypot(both.value - both.low, both.high_country - both.value_country)
    above = np.hypot(both.high - both.value, both.value_country - both.low_country)
    with np.errstate(divide="ignore", invalid="ignore"):
        return difference / (np.where(difference > 0, below, above) / Z)


def _score(both: Any) -> Any:
    """The score test of two rates."""
    a, b, times = both.numerator, both.numerator_country, both.denominator / both.denominator_country
    with np.errstate(divide="ignore", invalid="ignore"):
        return (a - times * b) / np.sqrt(times * (a + b))


def _trend(rows: Any) -> float | None:
    """The weighted slope of five years and the same without each; None without intervals."""
    if len(rows) < 5 or rows.low.isna().any():
        return None
    weights = 1 / ((rows.high - rows.low) / (2 * 1.96)) ** 2
    slopes = [_slope(rows, weights), *(_slope(rows.drop(i), weights.drop(i)) for i in rows.index)]
    return slopes[0]


def _slope(rows: Any, weights: Any) -> float:
    middle = (weights * rows.year).sum() / weights.sum()
    centred = rows.year - middle
    return float((weights * centred * rows.value).sum() / (weights * centred**2).sum())


def screened_with_pandas(frame: Any, unit: int, country: int) -> Any:
    """The newest value of every indicator of a unit beside the country's, judged and counted together: those kept."""
    rows = frame[(frame.unit == unit) & (frame.sex == 0)].dropna(subset=["value"])
    newest = rows.sort_values("year").groupby("indicator").tail(1)
    newest = newest[newest.year >= newest.year.max() - RECENT]
    others = frame[(frame.unit == country) & (frame.sex == 0)].drop(columns=["measure"])
    both = _limits(newest).merge(others, on=["indicator", "year"], suffixes=("", "_country"))
    share = (both.measure == "share").to_numpy()
    both["low_country"] = np.where(share, both.low_country.clip(lower=0), both.low_country)
    both["high_country"] = np.where(share, both.high_country.clip(upper=100), both.high_country)
    signs, p = judged(both)
    both = both.assign(sign=signs, p=p).dropna(subset=["p"]).sort_values("p").reset_index(drop=True)
    kept = both[both.p <= 0.05 * (both.index + 1) / len(both)]
    chosen = both[: kept.index.max() + 1] if len(kept) else both[:0]
    return chosen[chosen.sign != 0]


def without_hidden(frame: Any, store: Any, indicators: list[str], units: list[str]) -> Any:
    """The frame without what the gate hides of some indicators and units: what is not told is not compared."""
    import pandas as pd

    from samplan.analysis.questions.answering.sheets import sheet

    gone = []
    numbers = [store.unit_numbers[unit] for unit in units]
    for indicator in indicators:
        found = sheet(store, indicator, units)
        assert found is not None
        assert found.worked_out
        c = found.cells
        where = np.isnan(c.value) & np.isin(c.unit, numbers)
        years = c.start[where].astype("datetime64[Y]").astype(int) + 1970
        told = {"unit": c.unit[where], "sex": c.sex[where], "year": years}
        gone.append(pd.DataFrame(told).assign(indicator=store.numbers[indicator]))
    keys = ["indicator", "unit", "sex", "year"]
    marked = frame.merge(pd.concat(gone).drop_duplicates(), on=keys, how="left", indicator=True)
    return marked[marked._merge == "left_only"].drop(columns="_merge")
