"""Every page that there is, walked by axe-core: both languages, both themes, 320 px, the reader's own colours at 400 %.

A new address is walked by itself; one that cannot be asked for, or that nobody here may read, fails the test.
"""

from __future__ import annotations

import pytest
from tests import factories
from tests.journeys import walking
from tests.web import worlds
from tests.web.test_figures import filled
from tests.web.workspace.conftest import Workspace, a_workspace
from tests.web.workspace.test_other_addresses import CLOSED

FILES = ("application/", "image/", "text/csv", "text/plain", "text/xml")
"""What is fetched instead of read."""


@pytest.fixture
def workspace(live_server, transactional_db, settings, tmp_path) -> Workspace:
    """A county with something at every address, and Exempellän's plan with its figures."""
    settings.FIGURES_DIR = tmp_path
    filled(tmp_path)
    app = {"provider_id": "single_sign_on", "name": "Region Exempel", "client_id": "x", "secret": "y"}
    app["settings"] = {"server_url": "http://127.0.0.1:9"}
    settings.SOCIALACCOUNT_PROVIDERS = {"single_sign_on": {"APPS": [app]}}
    worlds.publish(worlds.full_plan(activities=4, overall_goals=["Fler mår bra."]), label="2025-03-14")
    worlds.publish(worlds.full_plan(), number=2)
    made = a_workspace(here=factories.a_partnership(factories.a_county("97", "Provlän")))
    there = (made.imported, made.edition, made.reopened_round, made.compiled, made.some_figures, made.dependency)
    assert all((*there, made.need, made.gone, made.node, made.framework_file, made.ask))
    return made


NO_PAGE = {"405"}
"""What only a form sends to."""
SENT_ON = {"answers", "row", "single_sign_on_login"}
"""What leads to another of the pages at once; a row is a piece of one."""


def no_page_without_reason(others: dict[str, str]) -> str:
    """Addresses that nobody was shown a page at, and that are neither files, forms' ends nor known to lead on."""
    known = CLOSED | SENT_ON
    left = {n: why for n, why in others.items() if why not in NO_PAGE and not why.startswith(FILES) and n not in known}
    return ", ".join(f"{name} {why}" for name, why in sorted(left.items()))


def test_every_page_of_the_workspace(workspace, new_page, axe):
    stops, others = walking.stops_of_the_workspace(workspace)
    assert no_page_without_reason(others) == ""
    found = walking.cross(new_page(), axe, stops)
    found += walking.in_own_colours(new_page(320, 256, device_scale_factor=4, forced_colors="active"), stops)
    assert not found, "\n".join(found)


def test_every_page_elsewhere(workspace, new_page, axe):
    stops, others = walking.stops_elsewhere(workspace)
    assert no_page_without_reason(others) == ""
    found = walking.cross(new_page(), axe, stops)
    found += walking.in_own_colours(new_page(320, 256, device_scale_factor=4, forced_colors="active"), stops)
    assert not found, "\n".join(found)
