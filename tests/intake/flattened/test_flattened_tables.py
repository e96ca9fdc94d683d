"""The same made-up table, flattened in different ways, gives the same plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samplan.documents.text import read_txt
from samplan.intake import read_plan
from samplan.intake.recognisers.flattened.headers import _columns
from samplan.intake.recognisers.flattened.moments import is_moment, moments
from samplan.intake.recognisers.vocabulary import Role

from . import flat

COLUMNS = tuple(flat.WIDTHS)
WAYS: dict[str, Callable[[], str]] = {
    "cells": lambda: flat.cells(COLUMNS, "\n\n"),
    "dense": lambda: flat.cells(COLUMNS, "\n"),
    "beside": lambda: flat.beside(COLUMNS),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_cells_are_recovered(way: str) -> None:
    area = flat.plan_of(WAYS[way]()).areas[0]
    assert (area.number, area.title) == ("1.1", "Unga och skola")
    assert [goal.text for goal in area.goals if goal.level == "long"] == [flat.ROWS[0]["Långsiktigt mål"]]
    assert [goal.text for goal in area.goals if goal.level == "short"] == [row["Kortsiktigt mål"] for row in flat.ROWS]
    assert [activity.text for activity in area.activities] == [row["Aktivitet"] for row in flat.ROWS]
    assert [activity.timeframe for activity in area.activities] == ["Ht 2031", "2031 - 2032"]
    assert area.activities[0].start == date(2031, 7, 1)
    assert area.responsible == ["Elevhälsan", "Kommunerna"]
    assert [indicator.text for indicator in area.indicators] == ["Antal skolor med rutin", "Andel utbildade"]


def test_what_stands_after_the_table_is_no_cell() -> None:
    area = flat.plan_of(flat.cells(COLUMNS, "\n\n")).areas[0]
    assert [(f.year, f.text) for f in area.followups] == [(2032, "Arbetet har kommit igång.")]
    assert area.background == "Många söker hjälp sent, och vägen till hjälp är lång i hela länet."


@given(st.permutations(["Långsiktigt mål", "Kortsiktigt mål", "Aktivitet", "Tidplan", "Ansvarig", "Indikator"]))
@settings(max_examples=40, deadline=None)
def test_headers_are_cut_in_any_order(labels: list[str]) -> None:
    columns = _columns(" ".join(labels).split())
    assert columns is not None
    assert [column.title for column in columns] == labels


@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=60), max_size=25
    )
)
@settings(max_examples=60, deadline=None)
def test_no_word_of_any_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(["1.1 Område", "Långsiktigt mål Aktivitet Tidplan", *lines])
    assert read_plan(read_txt(text.encode(), name="any.txt")).words.share == 1.0


@pytest.mark.parametrize(
    "written",
    ["2017", "Oktober 2017", "Nov. 2017", "hösten -17", "Ht 2016 / Påbörjat", "Vt 2017 / Förlängt till Ht 2017",
     "2018 - 2020", "(2017) -2018", "2017 – och fortlöpande", "2016 -", "Pågående", "Årligen", "t.o.m. 30 juni 2024"],
)  # fmt: skip
def test_times_are_seen(written: str) -> None:
    assert is_moment(written)


@pytest.mark.parametrize("written", ["15 av 15", "Antal utbildade 2017", "en plan", "Vård och stöd 15 hp", ""])
def test_other_texts_are_no_times(written: str) -> None:
    assert not is_moment(written)


def test_a_time_within_a_line_is_placed() -> None:
    text = "Temadag Nov. 2017 Antal deltagare"
    assert [text[a:b] for a, b in moments(text)] == ["Nov. 2017"]


def test_a_label_over_a_header_is_not_a_column() -> None:
    table = "PLANERING 2031\n\n" + flat.cells(COLUMNS, "\n\n")
    assert len(flat.plan_of(table).areas[0].activities) == 2
    assert _columns(["Bilda", "arbetsgrupp"]) is None
    assert Role.TIME in {column.role for column in _columns(["Insats", "Vem", "När"]) or ()}
