"""Three workbooks (made up) as people keep them: a sheet per area, one long list, and a list with a sheet of money."""

from datetime import date
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from benchmarks.judge.handmade.truths import Made, act, area, ht, ind, plan, vt, year
from samplan.plans.shapes.exchange import PlanFile

BOLD = Font(bold=True)


def _line(sheet: Worksheet, row: int, values: tuple[Any, ...], font: Font | None = None) -> None:
    for column, value in enumerate(values, 1):
        if value not in ("", None):
            cell = sheet.cell(row, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if font:
                cell.font = font


ALVROS = {
    "Skola": (
        (
            "Elever mår bra i skolan",
            "Alla skolor har elevhälsoteam",
            "Utbilda elevhälsoteamen",
            "Vt 2024",
            "Skolcheferna",
        ),
        ("", "", "Ta fram en checklista", "Ht 2024", "Elevhälsan"),
        ("", "Rasterna är trygga", "Trygghetsvandring med elever", "2024", "Rektorerna"),
    ),
    "Primärvård": (
        ("Vård utan väntan", "Första besök inom en vecka", "Anställa psykologer", "2024", "Primärvården"),
        ("", "", "Chatt med vårdcentralen", "2024–2025", "Primärvården"),
    ),
    "Socialtjänst": (
        ("Stöd i rätt tid", "Öppna insatser utan beslut", "Starta öppen mottagning", "Ht 2024", "Socialcheferna"),
    ),
}


def alvros() -> Made:
    """One sheet for each area; a merged title, an empty row, headers on row 4, a note below."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    areas = []
    spans = {"Vt 2024": vt(2024), "Ht 2024": ht(2024), "2024": year(2024), "2024–2025": year(2024, 2025)}
    for title, rows in ALVROS.items():
        sheet = book.create_sheet(title)
        sheet["A1"] = "Handlingsplan psykisk hälsa Alvros län"
        sheet.merge_cells("A1:E1")
        sheet["A2"] = f"Område: {title}"
        sheet.merge_cells("A2:E2")
        _line(sheet, 4, ("Långsiktigt mål", "Kortsiktigt mål", "Aktivitet", "När", "Ansvarig"), BOLD)
        for n, row in enumerate(rows, 5):
            _line(sheet, n, row)
        last = 4 + len(rows)
        if last > 5:
            sheet.merge_cells(f"A5:A{last}")
        sheet.cell(last + 2, 1, "Fylls i av områdets arbetsgrupp. Spara inte en egen kopia.")
        areas.append(
            area(
                title,
                long=[r[0] for r in rows if r[0]],
                short=[r[1] for r in rows if r[1]],
                acts=[act(r[2], r[3], spans[r[3]]) for r in rows],
                who=list(dict.fromkeys(r[4] for r in rows)),
            )
        )
    return Made("alvros", plan(*areas), workbook=book)


MOBYGD = (
    (
        "Suicidprevention",
        "Utbildning för lärare",
        "Mobygds kommun",
        date(2025, 2, 1),
        date(2025, 5, 31),
        "Antal utbildade lärare",
    ),
    (
        "Suicidprevention",
        "Nätverk för efterlevande",
        "Svenska kyrkan",
        date(2025, 1, 1),
        date(2025, 12, 31),
        "Antal träffar",
    ),
    ("Suicidprevention", "Staket vid järnvägen", "Trafikverket", date(2025, 9, 1), date(2026, 8, 31), ""),
    (
        "Ungas hälsa",
        "Mentorer på fritidsgården",
        "Fritidsförvaltningen",
        date(2025, 3, 1),
        date(2025, 11, 30),
        "Antal mentorer",
    ),
    (
        "Ungas hälsa",
        "Prova-på-dagar i föreningar",
        "Idrottsförbundet",
        date(2025, 8, 1),
        date(2025, 8, 31),
        "Antal deltagare",
    ),
    (
        "Samsjuklighet",
        "Gemensam vårdplan",
        "Beroendecentrum",
        date(2025, 1, 15),
        date(2025, 6, 30),
        "Andel patienter med vårdplan",
    ),
)


def mobygd() -> Made:
    """One list with everything, real dates, a filter, a page on how to fill it in."""
    book = openpyxl.Workbook()
    guide = book.active
    assert guide is not None
    guide.title = "Läs mig"
    guide["A1"] = "Så fyller du i listan"
    guide["A2"] = "En rad per aktivitet. Välj område ur rullistan. Ändra inte rubrikerna."
    sheet = book.create_sheet("Aktivitetslista")
    _line(sheet, 1, ("Id", "Område", "Aktivitet", "Ansvarig", "Startdatum", "Slutdatum", "Indikator"), BOLD)
    for n, row in enumerate(MOBYGD, 1):
        _line(sheet, n + 1, (n, *row))
    sheet.auto_filter.ref = f"A1:G{len(MOBYGD) + 1}"
    sheet.freeze_panes = "A2"
    kinds = {"Antal": "count", "Andel": "share"}
    areas = []
    for title in dict.fromkeys(r[0] for r in MOBYGD):
        mine = [r for r in MOBYGD if r[0] == title]
        areas.append(
            area(
                title,
                acts=[act(r[1], f"{r[3]} – {r[4]}", (r[3], r[4], False)) for r in mine],
                inds=[ind(r[5], kinds[r[5].split()[0]]) for r in mine if r[5]],
                who=[r[2] for r in mine],
            )
        )
    return Made("mobygd", plan(*areas), workbook=book)


BERGSLUND = (
    ("Tillgänglighet", "Korta köer", "Kvällsmottagning en dag i veckan", 2024, "Antal besök på kvällstid", 150000),
    ("", "", "Bokning på nätet", 2024, "Andel bokningar på nätet", 80000),
    ("", "Lättare att förstå information", "Skriva om alla kallelser", 2025, "", 25000),
    ("Delaktighet", "Brukare med i varje grupp", "Kurs för brukarrepresentanter", 2024, "Antal utbildade", 40000),
    ("", "", "Arvode enligt gemensam modell", 2025, "Modellen används (ja/nej)", 60000),
)


def bergslund() -> Made:
    """The area merged down its rows, years as numbers, a cost for each row, and a second sheet with the money."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    sheet["A1"] = "Bergslunds län, gemensam plan"
    sheet["A1"].font = Font(bold=True, size=16)
    sheet.merge_cells("A1:F1")
    _line(sheet, 3, ("Utvecklingsområde", "Mål på kort sikt", "Åtgärd", "År", "Indikator", "Kostnad (kr)"), BOLD)
    for n, row in enumerate(BERGSLUND, 4):
        _line(sheet, n, row)
    for place in ("A4:A6", "B4:B5", "A7:A8", "B7:B8"):
        sheet.merge_cells(place)
    money = book.create_sheet("Medel")
    _line(money, 1, ("Ändamål", "Belopp 2024 (kr)"), BOLD)
    _line(money, 2, ("Ungdomsmottagningar", 1250000))
    _line(money, 3, ("Samsjuklighet", 3100000))
    _line(money, 4, ("Summa", 4350000), BOLD)
    return Made("bergslund", _bergslund(True), workbook=book, also=(_bergslund(False),))


def _bergslund(yearly: bool) -> PlanFile:
    """yearly: each row's cost belongs to the row's year; that it has no year is as right."""
    kinds = {"Antal": "count", "Andel": "share", "Modellen": "yes_no"}
    areas = []
    for title, first, last in (("Tillgänglighet", 0, 3), ("Delaktighet", 3, 5)):
        mine = BERGSLUND[first:last]
        areas.append(
            area(
                title,
                short=[r[1] for r in mine if r[1]],
                acts=[act(r[2], str(r[3]), year(r[3])) for r in mine],
                inds=[ind(r[4], kinds[r[4].split()[0]]) for r in mine if r[4]],
                costs=[(r[3] if yearly else None, r[5], r[5]) for r in mine],
            )
        )
    return plan(*areas, funds=[("Ungdomsmottagningar", 1250000, 2024), ("Samsjuklighet", 3100000, 2024)])
