"""What stands before and after the areas of a longer plan: prose and versions, nothing to be read as items."""

from __future__ import annotations

import random

from benchmarks.judge.fresh.paper import Cell, Paper
from benchmarks.judge.second_fresh.content import Content

FRONT = (
    (
        "Inledning",
        "Psykisk hälsa angår oss alla. Den här planen samlar det som regionen och kommunerna har enats om.",
        "Planen vänder sig till chefer, medarbetare och förtroendevalda.",
    ),
    (
        "Bakgrund och uppdrag",
        "Staten och SKR har sedan flera år tecknat överenskommelser inom området. Länet får medel för arbetet.",
        "Uppdraget gavs av det politiska samverkansorganet och har letts av en länssamordnare på halvtid.",
    ),
    (
        "Så har planen tagits fram",
        "Underlag har hämtats från enkäter, öppna jämförelser och två dialogmöten med patient- och brukarföreningar.",
        "Ett första utkast var på remiss under våren och elva svar kom in.",
    ),
    (
        "Läsanvisning",
        "Varje område inleds med en rubrik. Därefter redovisas innehållet på samma sätt i hela dokumentet.",
    ),
)
BACK = (
    (
        "Uppföljning och revidering",
        "Planen följs upp en gång om året av tjänstemannagruppen och resultatet redovisas för samverkansorganet.",
    ),
    (
        "Kontakt",
        "Frågor om dokumentet besvaras av länets samordnare för psykisk hälsa.",
    ),
)


def wrap(p: Paper, c: Content, name: str, sheets: bool) -> None:
    """Puts one to three chapters after the title and one or two behind the areas; a workbook only gets its versions."""
    rng = random.Random(f"around/{name}")
    body, p.parts = p.parts, []
    if not sheets:
        for head, *texts in sorted(
            rng.sample(FRONT, rng.randint(1, 3)), key=lambda s: [f[0] for f in FRONT].index(s[0])
        ):
            p.h(head, 1)
            p.p(*texts)
    front, p.parts = p.parts, []
    if sheets:
        p.sheet("Versioner")
        rows: list[list[Cell]] = [
            ["1.0", f"{c.year - 1}-11-20", "Första utgåvan"],
            ["1.1", f"{c.year}-03-05", "Rättade skrivfel"],
        ]
        p.table(["Version", "Datum", "Ändring"], *rows, widths=(2, 4, 8))
    else:
        for head, *texts in BACK[: rng.randint(1, 2)]:
            p.h(head, 1)
            p.p(*texts)
    p.parts = [*body[:1], *front, *body[1:], *p.parts]
