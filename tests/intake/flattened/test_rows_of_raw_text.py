"""Tables whose cells came row by row (`pdftotext -raw`), and labels inside the items of lists."""

from __future__ import annotations

from . import flat

REGISTER = """Lista över åtaganden i Granlunds län
Nr Utvecklingsområde Åtgärd Ansvarig Tidplan Mål Status
B1 Sömn hos skolbarn Skriva ett sömnpass för klass fem Skolläkarna HT 2031 Alla femmor har fått sömnpasset Pågår
B2 Sömn hos skolbarn Hålla en föräldrakväll om
skärmtid
Rektorerna /
Föräldraföreningen
Tertial 2 2031 Varje skola har hållit en kväll Försenad
B3 Ensamhet på
landsbygden
Öppna tre byakaféer Hembygdsförbundet februari 2031 – maj
2032
Kaféerna har minst tio besök i
veckan
Klar
B4 Ensamhet på
landsbygden
Utbilda volontärer i samtal Volontärrådet Beslutas senare Kaféerna har minst tio besök i
veckan
Ej startad
"""

FOLLOWED = """Plan för psykisk hälsa 2030
1 Sömn hos skolbarn
Barnen sover allt mindre under veckorna.
Aktivitet Ansvarig Tidplan Status 2030 Status 2031
Skriva ett sömnpass för klass fem Skolläkarna samt Elevrådet HT 2030 Pågår Klar
Hålla en föräldrakväll Kvartal 2, 2031 Ej påbörjad Pågår
Mäta sömn med armband Nätverket för skolsköterskor samt
Idrottshögskolan
Under 2030 Klar Klar
Uppföljning 2030: Passet har prövats i fyra klasser och tas emot väl.
Uppföljning 2031: Armbanden räcker inte till alla.
2 Ensamhet på landsbygden
Många bor långt från närmaste mötesplats.
Aktivitet Ansvarig Tidplan Status 2030 Status 2031
Öppna tre byakaféer Hembygdsförbundet VT 2030 Försenad Pågår
Utbilda volontärer i samtal Volontärrådet Årligen Klar Klar
Uppföljning 2030: Två kaféer har öppnat och båda är välbesökta.
"""

LISTED = """Plan för psykisk hälsa 2031

1.1 Sömn hos skolbarn
Barnen sover allt mindre under veckorna, och skolsköterskorna hör allt oftare att kvällarna är
stökiga.

Åtgärder
• Skriva ett sömnpass för klass fem. Ansvarig: Skolläkarna. Tidplan: HT 2031.
• Hålla en föräldrakväll om skärmtid i varje skola i hela länet. Ansvarig: Rektorerna i länet.
Tidplan: VT 2032.
• Mäta sömn med armband hos alla elever i årskurs sex och sju. Ansvarig: Skolsköterskorna, och
Elevrådet. Tidplan: Mars–oktober 2031.

1.2 Ensamhet på landsbygden
Många bor långt från närmaste mötesplats och åker sällan dit.

Åtgärder
• Öppna tre byakaféer. Ansvarig: Hembygdsförbundet. Tidplan: maj 2031.
• Utbilda volontärer i samtal med den som sällan träffar någon. Ansvarig: Volontärrådet i länet.
Tidplan: hösten 2031.
"""


def test_rows_are_told_by_their_numbers_and_what_surely_stands_in_each_column() -> None:
    areas = flat.plan_of(REGISTER).areas
    assert [area.title for area in areas] == ["Sömn hos skolbarn", "Ensamhet på landsbygden"]
    assert [[a.text for a in area.activities] for area in areas] == [
        ["Skriva ett sömnpass för klass fem", "Hålla en föräldrakväll om skärmtid"],
        ["Öppna tre byakaféer", "Utbilda volontärer i samtal"],
    ]
    assert [a.timeframe for area in areas for a in area.activities] == [
        "HT 2031", "Tertial 2 2031", "februari 2031 – maj 2032", "Beslutas senare",
    ]  # fmt: skip
    assert areas[0].responsible == ["Skolläkarna", "Rektorerna", "Föräldraföreningen"]
    assert [goal.text for goal in areas[1].goals] == ["Kaféerna har minst tio besök i veckan"]


