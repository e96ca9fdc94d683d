"""What the plan check finds by itself in the real plans of the shared sources, and what it must not find there.

The counts were made by hand or by script from the documents; domain.md (c3) tells how. Nothing here names a plan to the
check: the same predicates, words and bounds hold for every plan.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from benchmarks.judge import run

from samplan.plans import checks
from samplan.plans.shapes.findings import Finding

pytestmark = pytest.mark.sources
TODAY = date(2019, 1, 15)
"""Soon after the follow-up of 2018."""
SOURCES = ("dalarna-2018", "dalarna-2022", "dalarna-2022-medel", "varmland-2021-2024")


class Checked:
    """The findings of one source, with areas by number."""

    def __init__(self, path: Path, today: date = TODAY) -> None:
        content = checks.content_of(run.samplan_reader(path))
        self.numbers = {a.id: a.number or a.title for a in content.areas}
        self.found = checks.check_plan(content, today)

    def of(self, code: str) -> list[Finding]:
        """The findings of one predicate."""
        return [f for f in self.found if f.code == code]

    def areas(self, code: str) -> list[str]:
        """The numbers of the areas that a predicate's findings are about."""
        return [self.numbers[a] for f in self.of(code) for a in f.areas]


@pytest.fixture(scope="module")
def dalarna(sources: Path) -> Checked:
    return Checked(sources / "dalarna-2018.txt")


def test_the_two_targets_with_question_marks(dalarna: Checked) -> None:
    assert dalarna.areas("target_question_marks") == ["1.6", "1.6"]
    assert all("???" in f.quote for f in dalarna.of("target_question_marks"))


def test_eleven_areas_wait_for_the_same_organisational_decision(dalarna: Checked) -> None:
    [finding] = dalarna.of("half_waits_for_the_same")
    assert finding.told == {"number": "11", "of": "22"}
    expected = ["1.5", "1.6", "3.2", "3.3", "3.4", "3.5", "4.4", "4.5", "4.7", "5.2", "5.3"]
    assert dalarna.areas("half_waits_for_the_same") == expected


def test_the_area_without_any_indicator(dalarna: Checked) -> None:
    assert dalarna.areas("indicator_missing") == ["5.2"]


def test_no_area_names_a_responsible(dalarna: Checked) -> None:
    [finding] = dalarna.of("no_responsible_anywhere")
    assert len(finding.areas) == 22
    assert not dalarna.of("responsible_missing")


def test_who_saw_the_need_is_missing_where_the_source_names_nobody(dalarna: Checked) -> None:
    assert dalarna.areas("need_without_source") == ["1.1", "1.4"]


def test_cost_without_year_and_time_that_is_only_a_status(dalarna: Checked) -> None:
    assert set(dalarna.areas("cost_year_missing")) == {"1.6"}
    assert {f.quote for f in dalarna.of("status_in_time")} <= {"Klart", "Pågående"}


@pytest.mark.parametrize("name", SOURCES)
def test_no_real_plan_is_suspected_of_personal_data(sources: Path, name: str) -> None:
    found = Checked(sources / f"{name}.txt")
    assert [f for f in found.found if checks.group_of(f.code) == "remove"] == []


def test_a_plan_of_questions_is_not_asked_for_goals(sources: Path) -> None:
    """Värmland plans by questions: it is not told that goals, activities or indicators are missing."""
    varmland = Checked(sources / "varmland-2021-2024.txt", date(2023, 1, 15))
    told = {f.code for f in varmland.found}
    assert not told & {"area_goal_missing", "area_activity_missing", "indicator_missing", "background_missing"}
    assert {"no_responsible_anywhere", "question_without_actor", "proposal_repeated"} <= told
    assert 10 <= len(varmland.of("proposal_repeated")) <= 18
