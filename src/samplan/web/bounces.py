"""Letters that came back: what mail servers say of addresses, noted where letters are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from samplan.actors.shapes import SYSTEM
from samplan.followup import actions
from samplan.followup.bounces import bounced_in
from samplan.web.followup_letters import letter_in


@dataclass(slots=True)
class Read:
    """How many mails were read, and how many addresses were noted."""

    mails: int = 0
    bad: int = 0


def take_in(mails: Iterable[bytes]) -> Read:
    """Read mails and note the addresses that nobody has, of letters that we have sent."""
    told = Read()
    for mail in mails:
        told.mails += 1
        for one in bounced_in(mail):
            letter = letter_in(one.letter) if one.letter else None
            noted = actions.record_bounce(
                by=SYSTEM, email=one.email, status=one.status, said=one.said, letter_id=letter
            )
            told.bad += noted is not None
    return told
