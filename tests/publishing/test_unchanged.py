"""An edition of a plan that reads as its newest edition does is made only when somebody says so."""

from __future__ import annotations

import pytest
from tests import worlds

from samplan.publishing import actions
from samplan.publishing.models import Edition
from samplan.publishing.rules import NothingChanged

pytestmark = pytest.mark.django_db


def publish(world: worlds.World, **more: object) -> Edition:
    return actions.publish_edition(by=world.coordinator, plan=world.plan, **more)


def test_the_same_content_is_not_published_twice() -> None:
    world = worlds.goal_table_world()
    first = publish(world)
    with pytest.raises(NothingChanged) as told:
        publish(world, note="Samma igen")
    assert told.value.sentences.sv.startswith(f"Inget har ändrats sedan utgåva {first.label}.")
    assert Edition.objects.count() == 1


def test_whoever_says_so_publishes_the_same_once_more() -> None:
    world = worlds.goal_table_world()
    publish(world)
    assert publish(world, though_unchanged=True).label.endswith("-2")


def test_what_a_withdrawn_edition_said_may_be_published() -> None:
    world = worlds.goal_table_world()
    actions.withdraw_edition(by=world.coordinator, edition=publish(world), reason="Fel dag")
    assert publish(world).number == 2
