"""Every address of the workspace × every role, reading and writing. An address that is not in the table fails."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse
from tests.web.workspace.addresses import arguments
from tests.web.workspace.conftest import a_workspace

from samplan.actors.models import Role
from samplan.actors.shapes import Scope
from samplan.actors.standing import Standing
from samplan.plans.shapes.items import ItemKind
from samplan.web.workspace import urls

MEMBERS = {role.value for role in Role}
OUTSIDE = {"user_representative", "reader"}
"""They see drafts that are sent out to them; the plan of this county is sent to user representatives."""
INSIDE = MEMBERS - OUTSIDE
EDITORS = {"administrator", "coordinator", "area_owner"}
MEASURERS = EDITORS | {"analyst"}
IMPORTERS = {"administrator", "coordinator"}
PUBLISHERS = {"administrator", "coordinator"}
ADMINISTRATORS = {"administrator"}
AUDITORS = IMPORTERS | {"controller"}
ANSWER_READERS = PUBLISHERS | {"analyst"}
EVERYBODY = MEMBERS | {"stranger", "nobody"}

# Address name: who may read it, who may write to it (None: there is no such way in), and what a stranger is told.
TABLE: dict[str, tuple[set[str] | None, set[str] | None, int]] = {
    "start": (EVERYBODY, None, 200),
    "tasks": (EVERYBODY, None, 200),
    "tasks_lacks": (EVERYBODY, None, 200),
    "imports": (EVERYBODY, IMPORTERS | {"stranger"}, 200),
    "plan": (INSIDE, None, 404),
    "area": (INSIDE, None, 404),
    "draft": (INSIDE, None, 404),
    "check": (INSIDE, None, 404),
    "check_aside": (EDITORS, EDITORS, 404),
    "check_counts": (None, EDITORS, 404),
    "check_gate": (PUBLISHERS, PUBLISHERS, 404),
    "check_take_up": (None, EDITORS, 404),
    "withdraw": (PUBLISHERS, PUBLISHERS, 404),
    "adoptions": (INSIDE, None, 404),
    "enter_adoption": (PUBLISHERS, PUBLISHERS, 404),  # and who decides for that body; here nobody does
    "snapshot": (PUBLISHERS, PUBLISHERS, 404),
    "remove_empty": (IMPORTERS, IMPORTERS, 404),
    "publish": (PUBLISHERS, PUBLISHERS, 404),
    "own_page": (EVERYBODY, EVERYBODY, 200),
    "people_counties": (EVERYBODY, None, 200),
    "people": (MEMBERS, None, 404),
    "audit": (AUDITORS, None, 404),
    "audit_file": (AUDITORS, None, 404),
    "invite": (ADMINISTRATORS, ADMINISTRATORS, 404),
    "two_steps": (None, ADMINISTRATORS, 404),
    "bodies": (MEMBERS, None, 404),
    "body_add": (PUBLISHERS, PUBLISHERS, 404),
    "body": (PUBLISHERS, PUBLISHERS, 404),
    "person": (ADMINISTRATORS, ADMINISTRATORS, 404),
    "letter": (None, ADMINISTRATORS, 404),
    "switch_person": (None, ADMINISTRATORS, 404),
    "end_role": (None, ADMINISTRATORS, 404),
    "add": (PUBLISHERS, PUBLISHERS, 404),
    "change": (EDITORS, EDITORS, 404),
    "remove": (None, EDITORS, 404),
    "restore": (None, EDITORS, 404),
    "history": (INSIDE, None, 404),
    "put_back": (None, EDITORS, 404),
    "log": (INSIDE, None, 404),
    "versions": (INSIDE, IMPORTERS, 404),
    "report": (INSIDE, None, 404),
    "relate": (None, IMPORTERS, 404),
    "own_plan": (*[IMPORTERS | {"municipal_contact", "region_contact"}] * 2, 404),
    "pick": (IMPORTERS, IMPORTERS, 404),  # and whose own plan it is; here nobody's
    "next_version": (IMPORTERS, IMPORTERS, 404),
    "waiting": (INSIDE, None, 404),
    "wait_add": (EDITORS, EDITORS, 404),
    "need_areas": (EDITORS, EDITORS, 404),
    "framework_counties": (EVERYBODY, None, 200),
    "frameworks": (MEMBERS, IMPORTERS, 404),
    "framework_change": (IMPORTERS, IMPORTERS, 404),
    "framework_file": (MEMBERS, None, 404),
    "framework_history": (MEMBERS, IMPORTERS, 404),
    "framework_import": (IMPORTERS, IMPORTERS, 404),
    "framework_receive": (IMPORTERS, IMPORTERS, 404),
    "framework_undo": (None, IMPORTERS, 404),
    "node_history": (MEMBERS, IMPORTERS, 404),
    "node_move": (IMPORTERS, IMPORTERS, 404),
    "node_order": (None, IMPORTERS, 404),
    "framework": (MEMBERS, IMPORTERS, 404),
    "framework_node": (IMPORTERS, IMPORTERS, 404),
    "map_nodes": (None, IMPORTERS, 404),
    "tags": (INSIDE, EDITORS, 404),
    "retag": (INSIDE, IMPORTERS, 404),
    "retag_file": (INSIDE, None, 404),
    "matrix": (INSIDE, None, 404),
    "chain": (INSIDE, IMPORTERS, 404),
    "chain_step": (None, IMPORTERS, 404),
    "owners": (INSIDE, None, 404),
    "ownerless": (INSIDE, None, 404),
    "silent": (INSIDE, None, 404),
    "ask": (EDITORS, EDITORS, 404),
    "asks": (EVERYBODY, None, 200),
    "answer": (INSIDE, EDITORS, 404),
    "note_answer": (None, set(), 404),  # only who asked; here the system did
    "note_release": (None, INSIDE, 404),
    "note_edition": (None, MEMBERS, 404),
    "hand_over": (EDITORS, EDITORS, 404),
    "pack": (INSIDE, None, 404),
    "pack_file": (INSIDE, None, 404),
    "rounds": (EVERYBODY, None, 200),
    "round": (PUBLISHERS, None, 404),
    "round_open": (PUBLISHERS, PUBLISHERS, 404),
    "round_letters": (None, PUBLISHERS, 404),
    "round_close": (PUBLISHERS, PUBLISHERS, 404),
    "round_results": (ANSWER_READERS, None, 404),
    "round_file": (ANSWER_READERS, None, 404),
    "round_years": (ANSWER_READERS, None, 404),
    "round_years_file": (ANSWER_READERS, None, 404),
    "round_asked": (PUBLISHERS, PUBLISHERS, 404),
    "round_reopen": (PUBLISHERS, PUBLISHERS, 404),
    "round_prolong": (PUBLISHERS, PUBLISHERS, 404),
    "round_erase": (PUBLISHERS, PUBLISHERS, 404),
    "round_erase_one": (PUBLISHERS, PUBLISHERS, 404),
    "round_courses": (EDITORS, EDITORS, 404),
    "round_course": (EDITORS, EDITORS, 404),
    "round_closing": (PUBLISHERS, None, 404),
    "round_take_over": (PUBLISHERS, PUBLISHERS, 404),
    "register": (PUBLISHERS, PUBLISHERS, 404),
    "round_own_link": (None, IMPORTERS | {"municipal_contact"}, 404),  # the municipality is asked
    "empty_value_file": (EVERYBODY, None, 200),
    "screening": (MEMBERS, None, 404),
    "skl_numbers": (MEMBERS, PUBLISHERS, 404),
    "skl_csv": (MEMBERS, None, 404),
    "skl_receive": (None, PUBLISHERS, 404),
    "skl_file": (PUBLISHERS, PUBLISHERS, 404),
    "skl_number": (PUBLISHERS, PUBLISHERS, 404),
    "terms": (MEMBERS, PUBLISHERS, 404),
    "terms_csv": (MEMBERS, None, 404),
    "term": (PUBLISHERS, PUBLISHERS, 404),
    "term_restore": (None, PUBLISHERS, 404),
    "figures": (INSIDE, None, 404),
    "goal_figures": (INSIDE, None, 404),
    "figure_choose": (MEASURERS, MEASURERS, 404),
    "figure": (INSIDE, MEASURERS, 404),
    "figure_remove": (MEASURERS, MEASURERS, 404),
    "value_file_receive": (None, MEASURERS, 404),
    "value_file": (MEASURERS, MEASURERS, 404),
    "own_value_add": (MEASURERS, MEASURERS, 404),
    "own_value": (MEASURERS, MEASURERS, 404),
    "own_value_remove": (None, MEASURERS, 404),
    "compiling": (ANSWER_READERS, PUBLISHERS, 404),
    "statement_add": (PUBLISHERS, PUBLISHERS, 404),
    "statement": (PUBLISHERS, PUBLISHERS, 404),
    "consents": (PUBLISHERS, PUBLISHERS, 404),
    "statement_names": (*[PUBLISHERS | {"municipal_contact"}] * 2, 404),  # and who answers for the body
    "correct_answer": (PUBLISHERS, PUBLISHERS, 404),
    "followup_year": (ANSWER_READERS, None, 404),
    "followup_year_file": (ANSWER_READERS, None, 404),
    "followup_publish": (PUBLISHERS, PUBLISHERS, 404),
    "followup_withdraw": (PUBLISHERS, PUBLISHERS, 404),
    "fact_sheet": (PUBLISHERS | {"municipal_contact"}, None, 404),  # who acts for the municipality
    "fact_sheet_file": (PUBLISHERS | {"municipal_contact"}, None, 404),
    "recommendations": (MEMBERS, EDITORS, 404),  # and who answers for an area, about it
    "recommendation": (PUBLISHERS | {"municipal_contact"}, PUBLISHERS | {"municipal_contact"}, 404),
    "judged_years": (INSIDE, PUBLISHERS, 404),
    "judging": (INSIDE, None, 404),
    "lock_year": (None, PUBLISHERS, 404),
    "take_back_year": (None, PUBLISHERS, 404),
    "judge": (EDITORS, EDITORS, 404),  # and who may say how that activity goes; here nobody else
    "take_answer": (None, EDITORS, 404),
    "meeting": (INSIDE, None, 404),
    "meeting_file": (INSIDE, None, 404),
    "decisions": (INSIDE, None, 404),
    "money": (INSIDE, None, 404),
    "status": (INSIDE, None, 404),
    "status_file": (INSIDE, None, 404),
    "body_became": (PUBLISHERS, PUBLISHERS, 404),
    "who_waits": (IMPORTERS, IMPORTERS, 404),
    "release": (IMPORTERS, IMPORTERS, 404),
    "reschedule": (EDITORS, EDITORS, 404),
    "split": (EDITORS, EDITORS, 404),
    "merge": (EDITORS, EDITORS, 404),
    "removed": (INSIDE, None, 404),
    "purge": (ADMINISTRATORS, ADMINISTRATORS, 404),
    "archive": (ADMINISTRATORS, None, 404),
    "comments": (INSIDE, None, 404),
    "comments_file": (IMPORTERS, None, 404),
    "draft_send": (IMPORTERS, IMPORTERS, 404),
    "draft_day": (IMPORTERS, IMPORTERS, 404),
    "draft_take_back": (IMPORTERS, IMPORTERS, 404),
    "draft_names": (IMPORTERS, IMPORTERS, 404),
    "sent_draft": (MEMBERS - {"reader"}, None, 404),
    "sent_area": (MEMBERS - {"reader"}, None, 404),
    "sent_changes": (MEMBERS - {"reader"}, None, 404),
    "sent_file": (MEMBERS - {"reader"}, None, 404),
    "comment_add": (MEMBERS - {"reader"}, MEMBERS - {"reader"}, 404),
    "own_comments": (EVERYBODY, None, 200),
    "comment_answer": (EDITORS, EDITORS, 404),
    "comment_remove": (IMPORTERS, IMPORTERS, 404),
    "comment_restore": (None, IMPORTERS, 404),
    "comment_take_back": (None, {"user_representative"}, 404),  # who wrote it
    "comment_noted": (None, {"user_representative"}, 404),
    "row": (INSIDE, None, 404),
    "take_back_change": (None, EDITORS, 404),
    "reorder": (None, EDITORS, 404),
    "move": (EDITORS, EDITORS, 404),
    "import": (INSIDE, None, 404),
    "read_again": (None, IMPORTERS, 404),
    "dismiss": (None, IMPORTERS, 404),
    "erase": (ADMINISTRATORS, ADMINISTRATORS, 404),
    "review": (INSIDE, None, 404),
    "tell": (IMPORTERS, IMPORTERS, 404),
    "take_back_reading": (None, IMPORTERS, 404),
    "forget_word": (None, IMPORTERS, 404),
    "accept_sure": (None, IMPORTERS, 404),
    "take_back": (None, IMPORTERS, 404),
    "place": (IMPORTERS, IMPORTERS, 404),
    "commit": (None, IMPORTERS, 404),
    "undo_import": (IMPORTERS, IMPORTERS, 404),
    "rest_aside": (IMPORTERS, IMPORTERS, 404),
    "original": (INSIDE, None, 404),
    "item_add": (IMPORTERS, IMPORTERS, 404),
    "item_merge": (None, IMPORTERS, 404),
    "item_accept": (None, IMPORTERS, 404),
    "item_restore": (None, IMPORTERS, 404),
    "item_change": (IMPORTERS, IMPORTERS, 404),
    "item_move": (IMPORTERS, IMPORTERS, 404),
    "item_split": (IMPORTERS, IMPORTERS, 404),
    "item_drop": (IMPORTERS, IMPORTERS, 404),
}
NAMES = sorted(pattern.name for pattern in urls.urlpatterns)


def test_every_address_is_in_the_table():
    """Somebody who adds an address says here who may use it."""
    assert sorted(TABLE) == NAMES


NOT_THERE = {
    "consents": "an empty form names no body whose consent it is",
    "forget_word": "the county remembers no word with that number",
    "item_move": "an empty form names no kind to move the item to",
    "note_release": "nothing is decided yet, so there is nothing to note",
}
"""Where an empty form from who may write is told that what it is about is not there: 404 and nothing else."""


OF_DRAFTS = (
    "plan/",
    "las-in/<",
    "las-in/del/",
    "fragor/<",
    "utkast/",
    "kommentar/",
    "lan/<int:partnership_id>/beslut/",
)
"""How addresses begin that are about a draft: not there for who sees no draft of the county's."""
OWN_COMMENT = {"comment_answer", "comment_remove", "comment_restore"}
"""What is not for the user representative to do with what they said themselves: they know that it is there."""


