"""Words that a value holds in another form are kept, as labels: nobody reads the same thing twice."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
import pytest

from samplan.documents import read
from samplan.intake import read_plan
from samplan.intake.recognisers.money import is_sum_row
from samplan.plans.shapes.exchange import BlockKind, OtherBlock, PlanFile

BY_THE_WAY = {BlockKind.LABEL, BlockKind.FURNITURE}


def plan_of(*parts: str | Sequence[Sequence[str]]) -> PlanFile:
    """The plan of a Word document of headings ("# ", "## "), paragraphs and tables; every word of it kept."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            level = len(part) - len(part.lstrip("#"))
            document.add_heading(part.lstrip("# "), level) if level else document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for row, texts in zip(table.rows, part, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    data = io.BytesIO()
    document.save(data)
    proposal = read_plan(read(data.getvalue(), name="plan.docx"))
    assert proposal.words.share == 1.0
    return proposal.plan


def left(blocks: Sequence[OtherBlock]) -> list[str]:
    return [block.text for block in blocks if block.kind not in BY_THE_WAY]


def test_sums_and_judgements_are_told_once_and_a_remark_beside_them_is_not_hidden() -> None:
    plan = plan_of(
        "# Handlingsplan 2025–2027",
        "## 1.1 Skola",
        (
            ("Mål", "Aktivitet", "Kostnad 2025", "Måluppfyllelse"),
            ("Alla elever trivs", "Starta elevråd", "350 000–450 000 kr", "Delvis uppnått"),
        ),
        "## 1.2 Hem",
        (
            ("Mål", "Aktivitet", "Kostnad 2025", "Måluppfyllelse"),
            ("Alla hem är lugna", "Starta kurser", "200 000 kr om lokalen blir fri", "Uppnått"),
        ),
    )
    school, home = plan.areas
    assert (school.costs[0].min, school.costs[0].max, school.goal_status) == ("350000", "450000", "partly")
    assert left(school.other) == []
    assert any("lokalen blir fri" in text for text in left(home.other))


def test_the_table_of_funds_leaves_nothing_behind() -> None:
    plan = plan_of(
        "# Handlingsplan 2025–2027",
        "## 1.1 Skola",
        (("Mål", "Aktivitet"), ("Alla elever trivs", "Starta elevråd")),
        "# Statliga medel",
        (("Ändamål", "År", "Belopp"), ("Suicidprevention", "2025", "5 200 000 kr"), ("Unga", "2026", "100 000 kr")),
    )
    assert [(fund.name, fund.year, fund.amount) for fund in plan.funds] == [
        ("Suicidprevention", 2025, "5200000"),
        ("Unga", 2026, "100000"),
    ]
    assert left([*plan.other, *plan.areas[0].other]) == []


def test_a_row_of_sums_is_no_activity_and_no_money_and_is_kept_beside_the_area() -> None:
    (area,) = plan_of(
        "# 1. Skolan",
        [
            ["Aktivitet", "Ansvarig", "Kostnad 2026"],
            ["Utbilda elevhälsan", "Almby kommun", "150 000 kr"],
            ["Summera lärdomarna", "Region Exempel", "75 000 kr"],
            ["Summa kostnader", "", "225 000 kr"],
        ],
    ).areas
    assert [a.text for a in area.activities] == ["Utbilda elevhälsan", "Summera lärdomarna"]
    assert [c.min for c in area.costs] == ["150000", "75000"]
    assert left(area.other) == ["Summa kostnader | 225 000 kr"]


@pytest.mark.parametrize("row", [("Totalt antal utbildade", "120"), ("Summa", "enligt bilaga"), ("Totalt",)])
def test_a_row_that_tells_more_than_sums_is_none_of_sums(row: tuple[str, ...]) -> None:
    assert not is_sum_row(row)
