"""Headers that narrow columns break, rows that name areas, times that lines break: each in a made-up text."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from types import FrameType

from samplan.documents import read
from samplan.intake.recognisers import read_plan
from samplan.intake.recognisers.flattened import headers
from samplan.intake.recognisers.flattened.lines import lines_of
from samplan.plans.shapes.exchange import PlanFile

ROWS = """{}
Unga som söker
hjälp får den i
rätt tid i hela länet.
Varje kommun har
en kontaktperson.
Utbilda kontakt-
personer i kommunerna.
2031 –
och fortlö-
pande
Lövsta
kommun
"""


def plan_of(text: str) -> PlanFile:
    """The plan of a text; no word of it is lost."""
    proposal = read_plan(read(text.encode(), name="plan.txt"))
    assert proposal.words.share == 1.0
    return proposal.plan


def test_a_label_that_a_narrow_column_broke_is_one_label() -> None:
    (area,) = plan_of(
        "1.1 Unga och skola\n"
        + ROWS.format("5-årsmål Kortsiktiga\nmål\nKonkreta insatser Tid Ansvariga\nverksamh\neter/funkt\nioner")
    ).areas
    assert [(g.level, g.text) for g in area.goals] == [
        ("long", "Unga som söker hjälp får den i rätt tid i hela länet."),
        ("short", "Varje kommun har en kontaktperson."),
    ]
    (activity,) = area.activities
    assert activity.text == "Utbilda kontaktpersoner i kommunerna."
    assert (activity.start, activity.ongoing) == (date(2031, 1, 1), True)
    assert area.responsible == ["Lövsta kommun"]


def test_questions_side_by_side_are_columns_of_their_own() -> None:
    (area,) = plan_of(
        """1.1 Unga och skola

Långsiktigt mål Aktivitet När ska det ske? Vem är ansvarig? Hur följs det upp?

Unga i länet mår bra.

Skriva en rutin.

Ht 2031

Elevhälsan

Antal skolor med rutin
"""
    ).areas
    assert [a.text for a in area.activities] == ["Skriva en rutin."]
    assert area.responsible == ["Elevhälsan"]
    assert [i.text for i in area.indicators] == ["Antal skolor med rutin"]


def test_a_row_of_labels_over_groups_of_columns_parts_no_tables() -> None:
    text = "Länets plan\n"
    for title in ("Unga och skola", "Äldres hälsa"):
        text += f"\n{title}\n\nMål Genomförande Uppföljning\n\nLångsiktigt mål Aktivitet Tidplan Indikator\n\n"
        text += "Alla i länet ska må bra.\n\nSkriva en rutin.\n\nHt 2031\n\nAntal skolor med rutin\n"
    areas = plan_of(text).areas
    assert [a.title for a in areas] == ["Unga och skola", "Äldres hälsa"]
    assert [[x.text for x in a.activities] for a in areas] == [["Skriva en rutin."]] * 2


def test_a_name_in_a_row_of_its_own_is_an_area() -> None:
    row = "\n\nAlla {0} i länet\nska må bra.\n\nTa fram en rutin för\nstöd till {0}.\n\n2031\n"
    text = "Länets plan\n\nHälsa i länet\n\nLångsiktigt mål Aktivitet Tidplan\n\n"
    text += "Stöd i skolan" + row.format("unga") + "\nStöd i hemmet" + row.format("äldre")
    areas = plan_of(text).areas
    assert [a.title for a in areas] == ["Stöd i skolan", "Stöd i hemmet"]
    assert [a.group for a in areas] == ["Hälsa i länet"] * 2
    assert [[x.text for x in a.activities] for a in areas] == [
        ["Ta fram en rutin för stöd till unga."],
        ["Ta fram en rutin för stöd till äldre."],
    ]


def test_a_goal_merged_over_rows_stays_in_its_column() -> None:
    goal = "Personer som bor i\nlänet ska få stöd\ni rätt tid.\n"
    text = "1.1 Stöd\nLångsiktigt mål Kortsiktigt mål Aktivitet Tidplan\n"
    for name in ("rutin", "handbok", "webbsida"):
        text += f"{goal}En {name} finns i\nalla kommuner.\nTa fram en {name} till\nkommunerna.\nHt 2031\n"
    (area,) = plan_of(text).areas
    assert {g.text for g in area.goals if g.level == "long"} == {"Personer som bor i länet ska få stöd i rätt tid."}
    assert [g.text for g in area.goals if g.level == "short"] == [
        f"En {name} finns i alla kommuner." for name in ("rutin", "handbok", "webbsida")
    ]
    assert all(a.timeframe == "Ht 2031" for a in area.activities)


def test_lines_of_labels_are_looked_at_a_few_times_each_however_many_stand_above() -> None:
    """Each line asks about those under it: without remembering, twice as many questions for every line."""
    labels = ("Insats", "Ansvarig", "Tidplan", "Indikator", "Mål", "Kostnad", "Uppföljning", "Kommentar")
    text = "\n".join(f"{labels[n % 8]} {labels[(n + 3) % 8]}" for n in range(40))
    lines = lines_of(read(text.encode(), name="plan.txt"))
    asked = Counter[str]()

    def seen(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            asked[frame.f_code.co_name] += 1

    sys.setprofile(seen)
    try:
        headers.find_header(lines, 0)
    finally:
        sys.setprofile(None)
    assert asked["_longest"] <= len(lines)
