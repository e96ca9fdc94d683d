"""How often an indicator is followed: kept, written only where it is told, and told in what is printed."""

from __future__ import annotations

import pytest
from tests import worlds

from samplan.plans import actions, queries
from samplan.plans.models import Cost, Indicator
from samplan.plans.shapes.exchange import PlanFile
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.queries import draft_file

pytestmark = pytest.mark.django_db


def test_an_analyst_says_how_often_and_it_stands_in_the_content_and_the_word_file(tmp_path):
    world = worlds.goal_table_world()
    row = Indicator.objects.get()
    before = queries.plan_content(world.plan.pk).model_dump(mode="json")
    assert "rhythm" not in before["areas"][0]["indicators"][0], "an edition of before reads the same"
    told = {"rhythm": "varje år i april"}
    actions.change_item(
        by=world.people["analyst"], kind=ItemKind.INDICATOR, item_id=row.pk, values=told, seen_version=row.version
    )
    after = queries.plan_content(world.plan.pk).areas[0].indicators[0]
    assert after.rhythm == "varje år i april"
    assert b"varje \xc3\xa5r i april" in _words(draft_file(world.plan.pk, "docx", "auto", world.coordinator).data)


def _words(data: bytes) -> bytes:
    from io import BytesIO
    from zipfile import ZipFile

    with ZipFile(BytesIO(data)) as packed:
        return packed.read("word/document.xml")


def test_what_a_cost_pays_goes_out_in_the_plan_file_and_comes_in_again():
    world = worlds.goal_table_world()
    cost = Cost.objects.get()
    actions.change_item(
        by=world.people["controller"],
        kind=ItemKind.COST,
        item_id=cost.pk,
        values={"text": "Kurser för skolan"},
        seen_version=cost.version,
    )
    written = queries.plan_file(world.plan.pk).model_dump_json()
    again = actions.import_plan_file(
        by=world.coordinator, partnership=world.partnership, plan_file=PlanFile.model_validate_json(written)
    )
    assert Cost.objects.get(area__plan=again).text == "Kurser för skolan"
    assert b"Kurser f\xc3\xb6r skolan" in _words(draft_file(again.pk, "docx", "auto", world.coordinator).data)
