"""Dalbo (made up): a form for each area, filled in by its author: labels as rows of their own, the answer in the row
below, costs as a span in thousands, a name of the area inside the form."""

from benchmarks.judge.handmade.paper import Paper, Text
from benchmarks.judge.handmade.truths import Made, act, area, ind, plan


def make() -> Made:
    p = Paper(font="Arial", size=10.5, header="Mall för utvecklingsområde – Dalbo län", numbers=True)
    p.fake("Dalbo län: utvecklingsområden 2020", 18)
    p.p("Mallen fylls i av respektive arbetsgrupp och lämnas till samordnaren senast i september.")
    _form(
        p,
        "Utvecklingsområde: Självskada hos unga",
        (
            "Nulägesbeskrivning",
            "Akutmottagningen ser fler unga som skadat sig själva. Skolorna är osäkra på hur de ska agera.",
        ),
        ("Utvecklingsbehov", "En gemensam handbok och handledning till skolornas personal."),
        ("Långsiktiga mål", "Unga som skadar sig själva får hjälp tidigt och utan att bli dömda."),
        ("Kortsiktiga mål", ["Alla skolor känner till handboken.", "Handledning erbjuds en gång i månaden."]),
        ("Aktiviteter 2020", ["– Ta fram handboken", "– Hålla tre informationsträffar"]),
        ("Genomförda aktiviteter 2019", ["– Studiebesök vid en självskadeenhet"]),
        ("Ansvarig", "BUP, Elevhälsan"),
        ("Indikatorer", ["– Antal nedladdningar av handboken", "– Andel skolor som använder handledningen"]),
        ("Beräknad kostnad 2020", "150–200 tkr"),
    )
    p.page()
    _form(
        p,
        "Utvecklingsområde: Hemlöshet",
        ("Nulägesbeskrivning", "Vid den senaste räkningen saknade nittio personer i länet en egen bostad."),
        ("Utvecklingsbehov", "Fler vägar till en bostad utan krav på drogfrihet."),
        ("Långsiktiga mål", "Ingen med psykisk sjukdom ska sakna en bostad."),
        ("Kortsiktiga mål", "Två kommuner har startat Bostad först."),
        ("Aktiviteter 2020", ["– Teckna avtal med bostadsbolagen", "– Anställa en boendecoach"]),
        ("Genomförda aktiviteter 2019", ["– Räkning av hemlösa i alla kommuner", "– Konferens om Bostad först"]),
        ("Ansvarig", "Socialcheferna"),
        ("Indikatorer", ["– Antal personer som flyttat in"]),
        ("Beräknad kostnad 2020", "600–900 tkr"),
    )
    return Made("dalbo", TRUTH, p)


def _form(p: Paper, title: str, *fields: tuple[str, Text]) -> None:
    rows: list[list[Text]] = [[f"**{title}"]]
    for label, answer in fields:
        rows += [[f"**{label}"], [answer]]
    p.table(*rows, widths=(16,), header=0)


TRUTH = plan(
    area(
        "Självskada hos unga",
        background="Akutmottagningen ser fler unga som skadat sig själva. Skolorna är osäkra på hur de ska agera.",
        needs="En gemensam handbok och handledning till skolornas personal.",
        long=["Unga som skadar sig själva får hjälp tidigt och utan att bli dömda."],
        short=["Alla skolor känner till handboken.", "Handledning erbjuds en gång i månaden."],
        acts=[
            act("Ta fram handboken", of=2020),
            act("Hålla tre informationsträffar", of=2020),
            act("Studiebesök vid en självskadeenhet", of=2019, done=True),
        ],
        inds=[
            ind("Antal nedladdningar av handboken", "count"),
            ind("Andel skolor som använder handledningen", "share"),
        ],
        who=["BUP", "Elevhälsan"],
        costs=[(2020, 150000, 200000)],
    ),
    area(
        "Hemlöshet",
        background="Vid den senaste räkningen saknade nittio personer i länet en egen bostad.",
        needs="Fler vägar till en bostad utan krav på drogfrihet.",
        long=["Ingen med psykisk sjukdom ska sakna en bostad."],
        short=["Två kommuner har startat Bostad först."],
        acts=[
            act("Teckna avtal med bostadsbolagen", of=2020),
            act("Anställa en boendecoach", of=2020),
            act("Räkning av hemlösa i alla kommuner", of=2019, done=True),
            act("Konferens om Bostad först", of=2019, done=True),
        ],
        inds=[ind("Antal personer som flyttat in", "count")],
        who=["Socialcheferna"],
        costs=[(2020, 600000, 900000)],
    ),
)
