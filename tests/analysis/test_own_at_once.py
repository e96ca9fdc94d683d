"""Two at work in the same figure, on a database that lets them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from tests import factories
from tests.analysis.own_world import an_own_figure, key, part

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions
from samplan.analysis.models import Figure, OwnValue

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


@pytest.fixture(autouse=True)
def _postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL")


def somebody_waits() -> bool:
    """Whether another connection waits for this one, within ten seconds."""
    for _try in range(100):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.1)
    return False


def test_who_removes_a_value_waits_for_the_figure_without_holding_the_value() -> None:
    """Whoever enters values holds the figure and then needs the value: they must not wait for each other."""
    figure = an_own_figure(factories.an_area(factories.a_plan()))
    value = actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(), numbers=part(20, 80))

    def remove() -> None:
        try:
            actions.remove_own_value(by=SYSTEM, value_id=value.pk, seen_version=1)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Figure.objects.select_for_update(no_key=True).get(pk=figure.pk)
            other = pool.submit(remove)
            assert somebody_waits()
            assert OwnValue.objects.select_for_update(no_key=True, nowait=True).get(pk=value.pk).removed_at is None
        other.result()
    assert OwnValue.objects.get(pk=value.pk).removed_at is not None
