"""The tables of `actors`: places, bodies, partnerships, people, and what they did."""

from samplan.actors.models.audit import AuditEvent
from samplan.actors.models.digests import DigestLetter
from samplan.actors.models.people import Digest, Membership, Person, Role
from samplan.actors.models.places import (
    Body,
    BodyKind,
    BodySuccession,
    County,
    Municipality,
    Partnership,
    Party,
    Region,
)
from samplan.actors.models.sent import SentForm

__all__ = [
    "AuditEvent",
    "Body",
    "BodyKind",
    "BodySuccession",
    "County",
    "Digest",
    "DigestLetter",
    "Membership",
    "Municipality",
    "Partnership",
    "Party",
    "Person",
    "Region",
    "Role",
    "SentForm",
]
