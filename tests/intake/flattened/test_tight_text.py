"""Plans as text in which nothing but the words parts what belongs apart. All texts are made up."""

from __future__ import annotations

import pytest
from tests.intake.flattened.test_second_opinion import plan_of

from samplan.plans.shapes.exchange import Area

NUMBERED = """Länsgemensam plan för psykisk hälsa
Planen gäller åren 2023–2025 och är beslutad av länets huvudmän.
1 Barn och unga
1.1 Ungas delaktighet
Unga i länet vill vara med och bestämma mer om det som rör dem i vardagen.
{asked}
Hur kan unga få mer att säga till om i planeringen?
{followed}
Upplever unga att de blir lyssnade på?
Har varje kommun ett ungdomsråd?
1.2 Övergången till vuxenpsykiatrin
Många unga tappar kontakten med vården när de fyller arton år och byter mottagning.
{asked}
Hur kan övergången bli tryggare för den som fyller arton?
{followed}
Har alla unga en plan för övergången?
"""


@pytest.mark.parametrize("asked", ["Utmaningar att ta sig an", "Utmaningsfrågor", "Frågor att arbeta vidare med"])
@pytest.mark.parametrize("followed", ["Det här följer vi upp varje år", "Detta följer vi upp"])
def test_labels_without_blank_lines_part_the_questions_from_the_follow_up(asked: str, followed: str) -> None:
    first, second = plan_of(NUMBERED.format(asked=asked, followed=followed)).areas
    assert (first.number, first.title) == ("1.1", "Ungas delaktighet")
    assert [q.text for q in first.challenge_questions] == ["Hur kan unga få mer att säga till om i planeringen?"]
    assert first.followup_questions == ["Upplever unga att de blir lyssnade på?", "Har varje kommun ett ungdomsråd?"]
    assert second.followup_questions == ["Har alla unga en plan för övergången?"]


AREA = """Utvecklingsområde {number}: {title}

Mål
{goals}
Aktiviteter
{activities}
Ansvarig
Region Exempel

"""


def plan(*areas: tuple[str, str, str]) -> list[Area]:
    told = [
        AREA.format(number=n, title=title, goals=goals, activities=doing)
        for n, (title, goals, doing) in enumerate(areas, 1)
    ]
    return plan_of("Handlingsplan 2021–2023\n\n" + "".join(told)).areas


@pytest.mark.parametrize("stop", ["", "."])
def test_goals_are_parted_at_their_marks_with_or_without_a_full_stop(stop: str) -> None:
    goals = f"L: Unga får en trygg övergång{stop} K: En rutin är beslutad{stop} K: Alla vet vart de vänder sig"
    (area,) = plan(("Övergångar", goals, "• Ta fram en rutin"))
    assert [(g.level, g.text.rstrip(".")) for g in area.goals] == [
        ("long", "Unga får en trygg övergång"),
        ("short", "En rutin är beslutad"),
        ("short", "Alla vet vart de vänder sig"),
    ]
    assert [x.text for x in area.activities] == ["Ta fram en rutin"]


def test_times_and_bodies_in_brackets_are_taken_also_over_the_end_of_a_line() -> None:
    doing = (
        "• Starta elevråd i alla skolor (vt 2023, Rektorerna i länet)\n"
        "• Utbilda mentorer i samtal om psykisk hälsa och i hur man ser tecken (till utgången av\n2023, Elevhälsan)\n"
        "• Kartlägga skolfrånvaro, från och med ht\n2022"
    )
    (area,) = plan(("Trygg skola", "Eleverna är trygga.", doing))
    assert [(x.text, x.timeframe) for x in area.activities] == [
        ("Starta elevråd i alla skolor", "vt 2023"),
        ("Utbilda mentorer i samtal om psykisk hälsa och i hur man ser tecken", "till utgången av 2023"),
        ("Kartlägga skolfrånvaro", "från och med ht 2022"),
    ]
    assert area.responsible == ["Rektorerna i länet", "Elevhälsan", "Region Exempel"]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_title_in_capitals_over_two_lines_is_one(blank: str) -> None:
    section = "{title}\n{blank}Långsiktigt mål\n{goal}\nAktiviteter\n• {doing}\n• Sprida information\n{blank}"
    section += "Ansvarig\nKommunerna\n{blank}"
    text = (
        "Handlingsplan 2021–2023\n"
        + blank
        + "".join(
            section.format(title=title, goal=goal, doing=doing, blank=blank)
            for title, goal, doing in [
                ("BARN SOM ÄR ANHÖRIGA", "Alla barn får stöd i tid.", "Utbilda barnombud"),
                (
                    "TRYGGARE ÖVERGÅNG FRÅN BARN- TILL\nVUXENPSYKIATRI",
                    "Unga får en trygg övergång.",
                    "Ta fram en rutin",
                ),
            ]
        )
    )
    areas = plan_of(text).areas
    assert [(a.title, len(a.goals), len(a.activities)) for a in areas] == [
        ("BARN SOM ÄR ANHÖRIGA", 1, 2),
        ("TRYGGARE ÖVERGÅNG FRÅN BARN- TILL VUXENPSYKIATRI", 1, 2),
    ]


@pytest.mark.parametrize(
    "foot", ["\nArbetsmaterial\n{n}\n\n", "Arbetsmaterial\n{n}\n", "\nUtkast till länsplan\n{n}\n"]
)
def test_a_footer_over_page_numbers_is_no_item(foot: str) -> None:
    found = plan(
        *(
            (title, "Fler mår bra.", f"• Starta {word}\n{foot.format(n=n)}• Utbilda ledare")
            for n, (title, word) in enumerate([("Skola", "elevråd"), ("Fritid", "fritidsbanker"), ("Hem", "kurser")], 1)
        )
    )
    assert [[x.text for x in area.activities] for area in found] == [
        ["Starta elevråd", "Utbilda ledare"],
        ["Starta fritidsbanker", "Utbilda ledare"],
        ["Starta kurser", "Utbilda ledare"],
    ]


@pytest.mark.parametrize("word", ["Område", "Utvecklingsområde"])
def test_areas_are_lettered_too(word: str) -> None:
    section = f"{word} {{letter}}. {{title}}\nMål\nFler mår bra.\nAktiviteter\n• Starta {{doing}}\n"
    section += "Ansvarig\nKommunerna\n\n"
    text = section.format(letter="A", title="Trygg skola", doing="elevråd")
    text += section.format(letter="B", title="Fritid", doing="fritidsbanker")
    areas = plan_of("Vår länsplan 2022–2024\n\n" + text).areas
    assert [(a.number, a.title, a.responsible) for a in areas] == [
        ("A", "Trygg skola", ["Kommunerna"]),
        ("B", "Fritid", ["Kommunerna"]),
    ]


def test_a_line_that_begins_with_a_goals_mark_is_a_goal_and_no_area() -> None:
    goals = "L: Unga får en trygg övergång\n\nK: Samtliga kommuner har en rutin\nK: Alla vet vart de vänder sig\n"
    first, second = plan(("Övergångar", goals, "• Ta fram en rutin"), ("Skola", goals, "• Starta elevråd"))
    assert (first.title, second.title) == ("Övergångar", "Skola")
    assert [(g.level, g.text) for g in first.goals] == [
        ("long", "Unga får en trygg övergång"),
        ("short", "Samtliga kommuner har en rutin"),
        ("short", "Alla vet vart de vänder sig"),
    ]
