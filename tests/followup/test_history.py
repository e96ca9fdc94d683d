"""What old documents told of follow-up becomes closed rounds of their years."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from tests import factories

from samplan.actors.models import Role
from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.documents import read
from samplan.followup import actions, queries
from samplan.followup.models import Round, Statement
from samplan.followup.old_documents import OldBlock, municipal_statements
from samplan.intake.recognisers import read_plan
from samplan.plans.shapes.exchange import Area, BlockKind, FocusArea, FollowUp, GoalStatus, OtherBlock, PlanFile
from samplan.plans.shapes.items import ItemKind, Origin

FOCUS = [(1, "Förebyggande och främjande arbete"), (2, "Tillgängliga och tidiga insatser i länet")]


def blocks(*told: tuple[str, str]) -> list[OldBlock]:
    return [OldBlock(kind, text, 7, n) for n, (kind, text) in enumerate(told)]


def statements(*told: tuple[str, str]) -> list[tuple[int, str, str]]:
    return [(s.focus[0], s.written_count, s.text) for s in municipal_statements(blocks(*told), FOCUS)]


def test_items_under_a_focus_area_are_statements_with_the_documents_own_words():
    assert statements(
        ("heading", "7. Så arbetar kommunerna"),
        ("paragraph", "Alla kommuner har berättat."),
        ("label", "1.1 FÖREBYGGANDE OCH FRÄMJANDE ARBETE"),
        ("list", "Flera kommuner håller kurser och"),
        ("paragraph", "bjuder in alla som vill."),
        ("list", "Annat gäller information."),
        ("heading", "1.2 TILLGÄNGLIGA OCH TIDIGA INSATSER"),
        ("list", "En kommun har öppnat en mottagning."),
    ) == [
        (1, "Flera kommuner", "Flera kommuner håller kurser och bjuder in alla som vill."),
        (1, "", "Annat gäller information."),
        (2, "En kommun", "En kommun har öppnat en mottagning."),
    ]


def test_another_list_under_the_same_name_is_no_compilation():
    assert statements(("heading", "Förebyggande och främjande arbete"), ("list", "Kurser"), ("list", "Möten")) == []


def test_a_page_number_and_a_new_sentence_are_no_part_of_an_item():
    assert statements(
        ("label", "1 FÖREBYGGANDE OCH FRÄMJANDE ARBETE"),
        ("list", "En kommun arbetar."),
        ("paragraph", "47"),
        ("paragraph", "Det här är något annat."),
    ) == [(1, "En kommun", "En kommun arbetar.")]


def test_a_list_elsewhere_is_none():
    assert statements(("heading", "Något annat"), ("list", "En kommun arbetar.")) == []


def an_old_plan():
    other = [("label", "1 FÖREBYGGANDE OCH FRÄMJANDE ARBETE"), ("list", "Flera kommuner håller kurser.")]
    told = PlanFile(
        title="Gammal plan",
        focus_areas=[FocusArea(number=1, title=FOCUS[0][1])],
        areas=[
            Area(
                title="Suicidprevention",
                number="1.4",
                focus_areas=[1],
                goal_status=GoalStatus.PARTLY,
                followups=[
                    FollowUp(year=2017, text="Kursen hölls."),
                    FollowUp(year=2018, heading="Aktiviteter", text="Kursen hölls igen."),
                    FollowUp(text="Fler vågar fråga."),
                ],
            ),
            Area(title="Föräldrastöd", followups=[FollowUp(year=2018, text="Arbetet går vidare.")]),
        ],
        other=[OtherBlock(kind=BlockKind(k), text=t, page=46, position=n) for n, (k, t) in enumerate(other)],
    )
    return factories.an_imported_plan(told, origins=_origins(told))


def _origins(told: PlanFile) -> dict[str, Origin]:
    """Everything came from one document."""
    paths = [f"/areas/{a}/followups/{f}" for a, area in enumerate(told.areas) for f in range(len(area.followups))]
    paths += [f"/areas/{a}" for a in range(len(told.areas))] + [f"/other/{n}" for n in range(len(told.other))]
    return {p: Origin(import_ref="import-1", document="gammal.docx", page=3, position=9) for p in paths}


@pytest.mark.django_db
def test_rounds_of_their_years_are_closed_and_tell_where_everything_stood():
    plan = an_old_plan()
    made = actions.lay_history(by=SYSTEM, plan=plan)
    assert [(r.year, r.state) for r in made] == [(2017, "closed"), (2018, "closed")]
    first, second = (Round.objects.get(pk=r.pk).frozen for r in made)
    assert [f["text"] for f in first["followups"]] == ["Kursen hölls."]
    assert [(f["heading"], f["text"]) for f in second["followups"]] == [
        ("Aktiviteter", "Kursen hölls igen."),
        ("", "Fler vågar fråga."),
        ("", "Arbetet går vidare."),
    ]
    assert second["document"]["name"] == "gammal.docx"
    assert second["followups"][0]["place"] == {"document": "gammal.docx", "page": 3, "position": 9}
    assert [(a["value"], a["number"]) for a in second["attainments"]] == [("partly", "1.4")]
    (one,) = queries.compilation_of(made[1]).statements
    assert (one.said.sv, one.words.sv, one.n) == ("Flera kommuner håller kurser.", "Flera kommuner", None)
    assert one.focus.name == FOCUS[0][1]
    assert one.place["page"] == 46


@pytest.mark.django_db
def test_history_is_laid_once_and_goes_with_its_import():
    plan = an_old_plan()
    actions.lay_history(by=SYSTEM, plan=plan)
    assert actions.lay_history(by=SYSTEM, plan=plan) == []
    assert actions.drop_history(by=SYSTEM, plan=plan) == 2
    assert not Statement.objects.exists()


@pytest.mark.django_db
def test_what_people_write_is_no_history_and_readers_lay_none():
    plan = factories.a_plan()
    area = factories.an_area(plan)
    factories.an_item(plan, ItemKind.FOLLOWUP, {"text": "Skrivet för hand", "year": 2024}, area.pk)
    assert actions.lay_history(by=SYSTEM, plan=plan) == []
    owner = factories.a_person(role=Role.AREA_OWNER, partnership=plan.partnership)
    with pytest.raises(NotAllowed):
        actions.lay_history(by=owner, plan=plan)


FOLLOWUP = re.compile(r"UPPFÖLJNING \d{4}")
"""The line over each follow-up in the document, which is written in capitals there."""


def _followups(rounds: list[Round]) -> dict[tuple[int, int], list[str]]:
    """The follow-ups that the rounds hold, each an area's of a year, with its texts under one or several headings."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for round_ in rounds:
        for told in round_.frozen.get("followups", []):
            found[round_.year, told["area"]].append(told["text"])
    return found


