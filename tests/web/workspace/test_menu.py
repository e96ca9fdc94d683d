"""The menu and the pages offer people what their roles let them do; what they may read they still read."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from tests import factories

from samplan.actors import actions as actors
from samplan.actors.models import Role
from samplan.actors.shapes import SYSTEM
from samplan.plans.models import NodeTag
from samplan.web.workspace.plan_menu import MAIN_PAGES, PLAN_PAGES

IMPORTERS = {Role.ADMINISTRATOR, Role.COORDINATOR}
EDITORS = IMPORTERS | {Role.AREA_OWNER}


def has_link(body: str, name: str) -> bool:
    return f'href="{reverse(f"workspace:{name}")}"' in body


@pytest.mark.parametrize("role", list(Role))
def test_the_menu_holds_what_a_role_can_use(client, workspace, role):
    client.force_login(workspace.people[role])
    body = client.get(reverse("workspace:tasks")).content.decode()
    assert has_link(body, "imports") is (role in IMPORTERS)
    assert has_link(body, "people_counties") is (role in IMPORTERS)
    assert has_link(body, "tasks_lacks") is (role in EDITORS)
    assert client.get(reverse("workspace:imports")).status_code == 200
    assert client.get(reverse("workspace:people", args=[workspace.plan.partnership.pk])).status_code == 200


def test_who_has_no_role_is_offered_neither(client, workspace):
    client.force_login(workspace.people["nobody"])
    body = client.get(reverse("workspace:tasks")).content.decode()
    assert not any(has_link(body, name) for name in ("imports", "people_counties", "tasks_lacks"))


def test_the_menu_follows_a_role_at_once(client, workspace):
    """Without signing in anew and without opening the tasks."""
    reader = workspace.people[Role.READER]
    client.force_login(reader)
    page = reverse("workspace:start")
    assert not has_link(client.get(page).content.decode(), "imports")
    made = actors.grant_role(
        by=SYSTEM, person=reader, partnership=workspace.plan.partnership, role=Role.COORDINATOR, body=None
    )
    assert has_link(client.get(page).content.decode(), "imports")
    actors.revoke_role(by=SYSTEM, membership=made)
    assert not has_link(client.get(page).content.decode(), "imports")


class TestThePlansMenu:
    """Six pages in sight, the others under one word; where one is, is marked."""

    def menu(self, client, workspace, key: str) -> str:
        name = next(name for one, name, _word in PLAN_PAGES if one == key)
        client.force_login(workspace.coordinator)
        body = client.get(reverse(name, args=[workspace.plan.pk])).text
        return body[(start := body.index("sp-planmenu")) : body.index("</nav>", start)]

    def test_at_most_six_are_in_sight_and_none_is_lost(self, client, workspace):
        shown, _, rest = self.menu(client, workspace, "plan").partition("<summary")
        in_sight, beyond = (re.findall(r'href="([^"]+)"', part) for part in (shown, rest))
        assert len(in_sight) <= 6
        assert in_sight + beyond == [reverse(name, args=[workspace.plan.pk]) for _key, name, _word in PLAN_PAGES]

    @pytest.mark.parametrize("key", [key for key, _name, _word in PLAN_PAGES])
    def test_the_page_that_is_open_is_marked_once_also_where_the_menu_is_shut(self, client, workspace, key):
        word = next(str(word) for one, _name, word in PLAN_PAGES if one == key)
        menu = self.menu(client, workspace, key)
        assert re.findall(r'aria-current="page">([^<]+)<', menu) == [word]
        summary = menu[menu.index("<summary") : menu.index("</summary>")]
        assert (f"Mer: {word}" in summary) is (key not in {main for main, _name, _word in MAIN_PAGES})


class TestTagsOfAnAreaOwner:
    """An area owner tags what is theirs, and a form that names what is not theirs changes nothing at all."""

    @pytest.fixture
    def others(self, workspace):
        """An area that nobody answers for."""
        return factories.an_area(workspace.plan, "Någon annans område")

    def send(self, client, workspace, *areas) -> int:
        client.force_login(workspace.people[Role.AREA_OWNER])
        code = workspace.node.framework.code
        address = reverse("workspace:tags", args=[workspace.plan.pk]) + f"?ramverk={code}"
        return client.post(address, {f"area-{area.pk}": workspace.node.pk for area in areas}).status_code

    def test_their_own(self, client, workspace):
        assert self.send(client, workspace, workspace.area) == 302
        assert [tag.area for tag in NodeTag.objects.all()] == [workspace.area]

    def test_that_of_others(self, client, workspace, others):
        assert self.send(client, workspace, others) == 403
        assert self.send(client, workspace, workspace.area, others) == 403
        assert not NodeTag.objects.exists()
