"""Several server processes of one installation count attempts to sign in together."""

from __future__ import annotations

import os
from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from django.db import connection
from tests.followup.serving import CSRF, Server, environment, serving

ADDRESS = "/konto/login/"


def try_in_vain(server: Server) -> int:
    """The answer's status to a wrong password for an account."""
    told = {"csrfmiddlewaretoken": CSRF, "login": "ingen@region.example", "password": "fel lösenfras helt"}
    headers = {
        "Host": "localhost",  # as a web server in front tells all of them; attempts are counted for each site
        "Cookie": f"csrftoken={CSRF}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=60)) as asks:
        asks.request("POST", ADDRESS, urlencode(told).encode(), headers)
        return asks.getresponse().status


def test_five_wrong_words_at_two_processes_shut_the_account_at_both(tmp_path, django_db_setup):
    """The servers count in the test database; who tests limits otherwise begins with nothing counted."""
    if connection.vendor != "postgresql":
        pytest.skip("a laptop's file has one process: told on PostgreSQL")
    told = environment(tmp_path, f"{os.environ['DATABASE_URL'].rsplit('/', 1)[0]}/{connection.settings_dict['NAME']}")
    with serving(told) as one, serving(told) as other:
        assert [try_in_vain(server) for server in (one, other, one, other, one)] == [200] * 5
        assert [try_in_vain(server) for server in (one, other)] == [429] * 2
