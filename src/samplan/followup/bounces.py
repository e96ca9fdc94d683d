"""Reads delivery status notifications (RFC 3464) out of a mail: which addresses a mail server says nobody has.

Pure: bytes in, findings out. Whatever is no such notification gives nothing, and no mail raises.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import Message

from samplan.followup.shapes import Bounced

MOST_SAID = 500


def bounced_in(mail: bytes) -> list[Bounced]:
    """The addresses that failed for good (Action: failed, Status: 5.x.x), each once.

    A notification of a delay, of a relay or of what failed for now (4.x.x) tells nothing of the address.
    """
    try:
        whole = message_from_bytes(mail, policy=policy.compat32)
        letter = _message_id(whole)
        found = [_of(fields, letter) for fields in _recipients(whole)]
    except (MessageError, ValueError, LookupError, TypeError):
        return []
    return list({one.email: one for one in found if one is not None}.values())


def _recipients(whole: Message) -> Iterator[Message]:
    """The groups of fields about one recipient each; the first group is about the mail as a whole."""
    for part in whole.walk():
        if part.get_content_type() == "message/delivery-status":
            groups = part.get_payload()
            if isinstance(groups, list):
                yield from (g for g in groups if isinstance(g, Message) and g.get("Action"))


def _of(fields: Message, letter: str) -> Bounced | None:
    status = _value(fields, "Status").split()[0:1]
    if _value(fields, "Action").lower() != "failed" or not status or not status[0].startswith("5."):
        return None
    # What we wrote to stands in the original; the final one may be where it was forwarded.
    written = _value(fields, "Original-Recipient") or _value(fields, "Final-Recipient")
    email = written.rpartition(";")[2].strip().strip("<>").lower()
    if "@" not in email:
        return None
    said = _value(fields, "Diagnostic-Code").rpartition(";")[2].strip()
    return Bounced(email, status[0], said[:MOST_SAID], letter)


def _value(fields: Message, name: str) -> str:
    return " ".join(str(fields.get(name, "")).split())


def _message_id(whole: Message) -> str:
    """The Message-ID of the letter that came back, from the part that holds it or its headers; "" without one."""
    for part in whole.walk():
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind == "message/rfc822" and isinstance(payload, list):
            return next((_value(inner, "Message-ID") for inner in payload if isinstance(inner, Message)), "")
        if kind == "text/rfc822-headers" and isinstance(payload, str):
            return _value(message_from_bytes(payload.encode("utf-8", "replace")), "Message-ID")
    return ""
