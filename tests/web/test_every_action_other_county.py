"""Every action of a county's administrator, with one thing after another that belongs to another county."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from tests import factories
from tests.web.test_every_action import ACTIONS, NOBODY, ONESELF, County, allowed, county, tried
from tests.web.workspace.conftest import a_workspace

from samplan.actors.shapes import DomainError

__all__ = ["county"]
TRIED = sorted(n for n in ACTIONS if allowed(n) not in (NOBODY, ONESELF))
PASSED_OVER = "what is not the county's own is passed over"
FINE = {
    "actors.grant_role person": "somebody may have roles in several counties",
    "followup.ask_contacts membership_id": PASSED_OVER,
    "followup.name_head body_id": PASSED_OVER,
    "followup.open_round joint": "this kind of round has no joint answer",
    "followup.open_round plan_id": PASSED_OVER,
    "followup.recommend area_id": PASSED_OVER,
}
"""What is done all the same, with the reason."""
PLAIN = {"email"}
"""Words that are nobody's of one county."""


@pytest.fixture(scope="module")
def other(county, django_db_blocker):
    """Another county in which the same things are there; gone after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        here = factories.a_partnership(factories.a_county("96", "Grannlän"))
        yield County(a_workspace(here=here, elsewhere=county.at.plan.partnership))
        transaction.set_rollback(True)


def not_asked_for(other: County, name: str) -> dict[str, Any]:
    """Things that an action can do without: those of the other county."""
    things = {
        "area_id": other.at.area.pk,
        "body": other.body,
        "membership_id": other.at.people["reader"].memberships.get().pk,
        "part_of": other.body,
        "plan": other.at.plan,
        "plan_id": other.at.plan.pk,
        "joint": (other.body.pk, ["lanet@exempel.example"]),
    }
    asked = inspect.signature(ACTIONS[name]).parameters
    return {
        word: thing for word, thing in things.items() if word in asked and asked[word].default is not asked[word].empty
    }


def attempts(county: County, other: County, name: str) -> list[str]:
    """What an action is told that is another thing in the other county."""
    with transaction.atomic():
        mine, theirs = county.told(name), other.told(name) | not_asked_for(other, name)
        transaction.set_rollback(True)
    return sorted(w for w in theirs if w not in PLAIN and (w not in mine or mine[w] != theirs[w]))


def end_of(name: str, person: Any, told: dict[str, Any]) -> str:
    """How an attempt ends: as in the table of actions, or "not taken" by a rule about the thing."""
    try:
        return tried(name, person, told)
    except (DomainError, ObjectDoesNotExist):
        return "not taken"


@pytest.mark.django_db
def test_what_is_fine_is_tried():
    """No reason stands here for something that nobody tries."""
    assert {attempt.split()[0] for attempt in FINE} <= set(TRIED)


@pytest.mark.parametrize("name", TRIED)
def test_nothing_of_another_county_is_reached(county, other, django_db_blocker, name):
    """One thing at a time is the other county's, and the rest one's own."""
    with django_db_blocker.unblock():
        ends = {}
        for word in attempts(county, other, name):
            with transaction.atomic():
                told = county.told(name)
                theirs = (other.told(name) | not_asked_for(other, name))[word]
                ends[f"{name} {word}"] = end_of(name, county.at.people["administrator"], told | {word: theirs})
                transaction.set_rollback(True)
        reached = {attempt for attempt, end in ends.items() if end in ("done", "refused too late")}
        assert reached == {attempt for attempt in FINE if attempt.split()[0] == name}
