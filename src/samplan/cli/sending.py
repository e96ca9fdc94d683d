"""What the commands that send letters say and answer, whichever letters they send."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer


def send(sender: Callable[[], Any], not_sent: Callable[[int], str]) -> int:
    """Send and tell. 0: all sent, or nothing to send; 1: a letter could not be sent; 2: no mail server.

    sender: gives the numbers of the letters that went (`done`) and that could not go (`failed`). not_sent: the words
    about one of the latter, in both languages.
    """
    from samplan.web.mailing import NoMailServer

    try:
        sent = sender()
    except NoMailServer as error:
        typer.echo(
            f"E-postservern svarar inte ({error}). Inget brev är skickat. Kör kommandot igen när den svarar. / "
            "The mail server does not answer. No letter was sent. Run the command again when it does.",
            err=True,
        )
        return 2
    typer.echo(f"{len(sent.done)} brev skickade. / {len(sent.done)} letters sent.")
    for number in sent.failed:
        typer.echo(not_sent(number), err=True)
    return 1 if sent.failed else 0
