"""Layouts whose words the reader does not know: areas, doers and labels told by how they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.intake.recognisers.drawing import cell, document, heading, item, paragraph, table

from samplan.documents.blocks import Block, Cell, ListItem
from samplan.intake import read_plan
from samplan.intake.recognisers.seen import what_to_tell
from samplan.intake.recognisers.values import only_bodies
from samplan.plans.shapes.exchange import PlanFile

AREAS = ("Trygga skolvägar", "Möten mellan åldrar", "Stöd efter sorg")
DEEDS = ("Utbilda fritidsledare", "Starta samtalsgrupper", "Införa en lathund", "Bilda ett nätverk", "Öva larmkedjan")
WHEN = ("2025", "Ht 2025", "Vt 2026", "2026", "2027")
WHO = ("Region Exempel", "Socialtjänsten", "Region Exempel", "Elevhälsan", "Region Exempel")


def read(*blocks: Block) -> PlanFile:
    proposal = read_plan(document(*blocks))
    assert proposal.words.share == 1.0, proposal.words.missing
    return proposal.plan


def told(plan: PlanFile) -> dict[str, list[str]]:
    """The areas with what is to be done in each."""
    return {area.title: [activity.text for activity in area.activities] for area in plan.areas}


WANTED = {AREAS[0]: [*DEEDS[:2]], AREAS[1]: [*DEEDS[2:4]], AREAS[2]: [DEEDS[4]]}


def rows(form: str) -> list[list[str | Cell]]:
    """Five deeds of three areas; the areas' names merged over their rows, repeated, or followed by blanks."""
    made: list[list[str | Cell]] = []
    for number, (deed, when, who) in enumerate(zip(DEEDS, WHEN, WHO, strict=True)):
        name = AREAS[number // 2]
        first = number % 2 == 0
        if form == "merged":
            made.append([cell(name, rows=2 if number < 4 else 1)] if first else [])
        else:
            made.append([name if first or form == "repeated" else ""])
        made[-1] += [deed, when, who]
    return made


@pytest.mark.parametrize("form", ["merged", "repeated", "blank"])
@pytest.mark.parametrize("word", ["Vinkel", "Förbättringsområde", ""])
def test_a_column_names_the_areas_whatever_stands_over_it(word: str, form: str) -> None:
    plan = read(heading("Plan för länet"), table([word, "Aktivitet", "Tid", "Ansvarig"], *rows(form)))
    assert told(plan) == WANTED


def test_no_word_over_any_column_is_needed() -> None:
    plan = read(heading("Plan för länet"), table(["Vinkel", "Fotarbete", "Almanacka", "Dragare"], *rows("repeated")))
    assert told(plan) == WANTED
    assert plan.areas[0].responsible == ["Region Exempel", "Socialtjänsten"]


def test_a_column_that_is_told_by_its_place_is_asked_about() -> None:
    """The one who reviews is asked what the unknown word means, with what the reader took it for."""
    drawn = document(heading("Plan för länet"), table(["Vinkel", "Aktivitet", "Tid", "Ansvarig"], *rows("repeated")))
    [seen] = [seen for seen in what_to_tell(drawn, read_plan(drawn)) if seen.words == "Vinkel"]
    assert seen.taken == "area"
    assert seen.sure < 1


def test_recurring_names_of_doers_are_no_areas() -> None:
    """Under an area's own heading the first column may be of those who do it."""
    blocks: list[Block] = [heading("Plan för länet")]
    for number, name in enumerate(AREAS):
        deed = DEEDS[number]
        blocks += [heading(name, 2), table(["Dragare", "Aktivitet"], ["Region Exempel", deed], ["Elevhälsan", "Öva"])]
    plan = read(*blocks)
    assert [area.title for area in plan.areas] == [*AREAS]
    assert plan.areas[0].responsible == ["Region Exempel", "Elevhälsan"]


def test_a_word_that_means_two_things_is_settled_by_what_stands_under_it() -> None:
    """ "Uppdrag" may be read as a slip for another word; what is to be done under it says what it is."""
    head = ["Syns på", "Lag", "Uppdrag", "Område"]
    body = [
        [f"Antal möten {n}", who, deed, AREAS[n // 2]] for n, (who, deed) in enumerate(zip(WHO, DEEDS, strict=True))
    ]
    assert told(read(heading("Plan för länet"), table(head, *body))) == WANTED


@pytest.mark.parametrize("form", ["{n}. {word}", "{n}: {word}", "{letter}. {word}", "Ruta {n}: {word}"])
def test_labels_of_a_form_may_be_numbered(form: str) -> None:
    blocks: list[Block] = [heading("Plan för länet")]
    for number, name in enumerate(AREAS):
        pairs = (("Mål", "Fler unga ska må bra."), ("Aktiviteter", DEEDS[number]), ("Ansvarig", WHO[number]))
        lines = [[form.format(n=n, letter="abc"[n - 1], word=word), text] for n, (word, text) in enumerate(pairs, 1)]
        blocks += [heading(name, 2), table(*lines)]
    plan = read(*blocks)
    assert told(plan) == {name: [DEEDS[number]] for number, name in enumerate(AREAS)}
    assert [area.goals[0].text for area in plan.areas] == ["Fler unga ska må bra."] * 3


def test_labels_may_be_items_of_a_numbered_list() -> None:
    def numbered(n: int, text: str) -> ListItem:
        return replace(item(text), marker=f"{n}.", ordered=True)

    blocks: list[Block] = [heading("Plan för länet")]
    for number, name in enumerate(AREAS):
        blocks += [heading(name, 2), numbered(1, "Mål"), item("Fler unga ska må bra."), numbered(2, "Aktiviteter")]
        blocks += [item(DEEDS[number]), numbered(3, "Ansvarig"), item(WHO[number])]
    plan = read(*blocks)
    assert told(plan) == {name: [DEEDS[number]] for number, name in enumerate(AREAS)}
    assert plan.areas[1].responsible == ["Socialtjänsten"]


def test_numbered_lines_that_never_come_again_are_chapters() -> None:
    """A memo's own "4. Uppföljning" is not the follow-up of the area above it."""
    blocks: list[Block] = [paragraph("1. Bakgrund", bold=True), paragraph("Läget är oklart.")]
    blocks += [paragraph("2. Insatser 2025", bold=True)]
    for letter, name, deed in zip("abc", AREAS, DEEDS, strict=False):
        blocks += [paragraph(f"{letter}) {name}", bold=True), paragraph("Följande insatser planeras:"), item(deed)]
    plan = read(*blocks, paragraph("3. Uppföljning", bold=True), paragraph("Redovisning lämnas i november."))
    assert [area.title for area in plan.areas] == [*AREAS]
    assert not any(area.followups for area in plan.areas)


def test_a_form_whose_labels_are_all_unknown_begins_with_the_area() -> None:
    blocks: list[Block] = [heading("Plan för länet")]
    for number, name in enumerate(AREAS):
        aim = f"Unga i grupp {number} ska må bra och ha stöd."
        blocks.append(table(["Segel", name], ["Polstjärna", aim], ["Fotarbete", DEEDS[number]], ["Lots", WHO[number]]))
        blocks.append(paragraph(""))
    assert told(read(*blocks)) == {name: [DEEDS[number]] for number, name in enumerate(AREAS)}


def test_a_title_over_sheets_that_name_their_areas_is_none() -> None:
    blocks: list[Block] = []
    for number, name in enumerate(AREAS):
        blocks += [heading(f"Blad {number + 1}"), paragraph("Områdesblad 2026", bold=True)]
        blocks += [table(["Område:", name, "Ansvariga:", WHO[number]], ["Mål:", "Fler mår bra.", "Nuläge:", "Oklart."])]
        blocks += [table(["Aktivitet", "Tid"], [DEEDS[number], "2026"], ["Följa upp arbetet", "2027"])]
    assert [area.title for area in read(*blocks).areas] == [*AREAS]


def test_years_across_tell_when_a_thing_is_done() -> None:
    body = [[name, DEEDS[n], DEEDS[n + 2]] for n, name in enumerate(AREAS)]
    plan = read(heading("Plan för länet"), table(["Område", "2025", "2026"], *body))
    assert told(plan) == {name: [DEEDS[n], DEEDS[n + 2]] for n, name in enumerate(AREAS)}
    assert [activity.year for activity in plan.areas[0].activities] == [2025, 2026]


def test_bodies_across_tell_who_does_a_thing() -> None:
    body = [[AREAS[0], DEEDS[0], ""], [AREAS[1], DEEDS[1], DEEDS[2]], [AREAS[2], "", DEEDS[3]]]
    plan = read(heading("Plan för länet"), table(["Område", "Region Exempel", "Elevhälsan"], *body))
    assert told(plan) == {AREAS[0]: [DEEDS[0]], AREAS[1]: [DEEDS[1], DEEDS[2]], AREAS[2]: [DEEDS[3]]}
    assert [area.responsible for area in plan.areas] == [
        ["Region Exempel"],
        ["Region Exempel", "Elevhälsan"],
        ["Elevhälsan"],
    ]


def test_a_row_across_the_table_names_an_area_and_tells_its_goal() -> None:
    lines: list[list[str | Cell]] = [["Insats", "Tid", "Ansvarig"]]
    for number, name in enumerate(AREAS):
        lines.append([cell(f"{number + 1}. {name}", "Långsiktigt mål: Fler mår bra i länet.", columns=3)])
        lines.append([DEEDS[number], "2026", WHO[number]])
    plan = read(heading("Plan för länet"), table(*lines))
    assert told(plan) == {name: [DEEDS[number]] for number, name in enumerate(AREAS)}
    assert [goal.text for goal in plan.areas[0].goals] == ["Fler mår bra i länet."]


def test_what_counts_the_columns_of_a_table_on_its_side_is_no_area() -> None:
    blocks: list[Block] = [heading("Plan för länet")]
    for number, name in enumerate(AREAS):
        two = [DEEDS[number], DEEDS[number + 1]]
        blocks += [heading(name, 2), table(["", "Varv 1", "Varv 2"], ["Aktiviteter", *two], ["Ansvarig", *WHO[:2]])]
    plan = read(*blocks)
    assert told(plan) == {name: [DEEDS[number], DEEDS[number + 1]] for number, name in enumerate(AREAS)}


def test_tables_on_their_side_may_lie_below_one_another() -> None:
    lines = []
    for pair in ((0, 1), (2, 3)):
        names = [(*AREAS, "Trygga hem")[n] for n in pair]
        lines += [["", *names], ["Aktiviteter", *(DEEDS[n] for n in pair)], ["Ansvarig", *(WHO[n] for n in pair)]]
    plan = read(heading("Plan för länet"), table(*lines))
    assert told(plan) == {name: [DEEDS[n]] for n, name in enumerate((*AREAS, "Trygga hem"))}


def test_names_that_part_the_areas_of_a_column_are_the_areas_and_it_their_groups() -> None:
    names = ("Trygga skolvägar", "Möten mellan åldrar", "Stöd efter sorg", "Vägar till arbete")
    lines = []
    for n, name in enumerate(names):
        side = "Främja" if n < 2 else "Stödja"
        lines += [[side, name, DEEDS[n], WHO[n]], [side, name, "Följa upp arbetet", "Elevhälsan"]]
    plan = read(heading("Plan för länet"), table(["Sida", "Vinkel", "Fotarbete", "Vem"], *lines))
    assert [(area.title, area.group) for area in plan.areas] == [
        (name, "Främja" if n < 2 else "Stödja") for n, name in enumerate(names)
    ]


def test_a_name_may_stand_over_text_that_tells_of_the_area() -> None:
    why = "Behovet har vuxit i länet sedan många år och märks överallt."
    lines = [[cell(name, why), DEEDS[n], WHO[n]] for n, name in enumerate(AREAS)]
    plan = read(heading("Plan för länet"), table(["Vinkel", "Aktivitet", "Ansvarig"], *lines))
    assert told(plan) == {name: [DEEDS[n]] for n, name in enumerate(AREAS)}
    assert [area.background for area in plan.areas] == [why] * 3


def test_a_name_may_stand_beside_a_cell_with_labels_of_its_own() -> None:
    def held(n: int) -> Cell:
        return cell("Mål: Fler mår bra.", "Aktiviteter:", DEEDS[n], f"Ansvarig: {WHO[n]}")

    plan = read(heading("Plan för länet"), table(["Vinkel", "Innehåll"], *([a, held(n)] for n, a in enumerate(AREAS))))
    assert told(plan) == {name: [DEEDS[n]] for n, name in enumerate(AREAS)}
    assert plan.areas[2].responsible == ["Region Exempel"]


def test_a_municipality_whose_name_ends_like_an_infinitive_is_a_body() -> None:
    assert only_bodies("Lövsta kommun")
    assert not only_bodies("Utbilda kommuner")