def hidden(name: str, role: str) -> bool:
    """Whether an address that a role may not use is answered as if it were not there."""
    route = str(next(one.pattern for one in urls.urlpatterns if one.name == name))
    own = role == "user_representative" and name in OWN_COMMENT
    return role in OUTSIDE and route.startswith(OF_DRAFTS) and not own


def expected(name: str, role: str, allowed: set[str] | None, told: int) -> set[int]:
    """The statuses that are right: done or shown, refused, not there, or no such way in."""
    if allowed is None:
        return {405}
    if role in allowed:
        return {200, 302, 422}
    if hidden(name, role):
        return {404}
    return {403} if role in MEMBERS or told == 200 else {told}


@pytest.fixture(scope="module")
def county(django_db_setup, django_db_blocker):
    """One county for the whole table; each request is rolled back by the test that makes it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = a_workspace()
        assert made.imported
        assert made.part_in
        assert made.round
        assert made.closed_round
        assert made.reopened_round
        assert made.logged_course
        assert made.some_figures
        assert made.comment
        assert made.answered_comment
        assert made.gone_comment
        yield made
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", NAMES)
def test_each_role(county, django_db_blocker, client, name):
    """GET and POST by every role, a stranger of another county, somebody without a role, and nobody signed in."""
    may_read, may_write, told = TABLE[name]
    with django_db_blocker.unblock():
        address = reverse(f"workspace:{name}", args=arguments(name, county))
        for role, person in county.people.items():
            with transaction.atomic():
                client.force_login(person)
                got = client.get(address).status_code
                assert got in expected(name, role, may_read, told), (role, "GET", got)
                assert got != 422, (role, "GET", got)
                with transaction.atomic():
                    sent = client.post(address).status_code
                writes = (
                    {404} if name in NOT_THERE and role in (may_write or ()) else expected(name, role, may_write, told)
                )
                assert sent in writes, (role, "POST", sent)
                transaction.set_rollback(True)
        client.logout()
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/konto/login/"), name
        part = client.get(address, headers={"HX-Request": "true"})
        assert part.status_code == 401, name


@pytest.mark.parametrize("name", ["publish", "invite", "place", "judge", "figure_remove", "round_close", "purge"])
def test_an_address_without_its_rule_is_found(county, django_db_blocker, client, monkeypatch, name):
    """The table can fail: where the rules let everybody through, it says who should have been refused."""
    may_read, _may_write, told = TABLE[name]
    monkeypatch.setattr(Standing, "scope", lambda _self, _permission: Scope.COUNTY)
    with django_db_blocker.unblock():
        address = reverse(f"workspace:{name}", args=arguments(name, county))
        found = set()
        for role in sorted(MEMBERS - (may_read or set())):
            with transaction.atomic():
                client.force_login(county.people[role])
                if client.get(address).status_code not in expected(name, role, may_read, told):
                    found.add(role)
                transaction.set_rollback(True)
        # Those outside are kept out twice: by what they may do, and by what is there for them.
        twice = {role for role in OUTSIDE if hidden(name, role)}
        assert found == MEMBERS - (may_read or set()) - twice


@pytest.mark.parametrize("kind", [k.value for k in ItemKind if k is not ItemKind.PLAN])
def test_a_reader_changes_nothing_of_any_kind(client, workspace, kind):
    """Who only reads is refused for every kind of item, and a reader, who sees no draft, finds nothing there."""
    before = workspace.plan.history.count()
    address = reverse("workspace:add", args=[workspace.plan.pk, kind])
    for role, told in (("decision_maker", 403), ("reader", 404)):
        client.force_login(workspace.people[role])
        answer = client.post(address, {"text": "x", "title": "x", "omrade": workspace.area.pk})
        assert answer.status_code == told, role
    assert workspace.plan.history.count() == before


def test_an_item_of_another_plan_is_not_there(client, workspace):
    """The plan in the address and the item must belong together."""
    from tests import factories

    other = factories.a_plan(workspace.plan.partnership, title="En annan plan")
    client.force_login(workspace.coordinator)
    for name in ("change", "history", "move", "row"):
        address = reverse(f"workspace:{name}", args=[other.pk, "activity", workspace.activity.pk])
        assert client.get(address).status_code == 404, name
    for name in ("remove", "restore", "take_back_change", "reorder"):
        address = reverse(f"workspace:{name}", args=[other.pk, "activity", workspace.activity.pk])
        assert client.post(address).status_code == 404, name
    assert client.get(reverse("workspace:area", args=[other.pk, workspace.area.pk])).status_code == 404


@pytest.mark.parametrize("kind", ["plan", "nonsense", "area"])
def test_what_cannot_be_done_with_a_kind_is_not_there(signed_in, workspace, kind):
    """A plan is not moved, removed or added; a kind that does not exist is not there."""
    pk = workspace.plan.pk if kind == "plan" else workspace.area.pk
    assert signed_in.get(reverse("workspace:move", args=[workspace.plan.pk, kind, pk])).status_code == 404
    if kind != "area":
        assert signed_in.post(reverse("workspace:remove", args=[workspace.plan.pk, kind, pk])).status_code == 404
        assert signed_in.post(reverse("workspace:reorder", args=[workspace.plan.pk, kind, pk])).status_code == 404
