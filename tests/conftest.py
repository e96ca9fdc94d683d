"""What every test shares: the real documents, and a network that reaches no further than this machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SOURCES = Path(__file__).resolve().parents[2] / "shared" / "sources"
# Speed is measured in benchmarks/, never asserted. CI draws the same examples each time; a laptop draws new ones.
settings.register_profile(
    "samplan",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
settings.load_profile("samplan")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of real documents; tests that need it say so in a line when it is not there."""
    if not SOURCES.is_dir():
        pytest.skip("../shared/sources is not there: real documents were not read")
    return SOURCES


class _LoopbackSocket(socket.socket):
    """A socket that refuses to leave the machine."""

    def connect(self, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise ConnectionRefusedError(f"Tests have no network: {address[0]}")
        super().connect(address)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Any:
    """Network off: only loopback answers."""
    original = socket.socket
    socket.socket = _LoopbackSocket  # type: ignore[misc]
    yield
    socket.socket = original  # type: ignore[misc]


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Tables come from today's models, as those of a new file do; tests/cli/test_new_database.py compares both ways."""
    return False


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Journeys get a file, so that the server has connections of its own, as it has on a laptop.

    In memory the test and the server would share one connection, and one of them finds a table locked now and then.
    """
    from django.db import connection

    if connection.vendor == "sqlite" and any(item.get_closest_marker("browser") for item in request.session.items):
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("journeys") / "samplan.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: Any, django_db_blocker: Any) -> Iterator[None]:
    """The tables, and what migrations do by hand: the triggers.

    pytest-django makes no database where no test of the run is marked; tables that are walked in one transaction for
    all their rows are not, and alone they would be walked in the real database.
    """
    from django.db import connection
    from django.test.utils import override_settings, setup_databases, teardown_databases

    from samplan.cli.tables import run_what_is_done_by_hand

    with django_db_blocker.unblock():
        missing = connection.settings_dict["NAME"] != connection.creation._get_test_db_name()
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"}) if missing else []
        with override_settings(MIGRATION_MODULES={}):
            run_what_is_done_by_hand(connection)
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _no_language_left_behind() -> Any:
    """A page asked for in English leaves no English to the next test."""
    from django.utils import translation

    translation.deactivate()
    yield
    translation.deactivate()
