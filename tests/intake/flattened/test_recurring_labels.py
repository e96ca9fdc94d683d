"""Labels whose words nobody has told the reader: they come again in every section, and lists stand under them."""

from __future__ import annotations

from . import flat

SECTION = """{number}. {title}
Många i länet vet inte vart de ska vända sig när det blir svårt i livet.
Hit är vi på väg
• Alla {who} ska få hjälp i tid
• Ingen ska behöva vänta mer än en vecka
Stegen dit
• Utbilda personal på {place}
• Starta en öppen mottagning
Så märker vi skillnad
• Antal besök på {place}
• Andel {who} som är nöjda
"""

AGREED = """§ {number} {title}
Parterna är eniga om att nå följande långsiktiga mål under perioden:
• Alla {who} får hjälp i tid
För detta genomför parterna gemensamt dessa aktiviteter:
• Utbilda personal på {place}
• Starta en öppen mottagning
Ansvariga för detta är Regionen och Kommunerna.
"""

FILLED = (("Vägar till hjälp", "unga", "skolan"), ("Stöd i hemmet", "äldre", "boenden"), ("Nätter", "vuxna", "jouren"))


def _plan(section: str) -> str:
    parts = (
        section.format(number=n, title=title, who=who, place=place) for n, (title, who, place) in enumerate(FILLED, 1)
    )
    return "Plan 2031\n" + "".join(parts)


def test_what_stands_under_a_label_everywhere_tells_what_it_means() -> None:
    areas = flat.plan_of(_plan(SECTION)).areas
    assert [area.title for area in areas] == [title for title, _, _ in FILLED]
    assert [[a.text for a in area.activities] for area in areas] == [
        [f"Utbilda personal på {place}", "Starta en öppen mottagning"] for _, _, place in FILLED
    ]
    assert [len(area.indicators) for area in areas] == [2, 2, 2]
    assert [len(area.goals) for area in areas] == [2, 2, 2]


def test_a_label_within_a_sentence_before_a_list() -> None:
    areas = flat.plan_of(_plan(AGREED)).areas
    assert [[(g.level, g.text) for g in area.goals] for area in areas] == [
        [("long", f"Alla {who} får hjälp i tid")] for _, who, _ in FILLED
    ]
    assert [len(area.activities) for area in areas] == [2, 2, 2]
    assert [area.responsible for area in areas] == [["Regionen", "Kommunerna"]] * 3
