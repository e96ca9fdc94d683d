"""What a numbered indicator is called stands in the edition that was frozen when it was known, on page and paper."""

from __future__ import annotations

import io

import docx
import pytest
from django.urls import reverse
from tests import factories

from samplan.analysis import actions as analysis
from samplan.analysis.skl import KeyIndicator
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions, queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A plan with an indicator that points at a known number, one at a number without a name, one at another list."""
    plan = factories.a_plan()
    by = factories.a_person(role="coordinator", partnership=plan.partnership)
    area = factories.an_area(plan, "Barn och unga")
    for text, more in (
        ("Fler barn får stöd", {"reference": "SKL 36"}),
        ("Elever trivs", {"reference": "12", "source": "SKL"}),
        ("Något annat", {"reference": "7"}),
    ):
        factories.an_item(plan, ItemKind.INDICATOR, {"text": text, **more}, parent_id=area.pk)
    return plan, by


def numbered(edition) -> list[tuple[str, str | None]]:
    view = queries.edition(edition.county_slug, edition.plan_slug, edition.label)
    return [(one.reference, one.reference_name) for one in view.content.areas[0].indicators]


def test_the_name_is_frozen_and_a_later_one_is_in_a_later_edition(world) -> None:
    plan, by = world
    first = actions.publish_edition(by=by, plan=plan)
    assert numbered(first) == [("SKL 36", "Barn som anhöriga"), ("12", None), ("7", None)]
    told = KeyIndicator(12, "Elever som trivs")
    analysis.set_key_indicator(by=by, partnership=plan.partnership, told=told, seen_version=0)
    assert numbered(first)[1] == ("12", None)
    assert numbered(actions.publish_edition(by=by, plan=plan))[1] == ("12", "Elever som trivs")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_and_the_papers_have_it(client, world, prefix) -> None:
    plan, by = world
    edition = actions.publish_edition(by=by, plan=plan)
    view = queries.edition(edition.county_slug, edition.plan_slug, edition.label)
    address = reverse("public:area", args=[edition.county_slug, view.content.areas[0].slug])
    assert "Barn som anhöriga" in client.get(prefix + address).content.decode()
    assert "SKL 36: Barn som anhöriga" in _words_of(
        queries.edition_file(view.county_slug, view.plan_slug, view.label, "docx")
    )


def test_a_name_that_tells_a_method_is_left_out(world) -> None:
    plan, by = world
    told = KeyIndicator(12, "Hängningar bland unga")
    analysis.set_key_indicator(by=by, partnership=plan.partnership, told=told, seen_version=0)
    assert numbered(actions.publish_edition(by=by, plan=plan))[1] == ("12", None)


def _words_of(file) -> str:
    document = docx.Document(io.BytesIO(file.data))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
