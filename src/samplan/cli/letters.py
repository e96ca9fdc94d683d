"""`samplan letters`: letters of follow-up rounds that wait, each at most once, whatever dies on the way."""

from __future__ import annotations

import typer

from samplan.cli.setting_up import start_django


def send_letters() -> int:
    """Send what waits. 0: all sent, or nothing waits; 1: a letter could not be sent; 2: no mail server."""
    start_django()
    from samplan.web.followup_letters import send_waiting
    from samplan.web.mailing import NoMailServer

    try:
        posted = send_waiting()
    except NoMailServer as error:
        typer.echo(
            f"E-postservern svarar inte ({error}). Inget brev är skickat. Kör kommandot igen när den svarar. / "
            "The mail server does not answer. No letter was sent. Run the command again when it does.",
            err=True,
        )
        return 2
    typer.echo(f"{len(posted.done)} brev skickade. / {len(posted.done)} letters sent.")
    for number in posted.failed:
        typer.echo(
            f"Brev {number} gick inte att skicka. Skicka en ny länk från uppföljningens sida. / "
            f"Letter {number} could not be sent. Send a new link from the page of the follow-up.",
            err=True,
        )
    return 1 if posted.failed else 0
