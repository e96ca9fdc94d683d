"""`samplan digest`: letters about what waits, each at most once for its period, whatever dies on the way."""

from __future__ import annotations

from samplan.cli.sending import send
from samplan.cli.setting_up import start_django


def send_digests() -> int:
    """Send what is due today. 0: all sent, or nothing to send; 1: a letter could not be sent; 2: no mail server."""
    start_django()
    from samplan.web.digest import send_due

    return send(
        send_due,
        lambda number: (
            f"Brevet till person {number} gick inte att skicka och skickas inte igen den här perioden. / "
            f"The letter to person {number} could not be sent, and is not sent again this period."
        ),
    )