@pytest.mark.sources
@pytest.mark.django_db
def test_the_plan_of_dalarna_2018_brings_its_history(sources: Path):
    told = read_plan(read(sources / "dalarna-2018.txt")).plan
    paths = [f"/areas/{a}/followups/{f}" for a, area in enumerate(told.areas) for f in range(len(area.followups))]
    paths += [f"/other/{n}" for n in range(len(told.other))]
    origins = {p: Origin(import_ref="import-1", document="dalarna-2018.txt") for p in paths}
    plan = factories.an_imported_plan(told, origins=origins)
    made = actions.lay_history(by=SYSTEM, plan=plan)
    followups = _followups(made)
    assert Counter(year for year, _area in followups) == {2017: 1, 2018: 21}
    headings = [line for line in (sources / "dalarna-2018.txt").read_text().splitlines() if FOLLOWUP.match(line)]
    assert len(followups) == len(headings) == 22
    assert [h for h in headings if "2017" in h] == ["UPPFÖLJNING 2017 och 2018 "]
    assert all("".join(texts).strip() for texts in followups.values()), "each says something"
    read_texts = sorted(f.text for area in told.areas for f in area.followups)
    assert sorted(t for texts in followups.values() for t in texts) == read_texts, "nothing of them is lost"
    compiled = [s for r in made for s in queries.compilation_of(r).statements]
    assert len(compiled) == 30
    assert Counter(s.focus.number for s in compiled) == {"1": 6, "2": 3, "3": 6, "4": 11, "5": 4}
    assert {s.round.year for s in Statement.objects.select_related("round")} == {2018}
