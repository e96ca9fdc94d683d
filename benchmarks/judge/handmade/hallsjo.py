"""Hallsjö kommun (made up): one "Vad? Vem? När? Hur vet vi?" table for each goal, headings faked in bold."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import ONGOING, Made, act, area, ht, ind, month, plan, until, vt, year

HEAD = ["Vad?", "Vem?", "När?", "Hur vet vi att det blivit bättre?"]


def make() -> Made:
    p = Paper(font="Times New Roman", size=12, footer="Hallsjö län – handlingsplan")
    p.fake("HANDLINGSPLAN FÖR PSYKISK HÄLSA OCH SUICIDPREVENTION I HALLSJÖ LÄN", 16)
    p.p("Gäller 2024–2025. Fastställd av Länsrådet 2023-11-30.")
    p.empty()
    p.p("Planen är kort med flit. Vi har valt tre områden där vi tror att vi gör mest nytta tillsammans.")
    p.empty()
    p.fake("Område A. Suicidprevention", 13)
    p.p("Varje år dör i genomsnitt sjutton personer i suicid i länet. De flesta är män.")
    p.lead("Mål på lång sikt:", "Ingen i Hallsjö län ska hamna i en situation där suicid är den enda utvägen.")
    p.lead("Mål på kort sikt:", "Alla kommuner har en beslutad plan för suicidprevention.")
    p.table(
        HEAD,
        [
            "Utbilda första hjälpare på arbetsplatser",
            "Räddningstjänsten, Hallsjö kommun",
            "Hösten 2024",
            "Antal utbildade första hjälpare",
        ],
        [
            "Bilda ett nätverk för efterlevande",
            "Svenska kyrkan",
            "Våren 2024",
            "Nätverket har träffats minst två gånger",
        ],
        ["Gå igenom platser där många tar sitt liv", "Kommunernas tekniska kontor", "Senast 31 maj 2025", ""],
        ["", "", "", ""],
        widths=(4.6, 4.6, 2.9, 4.5),
    )
    p.fake("Område B. Ungas delaktighet", 13)
    p.p("Unga säger att de sällan får veta vad som hänt med deras förslag.")
    p.lead("Mål på lång sikt:", "Unga i länet är med och bestämmer om det som rör deras hälsa.")
    p.lead("Mål på kort sikt:", "Varje kommun har en ungdomspanel som möter politiken.")
    p.table(
        HEAD,
        [
            "Starta ungdomspaneler",
            "Kommunernas fritidschefer",
            "2024",
            "Antal kommuner med ungdomspanel",
        ],
        ["Återkoppla panelernas förslag i sociala medier", "Regionens kommunikatörer", "Löpande", ""],
        ["Läger för panelerna", "Ungdomsrådet", "Augusti 2025", "Andel deltagare som är nöjda"],
        widths=(4.6, 4.6, 2.9, 4.5),
    )
    p.fake("Område C. Stöd till anhöriga", 13)
    p.p("Anhöriga till personer med psykisk sjukdom mår ofta dåligt själva.")
    p.lead("Mål på lång sikt:", "Anhöriga orkar vara anhöriga.")
    p.lead("Mål på kort sikt:", "Det finns en anhöriggrupp inom rimligt avstånd för alla.")
    p.table(
        HEAD,
        ["Ta fram en gemensam folder om stöd till anhöriga", "Anhörigkonsulenterna", "Våren 2024", "Foldern är klar"],
        ["Digital anhöriggrupp för hela länet", "Anhörigkonsulenterna", "2024–2025", "Antal deltagare"],
        widths=(4.6, 4.6, 2.9, 4.5),
    )
    p.empty(2)
    p.p("Frågor om planen besvaras av länets samordnare.")
    truth = plan(
        area(
            "Suicidprevention",
            "A",
            background="Varje år dör i genomsnitt sjutton personer i suicid i länet. De flesta är män.",
            long=["Ingen i Hallsjö län ska hamna i en situation där suicid är den enda utvägen."],
            short=["Alla kommuner har en beslutad plan för suicidprevention."],
            acts=[
                act("Utbilda första hjälpare på arbetsplatser", "Hösten 2024", ht(2024)),
                act("Bilda ett nätverk för efterlevande", "Våren 2024", vt(2024)),
                act("Gå igenom platser där många tar sitt liv", "Senast 31 maj 2025", until(2025, 5, 31)),
            ],
            inds=[
                ind("Antal utbildade första hjälpare", "count"),
                ind("Nätverket har träffats minst två gånger"),
            ],
            who=["Räddningstjänsten", "Hallsjö kommun", "Svenska kyrkan", "Kommunernas tekniska kontor"],
        ),
        area(
            "Ungas delaktighet",
            "B",
            background="Unga säger att de sällan får veta vad som hänt med deras förslag.",
            long=["Unga i länet är med och bestämmer om det som rör deras hälsa."],
            short=["Varje kommun har en ungdomspanel som möter politiken."],
            acts=[
                act("Starta ungdomspaneler", "2024", year(2024)),
                act("Återkoppla panelernas förslag i sociala medier", "Löpande", ONGOING),
                act("Läger för panelerna", "Augusti 2025", month(2025, 8)),
            ],
            inds=[ind("Antal kommuner med ungdomspanel", "count"), ind("Andel deltagare som är nöjda", "share")],
            who=["Kommunernas fritidschefer", "Regionens kommunikatörer", "Ungdomsrådet"],
        ),
        area(
            "Stöd till anhöriga",
            "C",
            background="Anhöriga till personer med psykisk sjukdom mår ofta dåligt själva.",
            long=["Anhöriga orkar vara anhöriga."],
            short=["Det finns en anhöriggrupp inom rimligt avstånd för alla."],
            acts=[
                act("Ta fram en gemensam folder om stöd till anhöriga", "Våren 2024", vt(2024)),
                act("Digital anhöriggrupp för hela länet", "2024–2025", year(2024, 2025)),
            ],
            inds=[ind("Foldern är klar"), ind("Antal deltagare", "count")],
            who=["Anhörigkonsulenterna"],
        ),
    )
    return Made("hallsjo", truth, p, times={"Senast 31 maj 2025": ((None, until(2025, 5, 31)[1], True),)})
