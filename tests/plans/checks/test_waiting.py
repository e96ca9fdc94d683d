"""Areas that wait for the same thing are found by how alike their sentences are."""

from __future__ import annotations

from tests.plans.checks.building import TODAY, area, followup, found, plan

from samplan.plans import checks
from samplan.plans.shapes.content import DependencyContent, WaitingContent


def test_other_words_for_the_same_decision_are_one_group_and_name_their_areas() -> None:
    told = [
        "Fortsättningen är beroende av de beslut som fattas om den nya förvaltningen.",
        "Kursen hölls. Arbetet väntar på beslut om nya förvaltningen som fattas i höst.",
        "Fortsättning är beroende av resultat och av beslut som fattas om nya förvaltningen.",
        "Länet avvaktar nationella föreskrifter.",
        "Inget nytt.",
        "Allt är klart.",
    ]
    content = plan(*(area(i, followups=[followup(t, n=i)]) for i, t in enumerate(told, start=1)))
    findings = found(content, "half_waits_for_the_same")
    assert [f.areas for f in findings] == [("1", "2", "3")]
    assert findings[0].told == {"number": "3", "of": "6"}
    assert "3 av 6" in checks.sentence_of(findings[0]).sv


def test_one_area_that_says_it_twice_counts_once() -> None:
    said = "Arbetet är beroende av beslut om nya förvaltningen."
    again = [area(1, followups=[followup(said, n=1), followup(said, n=2)]), area(2), area(3)]
    assert not found(plan(*again), "half_waits_for_the_same")


def test_a_set_aside_finding_holds_until_its_text_changes() -> None:
    def judged(text: str, comment: str) -> str:
        content = plan(area(1, followups=[followup(text, heading="Måluppfyllelse")], comment=comment), area(2))
        return found(content, "goal_in_judgement")[0].key

    assert judged("Att nå alla.", "Ett") == judged("Att nå alla.", "Två")
    assert judged("Att nå alla.", "Ett") != judged("Att nå många.", "Ett")


def test_what_no_area_has_is_said_once() -> None:
    bare = plan(*(area(i, responsible=[], followups=[]) for i in range(1, 8)))
    codes = [f.code for f in checks.check_plan(bare, TODAY)]
    assert codes.count("no_responsible_anywhere") == 1
    assert codes.count("plan_silent") == 1
    assert "responsible_missing" not in codes


def test_areas_whose_decision_is_written_down_are_not_named_again() -> None:
    """When it is known who decides and when, the sentence in the follow-up is no news."""
    said = "Arbetet är beroende av beslut om nya förvaltningen."
    areas = [area(i, followups=[followup(said, n=i)]) for i in range(1, 5)]
    waiting = [WaitingContent(area=str(i)) for i in range(1, 5)]
    vague = DependencyContent(id="d1", title="Beslut", owner="Nämnden", waiting=waiting)
    assert found(plan(*areas, dependencies=[vague]), "half_waits_for_the_same")
    told = vague.model_copy(update={"expected": TODAY})
    assert not found(plan(*areas, dependencies=[told]), "half_waits_for_the_same")
