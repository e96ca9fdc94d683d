"""Långälven (made up): a memo on a running portfolio, funds in a table and in the text, measures in lists."""

from benchmarks.judge.handmade.paper import Paper
from benchmarks.judge.handmade.truths import Made, act, area, plan
from samplan.plans.shapes.exchange import PlanFile


def make() -> Made:
    p = Paper(font="Cambria", size=11, header="PM 2022-03-08", footer="Regionala stödstrukturen Långälven")
    p.fake("Så används de länsgemensamma medlen för psykisk hälsa och suicidprevention 2022", 15)
    p.h("1. Bakgrund", 2)
    p.p(
        "Staten och SKR har enats om ett tillägg för 2022. Det klargör hur mycket pengar som går till länen.",
        "Långälvens län får drygt 11 miljoner kronor för arbete som regionen och kommunerna gör tillsammans. "
        "Beloppen fördelas så här:",
    )
    p.table(
        ("Samsjuklighet", "Brukarmedverkan", "Suicidprevention", "Ungdomsmottagningar"),
        ("5 214 300 kr", "1 000 000 kr", "3 104 550 kr", "1 985 000 kr"),
        widths=(4, 4, 4, 4.5),
    )
    p.h("2. Beslut", 2)
    p.p("Chefsnätverket fattade i februari beslut om hur pengarna ska användas. Flera insatser löper över årsskiftet.")
    p.h("3. Insatser 2022", 2)
    p.fake("a) Samsjuklighet", 12)
    p.p("Arbetet bygger vidare på den kartläggning som gjordes i fjol. Följande insatser planeras:")
    p.bullets("Processledare på heltid", "Utbildning i motiverande samtal för 120 medarbetare", mark="-")
    p.fake("b) Brukarmedverkan", 12)
    p.p("Medlen förvaltas av brukarföreningarnas samorganisation. Följande insatser planeras:")
    p.bullets("Arvoden till brukarrepresentanter", "Kurs för nya brukarrevisorer", mark="-")
    _rest(p)
    return Made("langsele", _truth(), p)


def _rest(p: Paper) -> None:
    p.fake("c) Suicidprevention", 12)
    p.p("Samordnaren har varit tjänstledig och arbetet tar ny fart i vår. Följande insatser planeras:")
    p.bullets(
        "Samordnare på 75 procent",
        "Kampanj under temaveckan i oktober",
        "Instruktörsutbildning i första hjälpen till psykisk hälsa",
        mark="-",
    )
    p.fake("d) Ungdomsmottagningar", 12)
    p.p("Mottagningarna i länet är åtta till antalet. Följande insatser planeras:")
    p.bullets("Kuratorstid på två mindre mottagningar", "Ny webbplats för tidsbokning", mark="-")
    p.h("4. Uppföljning", 2)
    p.p("Redovisning lämnas till Chefsnätverket i november.")


def _truth() -> PlanFile:
    return plan(
        area(
            "Samsjuklighet",
            acts=[act("Processledare på heltid"), act("Utbildning i motiverande samtal för 120 medarbetare")],
        ),
        area(
            "Brukarmedverkan",
            acts=[act("Arvoden till brukarrepresentanter"), act("Kurs för nya brukarrevisorer")],
        ),
        area(
            "Suicidprevention",
            acts=[
                act("Samordnare på 75 procent"),
                act("Kampanj under temaveckan i oktober"),
                act("Instruktörsutbildning i första hjälpen till psykisk hälsa"),
            ],
        ),
        area(
            "Ungdomsmottagningar",
            acts=[act("Kuratorstid på två mindre mottagningar"), act("Ny webbplats för tidsbokning")],
        ),
        funds=[
            ("Samsjuklighet", 5214300, 2022),
            ("Brukarmedverkan", 1000000, 2022),
            ("Suicidprevention", 3104550, 2022),
            ("Ungdomsmottagningar", 1985000, 2022),
        ],
    )
