"""The table of roles and permissions: whole, checked when it is read, and refused when it is wrong."""

from __future__ import annotations

from importlib.resources import files

import pytest

from samplan.actors import rights, rules
from samplan.actors.catalogue import CatalogueFault
from samplan.actors.models import Role
from samplan.actors.shapes import Permission, Scope

TEXT = (files("samplan") / "catalogue" / "rights.yaml").read_text(encoding="utf-8")


def test_every_member_sees_drafts_and_only_administrators_give_roles_and_purge() -> None:
    assert rights.roles_with(Permission.SEE_DRAFTS) == set(Role)
    sent_out = {role for role in Role if rights.granted(role, Permission.SEE_DRAFTS) is Scope.SENT_OUT}
    assert sent_out == {Role.USER_REPRESENTATIVE, Role.READER}
    assert all(rights.granted(role, Permission.COMMENT) is Scope.SENT_OUT for role in Role)
    assert rights.roles_with(Permission.COSTS) == {Role.ADMINISTRATOR, Role.COORDINATOR, Role.CONTROLLER}
    assert rights.roles_with(Permission.INDICATORS) == {Role.ADMINISTRATOR, Role.COORDINATOR, Role.ANALYST}
    readers = {Role.ADMINISTRATOR, Role.COORDINATOR, Role.ANALYST}
    assert rights.roles_with(Permission.READ_FOLLOW_UP) == readers
    assert rights.roles_with(Permission.ADMINISTER) == {Role.ADMINISTRATOR}
    assert rights.roles_with(Permission.PURGE) == {Role.ADMINISTRATOR}


def test_only_administrators_and_coordinators_change_the_whole_county_s_plans() -> None:
    everywhere = {role for role in Role if rights.granted(role, Permission.EDIT) is Scope.COUNTY}
    assert everywhere == {Role.ADMINISTRATOR, Role.COORDINATOR}
    assert rights.granted(Role.AREA_OWNER, Permission.EDIT) is Scope.OWN
    assert rights.granted(Role.MUNICIPAL_CONTACT, Permission.EDIT) is None
    assert rights.granted(Role.MUNICIPAL_CONTACT, Permission.REPORT) is Scope.OWN


@pytest.mark.parametrize("permission", list(Permission))
def test_each_refusal_names_the_deed_or_the_way_out_in_both_languages(permission: Permission) -> None:
    words = rights.permission_name(permission)
    assert words.sv != words.en
    said = rules.refused(permission)
    if permission is not Permission.SEE_DRAFTS:
        assert words.sv in said.sv
        assert words.en in said.en
        assert "administratör" in said.sv


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("  reader:\n", "  king:\n"),
        ("  analyst:\n    see_drafts: county\n", ""),
        ("    purge: county\n", "    purge: everywhere\n"),
        ("    purge: county\n", "    fly: county\n"),
        ("  purge: {sv: radera för alltid, en: delete for ever}\n", ""),
        ("  purge: {sv: radera för alltid, en: delete for ever}\n", "  purge: {sv: radera för alltid}\n"),
    ],
)
def test_a_table_with_an_unknown_or_a_missing_word_is_refused(before: str, after: str) -> None:
    assert before in TEXT
    rights.read(TEXT)
    with pytest.raises(CatalogueFault, match=r"rights\.yaml"):
        rights.read(TEXT.replace(before, after, 1))
