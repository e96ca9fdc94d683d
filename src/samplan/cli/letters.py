"""`samplan letters` and `samplan bounces`: letters of follow-up rounds, each at most once, and those that came back."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from samplan.cli.sending import send
from samplan.cli.setting_up import start_django


def send_letters() -> int:
    """Send the reminders of the day and what waits.

    0: all sent, or nothing waits; 1: a letter could not be sent; 2: no mail server.
    """
    start_django()
    from samplan.web.followup_letters import send_all

    return send(
        send_all,
        lambda number: (
            f"Brev {number} gick inte att skicka. Skicka en ny länk från uppföljningens sida. / "
            f"Letter {number} could not be sent. Send a new link from the page of the follow-up."
        ),
    )


def read_bounces(place: Path | None) -> int:
    """Read what mail servers say of letters that came back: a folder, a file, or what comes on the standard input.

    0: read, whatever it said; 2: there is no such place.
    """
    if place is not None and not place.exists():
        typer.echo(f"{place} finns inte. Inget är läst. / {place} is not there. Nothing was read.", err=True)
        return 2
    start_django()
    from samplan.web.bounces import take_in

    mails = [sys.stdin.buffer.read()] if place is None else mails_in(place)
    told = take_in(mails)
    typer.echo(
        f"{told.mails} brev lästa, {told.bad} adresser som ingen har. / "
        f"{told.mails} mails read, {told.bad} addresses that nobody has."
    )
    return 0


def mails_in(place: Path) -> Iterator[bytes]:
    """The mails of a file, of a mailbox file (mbox), or of a folder and what lies in it (Maildir too)."""
    files = [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.is_file())
    for file in files:
        content = file.read_bytes()
        if not content.startswith(b"From "):
            yield content
            continue
        box = mailbox.mbox(file, create=False)
        yield from (box.get_bytes(key) for key in box.iterkeys())
        box.close()
