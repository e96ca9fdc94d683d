"""Östermark (made up): an action list with start and end columns, the areas as rows over the whole width."""

from datetime import date

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, plan
from samplan.plans.shapes.exchange import Area

HEAD = ("Nr", "Åtgärd", "Ansvarig", "Start", "Slut", "Kommentar")
ROWS = (
    ("Barn och unga", "", "", "", "", ""),
    ("1", "Inrätta en gemensam mottagningsfunktion för remisser", "BUP", "2023-01-15", "2023-12-31", ""),
    ("2", "Ta fram en broschyr om sömn", "Elevhälsan", "2023-03-01", "2023-06-30", "Trycks i regionens tryckeri"),
    ("3", "Utvärdera gruppbehandling vid oro", "Vårdcentralerna", "2023-09-01", "2024-05-31", ""),
    ("Vuxna med beroende", "", "", "", "", ""),
    ("4", "Pröva boende med stöd dygnet runt", "Socialförvaltningen", "2023-02-01", "2024-12-31", "Två platser"),
    ("5", "Gemensam utbildning om läkemedel", "Beroendeenheten", "2023-10-01", "2023-11-30", ""),
    ("Ledning", "", "", "", "", ""),
    ("6", "Se över överenskommelsen om missbruk", "Länsstyrgruppen", "2023-01-01", "2023-06-30", ""),
    ("7", "Anordna en gemensam chefsdag", "Samordnaren", "2023-05-01", "2023-05-31", "Förra året kom 80 personer"),
)


def make() -> Made:
    p = Paper(size=10, footer="Åtgärdslista Östermark", numbers=True)
    p.title("Åtgärdslista 2023")
    p.p("Listan hör till den länsgemensamma handlingsplanen för psykisk hälsa i Östermark.")
    whole = tuple((r, 0, r, 5) for r, row in enumerate((HEAD, *ROWS)) if r and not row[1])
    rows = [HEAD] + [row if row[1] else (f"**{row[0]}", *row[1:]) for row in ROWS]
    p.table(*rows, widths=(1, 4.6, 3.6, 2.6, 2.6, 2.2), merge=whole)
    truth = plan(
        _area("Barn och unga", 1, 4, ["BUP", "Elevhälsan", "Vårdcentralerna"]),
        _area("Vuxna med beroende", 5, 7, ["Socialförvaltningen", "Beroendeenheten"]),
        _area("Ledning", 8, 10, ["Länsstyrgruppen", "Samordnaren"]),
    )
    return Made("ostermark", truth, p)


def _area(title: str, first: int, last: int, who: list[str]) -> Area:
    acts = [
        act(row[1], f"{row[3]} – {row[4]}", (date.fromisoformat(row[3]), date.fromisoformat(row[4]), False))
        for row in ROWS[first:last]
    ]
    return area(title, acts=acts, who=who)
