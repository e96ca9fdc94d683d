"""`samplan digest`: letters about what waits, each at most once for its period, whatever dies on the way."""

from __future__ import annotations

import typer

from samplan.cli.setting_up import start_django


def send_digests() -> int:
    """Send what is due today. 0: all sent, or nothing to send; 1: a letter could not be sent; 2: no mail server."""
    start_django()
    from samplan.web.digest import send_due
    from samplan.web.mailing import NoMailServer

    try:
        sent = send_due()
    except NoMailServer as error:
        typer.echo(
            f"E-postservern svarar inte ({error}). Inget brev är skickat. Kör kommandot igen när den svarar. / "
            "The mail server does not answer. No letter was sent. Run the command again when it does.",
            err=True,
        )
        return 2
    typer.echo(f"{len(sent.done)} brev skickade. / {len(sent.done)} letters sent.")
    for number in sent.failed:
        typer.echo(
            f"Brevet till person {number} gick inte att skicka och skickas inte igen den här perioden. / "
            f"The letter to person {number} could not be sent, and is not sent again this period.",
            err=True,
        )
    return 1 if sent.failed else 0