def test_states_of_two_years_stand_apart_from_the_times_and_a_follow_up_ends_the_table() -> None:
    areas = flat.plan_of(FOLLOWED).areas
    assert [[a.text for a in area.activities] for area in areas] == [
        ["Skriva ett sömnpass för klass fem", "Hålla en föräldrakväll", "Mäta sömn med armband"],
        ["Öppna tre byakaféer", "Utbilda volontärer i samtal"],
    ]
    assert [a.timeframe for a in areas[0].activities] == ["HT 2030", "Kvartal 2, 2031", "Under 2030"]
    assert areas[1].responsible == ["Hembygdsförbundet", "Volontärrådet"]
    told = [(f.year, f.text) for f in areas[0].followups if "armband" in f.text.lower()]
    assert told == [(2031, "Armbanden räcker inte till alla.")]


def test_a_label_that_comes_to_stand_first_on_a_line_still_belongs_to_its_item() -> None:
    areas = flat.plan_of(LISTED).areas
    assert [[(a.text.rstrip("."), a.timeframe) for a in area.activities] for area in areas] == [
        [
            ("Skriva ett sömnpass för klass fem", "HT 2031"),
            ("Hålla en föräldrakväll om skärmtid i varje skola i hela länet", "VT 2032"),
            ("Mäta sömn med armband hos alla elever i årskurs sex och sju", "Mars–oktober 2031"),
        ],
        [
            ("Öppna tre byakaféer", "maj 2031"),
            ("Utbilda volontärer i samtal med den som sällan träffar någon", "hösten 2031"),
        ],
    ]


NAMED_IN_ROWS = """Plan för psykisk hälsa 2031
Fokusområde 1: Trygga vardagar
Nr Insats Ansvarig Tidplan Mål
1.1 Sömn hos skolbarn
1.1.1 Skriva ett sömnpass för klass
fem
Skolläkarna HT 2031 Alla femmor har fått passet
1.1.2 Hålla en föräldrakväll VT 2032
1.2 Ensamhet på landsbygden
1.2.1 Öppna tre byakaféer Hembygdsförbundet maj 2031 Kaféerna har tio besök i veckan
1
Nr Insats Ansvarig Tidplan Mål
1.2.2 Utbilda volontärer i samtal Volontärrådet Årligen
Fokusområde 2: Stöd i tid
Nr Insats Ansvarig Tidplan Mål
2.1 Sorg efter olycka
2.1.1 Bilda en samtalsgrupp Kyrkorådet HT 2031 Grupper möts i varje kommun
2.1.2 Trycka ett kort med telefonnummer Polisen VT 2031
"""


def test_numbered_names_in_rows_of_their_own_are_areas_and_the_rows_below_theirs() -> None:
    areas = flat.plan_of(NAMED_IN_ROWS).areas
    assert [(area.number, area.title) for area in areas] == [
        ("1.1", "Sömn hos skolbarn"), ("1.2", "Ensamhet på landsbygden"), ("2.1", "Sorg efter olycka"),
    ]  # fmt: skip
    assert [[a.text for a in area.activities] for area in areas] == [
        ["Skriva ett sömnpass för klass fem", "Hålla en föräldrakväll"],
        ["Öppna tre byakaféer", "Utbilda volontärer i samtal"],
        ["Bilda en samtalsgrupp", "Trycka ett kort med telefonnummer"],
    ]
    assert [area.responsible for area in areas] == [
        ["Skolläkarna"], ["Hembygdsförbundet", "Volontärrådet"], ["Kyrkorådet", "Polisen"],
    ]  # fmt: skip
