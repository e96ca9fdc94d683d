"""Norrvidda (made up): a framework with challenge questions, and an annex with the proposals in other wording."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, area, plan

LEARN = "Hur kan vi se till att personal i förskola och skola känner igen tidiga tecken på ohälsa?"
LEARN_ANNEX = "Hur kan personal i skola och förskola lära sig känna igen tidiga tecken på ohälsa?"
PARENTS = "Hur kan föräldrar få stöd innan problemen har vuxit sig stora?"
DOOR = "Hur kan vi göra det lättare att hitta rätt hjälp första gången?"
DOOR_ANNEX = "Hur kan vi göra det enklare att hitta rätt hjälp redan första gången?"
WAIT = "Hur kan väntetiden användas till något som hjälper?"
TOGETHER = "Hur kan kommun och region planera tillsammans med den enskilde?"


def make() -> Made:
    p = Paper(font="Georgia", size=11, header="Norrviddas strategi för psykisk hälsa 2022–2026", numbers=True)
    p.title("En hel människa", "Strategi för psykisk hälsa i Norrvidda 2022–2026")
    p.box("Långsiktigt mål: God och jämlik psykisk hälsa för alla som bor i Norrvidda")
    p.page()
    p.h("Om strategin")
    p.p(
        "Strategin beskriver vilka frågor som regionen och kommunerna vill lösa tillsammans. Den talar inte om exakt "
        "vad som ska göras, utan ställer frågor som verksamheterna besvarar på sitt sätt.",
        "Förslag som kom fram under verkstäderna finns samlade i bilagan.",
    )
    _questions(p)
    _annex(p)
    return Made("norrvidda", TRUTH, p, aliases={LEARN_ANNEX: LEARN, DOOR_ANNEX: DOOR})


def _questions(p: Paper) -> None:
    p.h("1. Kunskap")
    p.h("Kunskap hos personal", 2)
    p.p("Den som möter barn och unga varje dag är ofta den som först ser att något är fel.")
    p.fake("Utmaningsfrågor", 11)
    p.bullets(LEARN)
    p.fake("Att följa upp", 11)
    p.bullets("Finns det en grundutbildning för all personal?")
    p.h("Kunskap hos föräldrar", 2)
    p.p("Föräldrar efterfrågar råd som är lätta att hitta och som går att lita på.")
    p.fake("Utmaningsfrågor", 11)
    p.bullets(PARENTS)
    p.fake("Att följa upp", 11)
    p.bullets("Hur många föräldrar har deltagit i en kurs?", "Vilka kommuner erbjuder öppna kurser?")
    p.h("2. Tidiga insatser")
    p.h("En väg in", 2)
    p.p("I dag finns det minst sex olika telefonnummer att ringa.")
    p.fake("Utmaningsfrågor", 11)
    p.bullets(DOOR, WAIT)
    p.fake("Att följa upp", 11)
    p.bullets("Hur länge väntar unga på ett första besök?")
    p.h("Gemensam planering", 2)
    p.p("En plan som görs utan den enskilde blir sällan använd.")
    p.fake("Utmaningsfrågor", 11)
    p.bullets(TOGETHER)
    p.fake("Att följa upp", 11)
    p.bullets("Upplever den enskilde att planen är till hjälp?")
    p.page()


def _annex(p: Paper) -> None:
    p.h("Bilaga 1. Förslag på aktiviteter")
    p.p("Förslagen är en idébank. Aktör anges där verkstaden hade en tanke om vem som kan göra det.")
    p.h("1. Kunskap", 2)
    p.h("Kunskap hos personal", 3)
    p.p(f"**{LEARN_ANNEX}")
    p.bullets(
        "Webbutbildning i psykisk hälsa för alla nyanställda (Aktör: Kommunernas skolförvaltningar)",
        "Handledning i grupp två gånger per termin (Aktör: Elevhälsan)",
        "Ett bildstöd om känslor som kan användas från tre års ålder",
    )
    p.h("Kunskap hos föräldrar", 3)
    p.p(f"**{PARENTS}")
    p.bullets("Öppna kvällar på familjecentralen (Aktör: Familjecentraler, Barnhälsovården)", "Råd i kortfilmer")
    p.h("2. Tidiga insatser", 2)
    p.h("En väg in", 3)
    p.p(f"**{DOOR_ANNEX}")
    p.bullets("Ett gemensamt telefonnummer för hela Norrvidda (Aktör: Region Norrvidda)", "En karta över all hjälp")
    p.p(f"**{WAIT}")
    p.bullets("Erbjuda självhjälp på nätet under väntetiden (Aktör: Vårdcentraler)")
    p.h("Gemensam planering", 3)
    p.p(f"**{TOGETHER}")
    p.bullets("Utbilda personer med egen erfarenhet till mötesledare (Aktör: Brukarföreningarna)")


TRUTH = plan(
    area(
        "Kunskap hos personal",
        "1.1",
        group="Kunskap",
        background="Den som möter barn och unga varje dag är ofta den som först ser att något är fel.",
        asks=[
            (
                LEARN,
                [
                    ("Webbutbildning i psykisk hälsa för alla nyanställda", "Kommunernas skolförvaltningar"),
                    ("Handledning i grupp två gånger per termin", "Elevhälsan"),
                    ("Ett bildstöd om känslor som kan användas från tre års ålder", None),
                ],
            )
        ],
        check=["Finns det en grundutbildning för all personal?"],
    ),
    area(
        "Kunskap hos föräldrar",
        "1.2",
        group="Kunskap",
        background="Föräldrar efterfrågar råd som är lätta att hitta och som går att lita på.",
        asks=[
            (
                PARENTS,
                [
                    ("Öppna kvällar på familjecentralen", "Familjecentraler, Barnhälsovården"),
                    ("Råd i kortfilmer", None),
                ],
            )
        ],
        check=["Hur många föräldrar har deltagit i en kurs?", "Vilka kommuner erbjuder öppna kurser?"],
    ),
    area(
        "En väg in",
        "2.1",
        group="Tidiga insatser",
        background="I dag finns det minst sex olika telefonnummer att ringa.",
        asks=[
            (
                DOOR,
                [
                    ("Ett gemensamt telefonnummer för hela Norrvidda", "Region Norrvidda"),
                    ("En karta över all hjälp", None),
                ],
            ),
            (WAIT, [("Erbjuda självhjälp på nätet under väntetiden", "Vårdcentraler")]),
        ],
        check=["Hur länge väntar unga på ett första besök?"],
    ),
    area(
        "Gemensam planering",
        "2.2",
        group="Tidiga insatser",
        background="En plan som görs utan den enskilde blir sällan använd.",
        asks=[
            (
                TOGETHER,
                [("Utbilda personer med egen erfarenhet till mötesledare", "Brukarföreningarna")],
            )
        ],
        check=["Upplever den enskilde att planen är till hjälp?"],
    ),
)
