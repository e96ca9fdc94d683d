"""`samplan letters`: letters of follow-up rounds that wait, each at most once, whatever dies on the way."""

from __future__ import annotations

from samplan.cli.sending import send
from samplan.cli.setting_up import start_django


def send_letters() -> int:
    """Send what waits. 0: all sent, or nothing waits; 1: a letter could not be sent; 2: no mail server."""
    start_django()
    from samplan.web.followup_letters import send_waiting

    return send(
        send_waiting,
        lambda number: (
            f"Brev {number} gick inte att skicka. Skicka en ny länk från uppföljningens sida. / "
            f"Letter {number} could not be sent. Send a new link from the page of the follow-up."
        ),
    )
