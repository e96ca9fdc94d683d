"""Storlunda (made up): tables of three columns, the long goal in words above them, areas without numbers."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, ind, plan

COLUMNS = ("Kortsiktiga mål", "Aktiviteter", "Indikatorer")


def make() -> Made:
    p = Paper(font="Verdana", size=9.5, header="STORLUNDA LÄN", footer="Sida", numbers=True)
    p.fake("Länsgemensam plan för psykisk hälsa", 22)
    p.fake("Storlunda län 2022", 16)
    p.p("Reviderad version, ersätter planen från 2020.")
    p.empty(3)
    p.p("**Så läser du planen", "Varje område börjar med det långsiktiga målet. I tabellen står vad vi gör i år.")
    _young(p)
    _new(p)
    _users(p)
    p.h("Fortsatt arbete")
    p.p("Arbetsgruppen träffas sex gånger under året. Nästa revidering görs när medlen för 2023 är kända.")
    return Made("storlunda", TRUTH, p)


def _young(p: Paper) -> None:
    p.h("Tillgängliga tidiga insatser")
    p.h("Första linjen för barn och unga", 2)
    p.p("Behov identifierat av hearing med brukarorganisationer (2021)")
    p.p(
        "Vårdcentralerna i de norra kommunerna saknar psykolog sedan tre år. Skolkuratorerna får därför ta emot barn "
        "som skulle ha behövt annan hjälp."
    )
    p.p("Långsiktigt mål: Barn och unga i hela länet får hjälp inom en vecka")
    p.table(
        COLUMNS,
        [
            "Det finns en mottagning för första linjen i varje länsdel",
            ["* Starta en mottagning i Norrbo", "* Anställa två psykologer"],
            ["Antal mottagningar", "Väntetid i dagar till första besök"],
        ],
        [
            "Skola och mottagning har en gemensam arbetsgång",
            ["* Ta fram en arbetsgång tillsammans med elevhälsan"],
            "Finns en beslutad arbetsgång? Ja/Nej",
        ],
        widths=(5, 6.5, 5),
    )


def _new(p: Paper) -> None:
    p.h("Utsatta grupper")
    p.h("Nyanlända med traumatiska upplevelser", 2)
    p.p("Behov identifierat av Länsstyrelsens samverkansgrupp (2020)")
    p.p("Många som kommit till länet har varit med om krig. Få söker vård för det.")
    p.p("Långsiktigt mål: Nyanlända får rätt stöd för trauma i ett tidigt skede")
    p.table(
        COLUMNS,
        [
            "Personal i etableringen känner igen tecken på trauma",
            ["* Utbildning i traumamedveten omsorg för handläggare", "* Hälsosamtal på modersmål"],
            ["Antal utbildade handläggare"],
        ],
        ["Tolkar vet vad samtal om psykisk hälsa kräver", "* Temadag för tolkar", ""],
        widths=(5, 6.5, 5),
    )


def _users(p: Paper) -> None:
    p.h("Enskildas delaktighet och rättigheter")
    p.h("Brukarmedverkan på alla nivåer", 2)
    p.p("Behov identifierat av Nätverket för brukare i Storlunda (2019)")
    p.p("Brukare bjuds ofta in sent, när beslutet i praktiken redan är fattat.")
    p.p("Långsiktigt mål: Brukare deltar i alla grupper som planerar vård och omsorg")
    p.table(
        COLUMNS,
        [
            "En modell för arvoden är beslutad",
            ["* Jämföra arvoden i fyra län", "* Lägga fram ett förslag för chefsnätverket"],
            ["Modellen är beslutad (ja/nej)"],
        ],
        ["Brukarrevision används i tre verksamheter", "* Utbilda åtta brukarrevisorer", "Antal genomförda revisioner"],
        widths=(5, 6.5, 5),
    )


TRUTH = plan(
    area(
        "Första linjen för barn och unga",
        "1.1",
        group="Tillgängliga tidiga insatser",
        identified_by="hearing med brukarorganisationer",
        identified_year=2021,
        background="Vårdcentralerna i de norra kommunerna saknar psykolog sedan tre år. Skolkuratorerna får därför ta "
        "emot barn som skulle ha behövt annan hjälp.",
        long=["Barn och unga i hela länet får hjälp inom en vecka"],
        short=[
            "Det finns en mottagning för första linjen i varje länsdel",
            "Skola och mottagning har en gemensam arbetsgång",
        ],
        acts=[
            act("Starta en mottagning i Norrbo"),
            act("Anställa två psykologer"),
            act("Ta fram en arbetsgång tillsammans med elevhälsan"),
        ],
        inds=[
            ind("Antal mottagningar", "count"),
            ind("Väntetid i dagar till första besök"),
            ind("Finns en beslutad arbetsgång? Ja/Nej", "yes_no"),
        ],
    ),
    area(
        "Nyanlända med traumatiska upplevelser",
        "2.1",
        group="Utsatta grupper",
        identified_by="Länsstyrelsens samverkansgrupp",
        identified_year=2020,
        background="Många som kommit till länet har varit med om krig. Få söker vård för det.",
        long=["Nyanlända får rätt stöd för trauma i ett tidigt skede"],
        short=[
            "Personal i etableringen känner igen tecken på trauma",
            "Tolkar vet vad samtal om psykisk hälsa kräver",
        ],
        acts=[
            act("Utbildning i traumamedveten omsorg för handläggare"),
            act("Hälsosamtal på modersmål"),
            act("Temadag för tolkar"),
        ],
        inds=[ind("Antal utbildade handläggare", "count")],
    ),
    area(
        "Brukarmedverkan på alla nivåer",
        "3.1",
        group="Enskildas delaktighet och rättigheter",
        identified_by="Nätverket för brukare i Storlunda",
        identified_year=2019,
        background="Brukare bjuds ofta in sent, när beslutet i praktiken redan är fattat.",
        long=["Brukare deltar i alla grupper som planerar vård och omsorg"],
        short=["En modell för arvoden är beslutad", "Brukarrevision används i tre verksamheter"],
        acts=[
            act("Jämföra arvoden i fyra län"),
            act("Lägga fram ett förslag för chefsnätverket"),
            act("Utbilda åtta brukarrevisorer"),
        ],
        inds=[ind("Modellen är beslutad (ja/nej)", "yes_no"), ind("Antal genomförda revisioner", "count")],
    ),
)
