"""Kustbygden (made up): a table for each area with the overall goal as its first row and a header of two storeys."""

from benchmarks.judge.handmade.paper import Paper, Text
from benchmarks.judge.handmade.truths import Made, act, area, ht, ind, month, plan, vt, year

TOP = ("Delmål", "Åtgärder", "Genomförande", "", "Mätetal")
UNDER = ("", "", "Vem", "När", "")


def make() -> Made:
    p = Paper(font="Tahoma", size=9.5, header="Samverkan Kustbygden", footer="Handlingsplan 2025", numbers=True)
    p.title("Handlingsplan 2025")
    p.h("Inledning")
    p.p("Planen gäller för regionen och de fem kustkommunerna. Den ersätter planen från 2022.")
    p.h("Kapitel 1. Barn och unga")
    p.h("1.1 Skärmtid och sömn", 2)
    _table(
        p,
        "Övergripande mål: Barn sover gott och har en vardag i balans",
        (
            "Föräldrar får råd om sömn",
            "Kvällsföreläsning på varje skola",
            "Rektorerna",
            "Vt 2025",
            "Antal föreläsningar",
        ),
        ("", "Sömnskola på nätet", "Barnhälsovården", "Ht 2025", "Antal inloggade"),
    )
    p.h("1.2 Ungdomsmottagning på nätet", 2)
    _table(
        p,
        "Övergripande mål: Unga får hjälp utan att behöva resa",
        ("Chatt öppen varje vardag", "Bemanna chatten", "Ungdomsmottagningarna", "2025", "Antal chattsamtal"),
        (
            "Filmer på lättläst svenska",
            "Spela in sex filmer",
            "Regionens kommunikatörer",
            "Oktober 2025",
            "Filmerna är klara",
        ),
    )
    p.h("Kapitel 2. Vuxna")
    p.h("2.1 Krisstöd", 2)
    _table(
        p,
        "Övergripande mål: Den som drabbas av en kris får stöd samma dag",
        (
            "Gemensam larmlista finns",
            "Upprätta larmlista",
            "Säkerhetssamordnarna",
            "Mars 2025",
            "Listan finns (ja/nej)",
        ),
        ("", "Öva två gånger", "Säkerhetssamordnarna", "2025", "Antal övningar"),
    )
    return Made("kustbygden", TRUTH, p)


def _table(p: Paper, goal: str, *rows: tuple[Text, ...]) -> None:
    joined = [(3, 0, 4, 0)] if not rows[1][0] else []
    p.table(
        (goal, "", "", "", ""),
        TOP,
        UNDER,
        *rows,
        widths=(4, 4.5, 3.5, 2.5, 3),
        merge=((0, 0, 0, 4), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 2, 4), *joined),
        header=3,
    )


TRUTH = plan(
    area(
        "Skärmtid och sömn",
        "1.1",
        group="Kapitel 1. Barn och unga",
        long=["Barn sover gott och har en vardag i balans"],
        short=["Föräldrar får råd om sömn"],
        acts=[
            act("Kvällsföreläsning på varje skola", "Vt 2025", vt(2025)),
            act("Sömnskola på nätet", "Ht 2025", ht(2025)),
        ],
        inds=[ind("Antal föreläsningar", "count"), ind("Antal inloggade", "count")],
        who=["Rektorerna", "Barnhälsovården"],
    ),
    area(
        "Ungdomsmottagning på nätet",
        "1.2",
        group="Kapitel 1. Barn och unga",
        long=["Unga får hjälp utan att behöva resa"],
        short=["Chatt öppen varje vardag", "Filmer på lättläst svenska"],
        acts=[
            act("Bemanna chatten", "2025", year(2025)),
            act("Spela in sex filmer", "Oktober 2025", month(2025, 10)),
        ],
        inds=[ind("Antal chattsamtal", "count"), ind("Filmerna är klara")],
        who=["Ungdomsmottagningarna", "Regionens kommunikatörer"],
    ),
    area(
        "Krisstöd",
        "2.1",
        group="Kapitel 2. Vuxna",
        long=["Den som drabbas av en kris får stöd samma dag"],
        short=["Gemensam larmlista finns"],
        acts=[
            act("Upprätta larmlista", "Mars 2025", month(2025, 3)),
            act("Öva två gånger", "2025", year(2025)),
        ],
        inds=[ind("Listan finns (ja/nej)", "yes_no"), ind("Antal övningar", "count")],
        who=["Säkerhetssamordnarna"],
    ),
)
