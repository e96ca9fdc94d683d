"""Every change to who exists and who may do what."""

from samplan.actors.actions.bodies import create_body, rename_body, set_contact, succeed_body
from samplan.actors.actions.digests import choose_digest, claim_digest, note_digest_sent
from samplan.actors.actions.people import (
    change_own_details,
    create_person,
    invite_person,
    switch_person,
    tie_sign_in,
)
from samplan.actors.actions.places import create_county, create_partnership, load_catalogue, require_two_steps
from samplan.actors.actions.refusals import NotAccepted
from samplan.actors.actions.roles import end_role, grant_role, revoke_role
from samplan.actors.actions.sent import claim_form, close_form

__all__ = [
    "NotAccepted",
    "change_own_details",
    "choose_digest",
    "claim_digest",
    "claim_form",
    "close_form",
    "create_body",
    "create_county",
    "create_partnership",
    "create_person",
    "end_role",
    "grant_role",
    "invite_person",
    "load_catalogue",
    "note_digest_sent",
    "rename_body",
    "require_two_steps",
    "revoke_role",
    "set_contact",
    "succeed_body",
    "switch_person",
    "tie_sign_in",
]
