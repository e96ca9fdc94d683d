"""Each predicate in both directions: a plan in which it fires, and a near miss in which it must be silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.plans.checks.building import (
    TODAY,
    activity,
    area,
    asking,
    followup,
    found,
    goal,
    indicator,
    plan,
    question,
    with_activity,
    with_goal,
    with_indicator,
    with_responsible,
    with_text,
)

from samplan.plans import checks
from samplan.plans.shapes.content import (
    Body,
    DependencyContent,
    FocusAreaContent,
    ProposalContent,
    WaitingContent,
)
from samplan.plans.shapes.exchange import ActivityKind, Cost, Fund, Horizon, IndicatorKind

PAST = {"timeframe": "Våren 2026", "start": date(2026, 1, 1), "end": date(2026, 5, 31)}
GOING_ON = {"timeframe": "2024 –", "start": date(2024, 1, 1), "end": None, "ongoing": True}
UNTIMED: dict[str, Any] = {"timeframe": None, "start": None, "end": None}
WAITS = "Arbetet är beroende av vilka beslut som fattas om den nya nämnden{}."
OTHERWISE = (
    "Gruppen avvaktar svar från skolverkets granskning.",
    "Frågan avvaktar länets nya lokaler.",
    "Vi inväntar polisens statistik över olyckor.",
    "Samtalen är beroende av ny teknik hos kommunerna.",
)


def short(text: str, n: int) -> Any:
    return goal(text, n=n, level=Horizon.SHORT)


def waiting(*texts: str) -> Any:
    """A plan with an area for each text, which is its follow-up."""
    return plan(*(area(i, followups=[followup(text, n=i)]) for i, text in enumerate(texts, start=1)))


def proposal(n: int) -> Any:
    return ProposalContent(id=f"p{n}", text="Öppen mottagning på kvällen", actor="Skolan")


SAID = {"owner": "Nämnden", "expected_written": "hösten 2026"}


def waits_for(**more: Any) -> DependencyContent:
    return DependencyContent(id="d1", title="Beslut om nya nämnden", waiting=[WaitingContent(area="1")], **more)


def used(words: str, times: int) -> Any:
    return plan(*(area(i, background=words) for i in range(1, times + 1)))


CASES: dict[str, tuple[Any, Any]] = {
    # Taken out.
    "personal_number": (with_text("Ring 19121212-1212."), with_text("Ring 19121212-1213.")),
    "patient_story": (
        with_text("En flicka på 14 år kom in akut. Hon fick vänta länge."),
        with_text("Flickor på 14 år väntar längre än pojkar. De mår sämre."),
    ),
    "mobile_number": (with_text("Ring 070-123 45 67."), with_text("Ring växeln på 018-611 00 00.")),
    "private_mail": (with_text("Skriv till kim@gmail.com."), with_text("Skriv till kansli@region.example.")),
    # Filled in.
    "title_missing": (plan(title=" "), plan()),
    "validity_missing": (plan(valid_to=None), plan()),
    "areas_missing": (plan().model_copy(update={"areas": []}), plan(area())),
    "no_responsible_anywhere": (
        plan(area(1, responsible=[]), area(2, responsible=[])),
        plan(area(1, responsible=[]), area(2)),
    ),
    "responsible_missing": (
        plan(area(1, responsible=[]), area(2)),
        plan(area(1, responsible=[], activities=[activity(responsible=[Body(name="Skolan", code="s")])]), area(2)),
    ),
    "background_missing": (plan(area(background=None)), plan(area(background=None, needs="Fler behöver stöd."))),
    "need_without_source": (
        plan(area(1, identified_by=None), area(2)),
        plan(area(1, identified_by=None), area(2, identified_by=None)),
    ),
    "indicator_missing": (plan(area(indicators=[])), plan(asking())),
    "indicator_source_missing": (with_indicator(source=None), with_indicator("Andel enligt SKR:s enkät", source=None)),
    "indicator_target_missing": (
        plan(area(indicators=[indicator(n=1), indicator(n=2, target="80 %")])),
        plan(area(indicators=[indicator(n=1), indicator(n=2)])),
    ),
    "time_missing": (with_activity(**UNTIMED), with_activity(kind=ActivityKind.REPORTED, **UNTIMED)),
    "status_in_time": (
        with_activity(status="done", **{**UNTIMED, "timeframe": "Klart"}),
        with_activity(ongoing=True, **{**UNTIMED, "timeframe": "Löpande"}),
    ),
    "time_not_understood": (
        with_activity(**{**UNTIMED, "timeframe": "20121-2022"}),
        with_activity(status="done", **{**UNTIMED, "timeframe": "Klart"}),
    ),
    "time_passed_without_status": (with_activity(**PAST), with_activity(**{**PAST, "end": TODAY})),
    "time_passed_still_under_way": (with_activity(status="ongoing", **PAST), with_activity(status="done", **PAST)),
    "judgement_missing": (
        with_goal(attainment=None),
        plan(area(1, goals=[goal(attainment=None)], followups=[]), area(2)),
    ),
    "attainment_words_without_judgement": (
        with_goal(attainment=None, attainment_comment="Det gick bra i norr."),
        with_goal(attainment_comment="Det gick bra i norr."),
    ),
    "goal_in_judgement": (
        plan(area(followups=[followup("Att alla kommuner ska delta.", heading="Måluppfyllelse på kort sikt")])),
        plan(area(followups=[followup("Att alla deltar är delvis uppnått.", heading="Måluppfyllelse på kort sikt")])),
    ),
    "cost_year_missing": (plan(area(costs=[Cost(min="1", max="2")])), plan(area())),
    "fund_year_missing": (
        plan(funds=[Fund(name="Stöd", amount="10")]),
        plan(funds=[Fund(name="Stöd", amount="10", year=2026)]),
    ),
    # Decided.
    "target_question_marks": (with_goal("7 nya ledare???"), with_goal("Vem gör vad?")),
    "half_waits_for_the_same": (
        waiting(WAITS.format(""), WAITS.format(" i höst"), "Ett seminarium hölls. " + WAITS.format(""), "Allt är bra."),
        waiting(*OTHERWISE),
    ),
    "several_wait_for_the_same": (
        waiting(*(3 * (WAITS.format(""),)), *("Allt är bra." for _ in range(6))),
        waiting(*(2 * (WAITS.format(""),)), *("Allt är bra." for _ in range(6))),
    ),
    "validity_passed": (plan(valid_to=date(2026, 5, 31)), plan(valid_to=TODAY)),
    "target_approximate": (with_goal("Ca 90 personer går kursen."), with_goal("Tio personer går en kurs ca en gång.")),
    "indicator_only_done": (
        with_indicator("Är kartläggningen gjord? Ja/Nej", kind=IndicatorKind.YES_NO),
        plan(area(indicators=[indicator("Broschyr finns framtagen", kind=IndicatorKind.OTHER), indicator(n=2)])),
    ),
    "ongoing_without_review": (
        plan(area(1, activities=[activity(**GOING_ON)], followups=[followup(year=2023)]), area(2)),
        plan(area(1, activities=[activity(**GOING_ON)], followups=[followup(year=2025)]), area(2)),
    ),
    "many_responsible_none_leads": (
        with_responsible("Ett", "Två", "Tre", "Fyra", "Fem", code="x"),
        with_responsible("Ett", "Två", "Tre", "Fyra", code="x"),
    ),
    "too_many_goals": (
        plan(area(goals=[short(f"Steg {n}", n) for n in range(5)])),
        plan(area(goals=[short(f"Steg {n}", n) for n in range(5)], activities=[activity(n=n) for n in range(3)])),
    ),
    "dependency_unsettled": (plan(dependencies=[waits_for(owner="Nämnden")]), plan(dependencies=[waits_for(**SAID)])),
    # Connected.
    "area_goal_missing": (plan(area(goals=[])), plan(area(goals=[], activities=[]))),
    "area_activity_missing": (plan(area(activities=[])), plan(asking(goals=[goal()]))),
    "goal_without_activity": (
        plan(area(goals=[short("Ett", 1), short("Två", 2)], activities=[activity(goal="g1")])),
        plan(area(goals=[short("Ett", 1), goal("Två", n=2)], activities=[activity(goal="g1")])),
    ),
    "activity_without_goal": (
        plan(area(activities=[activity(n=1, goal="g1"), activity(n=2)])),
        plan(area(activities=[activity(n=1), activity(n=2)])),
    ),
    "tag_missing": (plan(area(1, focus_areas=[]), area(2)), plan(area(1, focus_areas=[]), area(2, focus_areas=[]))),
    "tag_unknown": (plan(area(focus_areas=[1, 9])), plan(area(focus_areas=[1]))),
    "focus_area_unused": (
        plan(focus_areas=[FocusAreaContent(number=n, title="Del") for n in (1, 2)]),
        plan(area(1), area(2, focus_areas=[2]), focus_areas=[FocusAreaContent(number=n, title="Del") for n in (1, 2)]),
    ),
    "area_empty": (
        plan(area(1), area(2, goals=[], activities=[], indicators=[], background=None, followups=[])),
        plan(area(1), area(2, goals=[], activities=[], indicators=[], followups=[])),
    ),
    "text_repeated": (
        plan(
            area(1, goals=[goal("Alla kommuner har en väg in.")]), area(2, goals=[goal("alla kommuner  har en väg in")])
        ),
        plan(area(1, goals=[goal("Alla har en väg in.")]), area(2, goals=[goal("Alla har en väg in.")])),
    ),
    "proposal_repeated": (
        plan(asking(challenge_questions=[question(n=n, proposals=[proposal(n)]) for n in (1, 2)])),
        plan(asking(challenge_questions=[question(n=1), question(n=2)])),
    ),
    "question_without_proposal": (
        plan(asking(challenge_questions=[question(n=1), question(n=2, proposals=[])])),
        plan(asking(challenge_questions=[question(n=1, proposals=[]), question(n=2, proposals=[])])),
    ),
    # Asked.
    "dependency_overdue": (
        plan(dependencies=[waits_for(expected=date(2026, 5, 1))]),
        plan(dependencies=[waits_for(expected=date(2026, 5, 1), released_on=TODAY, decision="§ 7")]),
    ),
    "plan_silent": (
        plan(area(1, followups=[followup(year=2023)]), area(2, followups=[])),
        plan(area(1, followups=[followup(year=2025)]), area(2, followups=[])),
    ),
    "not_followed_up_for_a_year": (
        plan(area(1, followups=[followup(year=2024)]), area(2)),
        plan(area(1, followups=[followup(year=2025)]), area(2)),
    ),
    "question_without_actor": (
        plan(asking(challenge_questions=[question(actor=None)])),
        plan(asking(challenge_questions=[question(actor="Skolan")])),
    ),
    "person_named": (with_responsible("Anna Påhittsson"), with_responsible("Maria Ungdom")),
    "responsible_unknown": (with_responsible("Okänd enhet"), with_responsible("region exempel")),
    # Looked over.
    "text_unfinished": (with_text("Bakgrunden ska kompletteras."), with_text("Kursen ska kompletteras med en bok.")),
    "text_empty": (with_goal("–"), with_goal("Fler.")),
    "sentence_runs_on": (with_goal("Medarbetare ska kunna ge stöd till"), with_goal("Medarbetare ger stöd.")),
    "indicator_only_number": (
        with_indicator("SKR: nyckelindikator 30", source=None),
        with_indicator("Nyckelindikator 30: andel som mår bra", source=None),
    ),
    "number_twice": (plan(area(1), area(2, number="1.1")), plan(area(1), area(2))),
    "number_gap": (plan(area(1), area(2), area(4)), plan(area(4), area(5), area(9))),
    "title_twice": (plan(area(1, title="Stöd"), area(2, title="stöd ")), plan(area(1, title="Stöd"), area(2))),
    "activity_beyond_plan": (with_activity(end=date(2029, 1, 1)), with_activity(end=date(2028, 12, 31))),
    "activity_before_plan": (
        with_activity(start=date(2024, 1, 1), end=date(2024, 12, 31)),
        with_activity(start=date(2024, 1, 1), end=date(2025, 1, 1)),
    ),
    "term_deprecated": (with_text("Stöd till missbrukare."), with_text("Kursen ”Barn och missbruk” hölls.")),
    "abbreviation_unexplained": (used("Alla har PQR.", 3), used("Alla har en personlig rådgivare (PQR).", 3)),
}


def test_every_predicate_has_its_two_plans() -> None:
    assert set(CASES) == set(checks.codes())
    assert len(CASES) >= 35


@pytest.mark.parametrize("code", CASES)
def test_it_fires(code: str) -> None:
    findings = found(CASES[code][0], code)
    assert findings
    for finding in findings:
        words = checks.sentence_of(finding)
        assert words.sv != words.en
        assert "{" not in words.sv + words.en


@pytest.mark.parametrize("code", CASES)
def test_a_near_miss_is_left_alone(code: str) -> None:
    assert found(CASES[code][1], code) == []


def test_a_good_plan_is_left_alone() -> None:
    """False alarms kill trust: nothing at all is said of a plan in which nothing is amiss."""
    assert checks.check_plan(plan(), TODAY) == ()
    assert checks.check_plan(plan(asking(1), asking(2)), TODAY) == ()
