"""A page of the workspace costs the same handful of queries whether the plan has ten activities or five hundred."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import worlds
from tests.web.workspace.conftest import an_import

from samplan.intake.models import Import
from samplan.plans.models import Activity, Area, Responsible

MOST = 15


def table_of(activities: int) -> bytes:
    """A document with a goal table of so many rows."""
    document = docx.Document()
    document.add_heading("Handlingsplan psykisk hälsa 2025–2027", 0)
    document.add_heading("1.1 Skolans roll", 2)
    table = document.add_table(rows=activities + 1, cols=3)
    cells = table._cells
    for at, head in enumerate(("Kortsiktiga mål", "Aktiviteter", "Tidsplan")):
        cells[at].text = head
    for row in range(1, activities + 1):
        for at, text in enumerate(("Alla vågar fråga." if row == 1 else "", f"Ta steg nummer {row}.", "Ht 2025")):
            cells[row * 3 + at].text = text
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def count(client, world, imported) -> dict[str, int]:
    """How many queries each page costs."""
    plan = world.plan
    pages = {
        "start": [],
        "tasks": [],
        "imports": [],
        "plan": [plan.pk],
        "status": [plan.pk],
        "check": [plan.pk],
        "check_gate": [plan.pk],
        "log": [plan.pk],
        "versions": [plan.pk],
        "chain": [plan.pk],
        "tags": [plan.pk],
        "retag": [plan.pk],
        "matrix": [plan.pk],
        "owners": [plan.pk],
        "ownerless": [plan.pk],
        "silent": [plan.pk],
        "ask": [plan.pk],
        "asks": [],
        "hand_over": [plan.pk],
        "pack": [plan.pk],
        "next_version": [plan.pk],
        "history": [plan.pk, "activity", Activity.objects.filter(area__plan=plan).first().pk],
        "removed": [plan.pk],
        "area": [plan.pk, Area.objects.filter(plan=plan).order_by("order").first().pk],
        "review": [imported.pk],
    }
    client.force_login(world.coordinator)
    owner = f"ord-{Responsible.objects.filter(area__plan=plan).order_by('order').first().pk}"
    found = {}
    for name, args in pages.items():
        address = reverse(f"workspace:{name}", args=args) + (f"?agare={owner}" if name == "pack" else "")
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        found[name] = len(caught)
    return found


def _more_imports(imported: Import, how_many: int) -> None:
    """The same document given again and again: rows of the list, past the reading that takes its time."""
    fields = [f.attname for f in Import._meta.concrete_fields if f.attname not in {"id", "uploaded_at"}]
    told = {name: getattr(imported, name) for name in fields}
    Import.objects.bulk_create(Import(**told) for _n in range(how_many))


@pytest.mark.django_db
def test_pages_cost_the_same_at_10_and_at_500(client, django_db_blocker):
    """Each page within its bound, and equal at both sizes."""
    from django.db import transaction

    costs = []
    for activities in (10, 500):
        with transaction.atomic():
            world = worlds.goal_table_world(activities)
            imported = an_import(world.coordinator, world.partnership, table_of(activities))
            assert imported.items.filter(kind="activity").count() == activities
            _more_imports(imported, activities // 10)
            costs.append(count(client, world, imported))
            transaction.set_rollback(True)
    small, large = costs
    assert small == large, costs
    assert {name: cost for name, cost in large.items() if cost > MOST} == {}
