"""The decision that a plan's own words tell, and the one that is proposed when an edition is published."""

from __future__ import annotations

from datetime import date

import pytest
from tests import factories, worlds

from samplan.actors.shapes import SYSTEM
from samplan.plans.actions import set_gate
from samplan.plans.queries import plan_content
from samplan.plans.shapes.exchange import BlockKind, OtherBlock
from samplan.plans.shapes.findings import GateLevel
from samplan.publishing.actions import publish_edition
from samplan.publishing.decisions import Decision, decision_in, proposed_decision


@pytest.mark.parametrize(
    ("line", "by", "on"),
    [
        ("Beslutad av Länsrådet den 12 mars 2024, § 14.", "Länsrådet § 14", date(2024, 3, 12)),
        ("Antagen av Samverkansnämnden 2024-06-09 § 45", "Samverkansnämnden § 45", date(2024, 6, 9)),
        ("Fastställd: 2024-06-09", "", date(2024, 6, 9)),
        ("Antagen av: Chefsnätverket § 3", "Chefsnätverket § 3", None),
        (
            "Planen är beslutad av Länsrådet och Hultamo kommun den 1 maj 2025",
            "Länsrådet och Hultamo kommun",
            date(2025, 5, 1),
        ),
        (
            "Godkänd av styrgruppen för psykisk hälsa, 3 februari 2023 (§ 7)",
            "styrgruppen för psykisk hälsa § 7",
            date(2023, 2, 3),
        ),
    ],
)
def test_a_decision_line_is_read(line: str, by: str, on: date | None) -> None:
    assert decision_in([line]) == Decision(by, on, line)


@pytest.mark.parametrize(
    "line",
    [
        "Arbetet samordnas via en nationell verksamhetsplan antagen av regeringen.",
        "Beslutade insatser kom igång sent på året.",
        "Antagen",
        "Beslut om finansiering",
        "Fastställd den 41 mars 2024",
        "Alla kommuner har en antagen plan mot suicid.",
        "",
    ],
)
def test_what_only_speaks_of_decisions_is_none(line: str) -> None:
    assert decision_in([line]) is None


@pytest.mark.django_db
def test_the_first_edition_is_proposed_the_plans_own_words_and_the_next_only_the_body() -> None:
    file = worlds.goal_table_plan()
    words = "Beslutad av Länsrådet den 12 mars 2024, § 14."
    file = file.model_copy(
        update={"other": [*file.other, OtherBlock(kind=BlockKind.PARAGRAPH, text=words, position=900)]}
    )
    plan = factories.an_imported_plan(file)
    found = proposed_decision(plan, plan_content(plan.pk))
    assert found is not None
    assert (found.by, found.on, found.words) == ("Länsrådet § 14", date(2024, 3, 12), words)
    undecided = {"target_question_marks": GateLevel.WARN}  # the plan has a target that is not decided
    set_gate(by=SYSTEM, partnership=plan.partnership, levels=undecided)
    edition = publish_edition(by=SYSTEM, plan=plan, decided_by=found.by, decided_on=found.on)
    # What is published next was decided another day: only who decides is proposed.
    after = proposed_decision(plan, plan_content(plan.pk))
    assert after is not None
    assert (after.by, after.on, after.edition) == ("Länsrådet", None, edition.label)
    assert "Länsrådet § 14" in after.words


@pytest.mark.django_db
def test_nothing_is_proposed_where_nothing_is_known() -> None:
    plan = factories.an_imported_plan(worlds.goal_table_plan())
    assert proposed_decision(plan, plan_content(plan.pk)) is None
