"""One form sent many times at the same moment, to a server whose requests have connections of their own."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlencode, urlsplit

import pytest
from django.test import Client
from tests.web.workspace.conftest import a_workspace

from samplan.plans.models import Goal
from samplan.publishing.models import Edition

TIMES = 5


def send_at_once(live_server, client: Client, address: str, told: dict[str, object]) -> list[str]:
    """Where each of several requests with the same form was led."""
    shown = client.get(address).content.decode()
    named = {
        name: re.search(f'name="{name}" value="([^"]+)"', shown).group(1)
        for name in ("csrfmiddlewaretoken", "formularnyckel")
    }
    cookies = "; ".join(f"{one.key}={one.value}" for one in client.cookies.values())
    body, start = urlencode(told | named), Barrier(TIMES)
    headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}

    def send(_turn: int) -> str:
        door = HTTPConnection(urlsplit(live_server.url).netloc, timeout=60)
        start.wait()
        door.request("POST", address, body, headers)
        answer = door.getresponse()
        answer.read()
        door.close()
        assert answer.status == 302
        return answer.headers["Location"]

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(send, range(TIMES)))


@pytest.fixture
def workspace(transactional_db):
    """A county at work."""
    return a_workspace()


@pytest.fixture
def signed_in(workspace):
    """Its coordinator, signed in."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(workspace.coordinator)
    return client


def test_a_plan_published_many_times_at_once_has_one_edition(live_server, signed_in, workspace):
    led = send_at_once(live_server, signed_in, f"/arbetsrum/plan/{workspace.plan.pk}/publicera/", {"note": "Nytt"})
    assert len(set(led)) == 1
    assert Edition.objects.count() == 1


def test_a_goal_added_many_times_at_once_is_one(live_server, signed_in, workspace):
    told = {"omrade": workspace.area.pk, "level": "long", "text": "Fler vågar fråga"}
    address = f"/arbetsrum/plan/{workspace.plan.pk}/goal/ny/?omrade={workspace.area.pk}"
    led = send_at_once(live_server, signed_in, address, told)
    assert len(set(led)) == 1
    assert Goal.objects.filter(text="Fler vågar fråga").count() == 1
