"""What differs from the country, as a file: it can be reckoned again, and holds no formula."""

from __future__ import annotations

import csv
import io
import shutil

import pytest
from django.urls import reverse
from tests.analysis.figure_world import COUNTRY, MUNICIPALITIES, REGION, Indicator, World, counted

from samplan.analysis.results import Measure


@pytest.fixture
def rows(signed_in, workspace, settings, tmp_path):
    """The file's rows for a region whose rate is twice the country's; the indicator's name begins as a formula does."""
    settings.FIGURES_DIR = tmp_path
    cells = [counted(REGION, 2024, 400, 50_000, 1e5), counted(COUNTRY, 2024, 36_000, 9_000_000, 1e5)]
    cells += [counted(unit, 2024, 100, 12_500, 1e5) for unit in MUNICIPALITIES]
    made = World([Indicator(title="=1+1 vårdtillfällen", measure=Measure.RATE, cells=cells, producer="@nyhet")])
    with made:
        shutil.copy(made.folder / "figures.duckdb", tmp_path / "figures.duckdb")
    page = reverse("workspace:screening", args=[workspace.plan.partnership_id])
    answer = signed_in.get(page, {"plats": REGION, "form": "csv"})
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_no_cell_is_a_formula(rows) -> None:
    assert rows[0]["title"] == "'=1+1 vårdtillfällen"
    assert rows[0]["producer"] == "'@nyhet"


def test_each_verdict_can_be_reckoned_again(rows) -> None:
    (row,) = rows
    for side, value in (("", 800.0), ("country_", 400.0)):
        told = float(row[f"{side}numerator"]) / float(row[f"{side}denominator"]) * 1e5
        assert float(row[side.removesuffix("_") or "value"]) == pytest.approx(told) == pytest.approx(value)
    assert (row["method"], row["rule"], row["outcome"]) == ("byar", "ratio_of_rates", "higher")
    assert float(row["difference"]) == pytest.approx(400.0)
    assert float(row["low"]) < 800 < float(row["high"])
    assert float(row["difference_low"]) > 0
    assert row["level"] == "0.95"
