"""Writes demo/figures: made-up figures for the invented county, in Kolada's shapes. `python demo/make_figures.py`.

The same numbers every time. About fifty indicators, two deliveries and a small one after the editions, and in them
everything that can go wrong: missing, hidden, not collected, not applicable, too uncertain, withdrawn, revised,
renamed, removed, discontinued, breaks, windows, another survey, small places. Nothing in them is of any real place, not
even what is called the country.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

FOLDER = Path(__file__).parent / "figures"
SEED = 2026
COUNTRY, REGION = "0000", "0099"
PEOPLE = {
    "9901": 98200, "9902": 41700, "9903": 27300, "9904": 19800, "9905": 2400,
    "9906": 12600, "9907": 8900, "9908": 6100, "9909": 34500, "9910": 15200,
}  # fmt: skip
NAMES = ("Almby", "Björkfors", "Dalsjö", "Ekeryd", "Fagerö", "Granvik", "Hultamo", "Ingarp", "Järnvalla", "Klockstad")
NATION = 10_400_000
REGIONS = {
    "0098": ("Region Norrmark", 143_000), "0097": ("Region Sjöhed", 498_000), "0096": ("Region Bergånger", 221_000),
    "0095": ("Region Vidmo", 1_310_000), "0094": ("Region Ekslätt", 91_000), "0093": ("Region Kustad", 302_000),
    "0092": ("Region Lövdalen", 742_000),
}  # fmt: skip
"""Other regions, as made up as the county: a funnel of all regions needs more than one."""
IN_A_FUNNEL = ("N99011", "N99012", "N99014", "N99023")
TOWNS = ("Askvik", "Brobo", "Granträsk", "Häggmora", "Kärrsunda", "Mossinge", "Rågby", "Stenhult", "Tallänge", "Yxeryd")
ASKED = ("U99031", "U99032", "U99033")
"""Questions to municipalities that those of other regions answer too."""
NEWEST = 2025
HEALTH, SCHOOL = "Hälso- och sjukvård", "Skola"


@dataclass(frozen=True)
class Made:
    """An indicator of figures.yaml and how its figures are made.

    kind: survey, share, rate, count, money, index, mean or yes_no. level, spread, slope: of the places' true values.
    part: of the people, how many are its base. first: its first year. every: years between two measurements.
    """

    code: str
    title: str
    words: str
    kind: str
    level: float
    area: str = HEALTH
    polarity: str = "low"
    spread: float = 0.12
    slope: float = 0.0
    part: float = 0.8
    by_sex: bool = True
    places: str = "A"
    first: int = 2012
    every: int = 1
    margin: bool = False
    hiding: str = ""
    producer: str = "Exempelmyndigheten"
    per: int = 100_000


TOLD = yaml.safe_load((Path(__file__).parent / "figures.yaml").read_text(encoding="utf-8"))
MADE = [Made(**{**told, "words": told["words"].format(**TOLD["texts"])}) for told in TOLD["indicators"]]
RETITLED = {"N99022": "Invånare 16-29 år som varken arbetar eller studerar, andel (%)"}
REMOVED = "U99040"
SEXES = {"T": 1.0, "K": 1.12, "M": 0.88}


def main() -> None:
    """Write the catalogue of each delivery and its values."""
    FOLDER.mkdir(exist_ok=True)
    dice = np.random.default_rng(SEED)
    rows = [row for made in MADE for row in _rows(dice, made)]
    first = [row for row in rows if row["period"] < NEWEST]
    _write("2026-03-katalog.json", [*_catalogue({}), *_places()])
    _write("2026-03-varden.json", first)
    catalogue = [*(k for k in _catalogue(RETITLED) if k["id"] != REMOVED), *_places()]
    _write("2026-10-katalog.json", catalogue)
    newest = [row for row in rows if row["period"] == NEWEST and row["kpi"] != REMOVED]
    _write("2026-10-varden.json", [*newest, *_revised(first), *_withdrawn(first)])
    _write("2026-10-andra.json", [*_other_places(), *_of_others(np.random.default_rng(SEED + 1))])
    _write("2026-11-katalog.json", catalogue)
    _write("2026-11-varden.json", [told for row in newest if (told := _after(row)) is not None])


def _rows(dice: np.random.Generator, made: Made) -> list[dict[str, Any]]:
    """An indicator's data rows, and those of the indicator of its uncertainty."""
    units = {"L": [REGION], "K": list(PEOPLE), "A": [REGION, *PEOPLE]}[made.places]
    last = 2023 if "(-2023)" in made.title else NEWEST
    rows: list[dict[str, Any]] = []
    for unit in [COUNTRY, *units]:
        shift = 1.0 if unit == COUNTRY else float(dice.normal(1.04, made.spread))
        for year in range(made.first, last + 1):
            asked = year % 2 if unit != COUNTRY and int(unit) % 2 else 0
            told = {}
            for sex, factor in SEXES.items() if made.by_sex else [("T", 1.0)]:
                level = (made.level + made.slope * (year - 2018)) * shift * _of_sex(made, factor)
                told[sex] = _value(
                    dice, made, unit, level, collected=year % made.every == (asked if made.every == 2 else 0)
                )
            rows.append(_row(made.code, unit, year, told))
            if made.margin:
                margins = {sex: {"value": v["margin"]} for sex, v in told.items() if "margin" in v}
                rows.append(_row(f"{made.code[0]}98{made.code[3:]}", unit, year, margins))
    return [row for row in rows if row["values"]]


def _of_sex(made: Made, factor: float) -> float:
    return 1.0 if made.kind in {"yes_no", "index", "money"} else 1 + (factor - 1) * (0.3 if made.level > 60 else 1.0)


def _value(dice: np.random.Generator, made: Made, unit: str, level: float, *, collected: bool) -> dict[str, Any]:
    """One value with what belongs to it, or the word for why there is none."""
    people = {COUNTRY: NATION, REGION: sum(PEOPLE.values())}.get(unit) or PEOPLE[unit]
    base = max(1, int(people * made.part))
    if not collected:
        return {"value": None, "status": "not_collected"}
    if unit == "9905" and made.area == SCHOOL and made.code in {"N99016", "N99020"}:
        return {"value": None, "status": "not_applicable"}
    if dice.random() < 0.015 and unit not in {COUNTRY, REGION}:
        return {"value": None, "status": ""}
    if made.kind == "survey":
        return _survey(dice, made, base, level)
    if made.kind == "share":
        return _counted(dice, made, base, min(0.99, max(0.001, level / 100)), 100)
    if made.kind == "rate":
        return _counted(dice, made, base, level / made.per, made.per)
    if made.kind == "count":
        return {"value": float(dice.poisson(people * max(0.0, level)))}
    if made.kind == "yes_no":
        top = 2 if "=2" in made.title else 1
        return {"value": round(level, 2) if unit == COUNTRY else float(dice.binomial(top, min(0.95, max(0.0, level))))}
    return {"value": round(float(dice.normal(level, level * 0.02)), 1)}


def _survey(dice: np.random.Generator, made: Made, base: int, level: float) -> dict[str, Any]:
    """A sample's share with its margin; too few answers hide it, a wide margin makes it too uncertain."""
    answers = min(
        int(base * 0.6), 14_000 if base > 1_000_000 else 4_500 if base > 200_000 else min(380, 30 + base // 32)
    )
    if answers < 10:
        return {"value": None, "status": "hidden"}
    share = min(0.98, max(0.01, level / 100))
    margin = 196 * float(np.sqrt(1.4 * share * (1 - share) / answers))
    if made.margin and margin > 6:
        return {"value": None, "status": "too_uncertain"}
    told = {"value": round(float(np.clip(dice.normal(share * 100, margin / 1.96), 0, 100)), 1)}
    return {**told, "margin": round(margin, 1)} if made.margin else told


def _counted(dice: np.random.Generator, made: Made, base: int, share: float, scale: int) -> dict[str, Any]:
    """Events of a base, hidden by the indicator's own rule or where they are few."""
    events = int(dice.binomial(base, min(1.0, max(0.0, share)))) if base < 1_000_000 else round(base * share)
    other = base - events
    few = made.hiding == "few_of_many" and base >= 40 and 1 <= other <= 4
    small = made.hiding == "numerator_4_base_21" and (events < 4 or base < 21)
    if few or small or (made.kind == "rate" and 1 <= events < 4):
        return {"value": None, "status": "hidden"}
    if made.code == "N99009":
        return {"value": round(scale * events / base, 1)}
    return {"value": round(scale * events / base, 4), "numerator": events, "denominator": base}


def _row(code: str, unit: str, year: int, told: dict[str, dict[str, Any]]) -> dict[str, Any]:
    values = [{"gender": sex, **{k: v for k, v in value.items() if k != "margin"}} for sex, value in told.items()]
    if code == "N99034":
        for value in values:
            if value["gender"] != "T" and value["value"] is not None:
                value["value"] = 5.0 * round(value["value"] / 10)
    return {"kpi": code, "municipality": unit, "period": year, "values": values}


def _catalogue(titles: dict[str, str]) -> list[dict[str, Any]]:
    rows = []
    for made in MADE:
        margin = f"{made.code[0]}98{made.code[3:]}" if made.margin else ""
        title = titles.get(made.code, made.title)
        rows.append(_kpi(made, made.code, title, made.words, polarity=made.polarity, margin=margin))
        if made.hiding:
            rows[-1]["hiding"] = [made.hiding]
        if margin:
            rows.append(_kpi(made, margin, f"Osäkerhetstal - {title}", "Värdet plus och minus osäkerhetstalet."))
    return rows


def _kpi(made: Made, code: str, title: str, words: str, **more: Any) -> dict[str, Any]:
    return {
        "id": code,
        "title": title,
        "description": f"Påhittat. {words} Källa: {made.producer} (påhittad).",
        "is_divided_by_gender": made.by_sex,
        "municipality_type": made.places,
        "operating_area": made.area,
        "publ_period": None if "(-2023)" in title else "2026",
        **{name: value for name, value in more.items() if value},
    }


def _places() -> list[dict[str, Any]]:
    """Units, and two groups of similar municipalities."""
    units = [{"id": COUNTRY, "title": "Riket", "type": "L"}, {"id": REGION, "title": "Region Exempel", "type": "L"}]
    units += [{"id": code, "title": name, "type": "K"} for code, name in zip(PEOPLE, NAMES, strict=True)]
    by_size = sorted(PEOPLE, key=lambda code: PEOPLE[code])
    for number, members in enumerate((by_size[:5], by_size[5:]), start=1):
        title = f"Liknande kommuner socioekonomi, Exempel {number}, 2025"
        units.append({"id": f"G99{number}", "title": title, "members": [{"member_id": m} for m in members]})
    return units


def _other_places() -> list[dict[str, Any]]:
    """The other regions and some of their municipalities."""
    regions = [{"id": code, "title": name, "type": "L"} for code, (name, _people) in REGIONS.items()]
    return regions + [{"id": code, "title": name, "type": "K"} for code, name in _towns()]


def _towns() -> list[tuple[str, str]]:
    """Ten municipalities, by turns in each of the first five other regions."""
    codes = [f"{region[2:]}{number:02}" for number in (1, 2) for region in list(REGIONS)[:5]]
    return list(zip(codes, TOWNS, strict=True))


def _of_others(dice: np.random.Generator) -> list[dict[str, Any]]:
    """A few indicators of the other regions, both sexes together, and answers of their municipalities."""
    rows = []
    for made in (m for m in MADE if m.code in IN_A_FUNNEL):
        for code, (_name, people) in REGIONS.items():
            shift, base = float(dice.normal(1.0, made.spread / 12)), int(people * made.part)
            scale = 100 if made.kind == "share" else made.per
            for year in range(2019, NEWEST + 1):
                level = (made.level + made.slope * (year - 2018)) * shift / scale
                told = {"T": _counted(dice, made, base, level, scale)}
                rows.append(_row(made.code, code, year, told))
    for made in (m for m in MADE if m.code in ASKED):
        top, last = (2 if "=2" in made.title else 1), 2023 if "(-2023)" in made.title else NEWEST
        for code, _name in _towns():
            for year in range(2019, last + 1):
                silent = dice.random() < 0.1
                answer = None if silent else float(dice.binomial(top, min(0.95, made.level)))
                rows.append(_row(made.code, code, year, {"T": {"value": answer}}))
    return rows


def _revised(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The second delivery corrects last year's sick leave a little."""
    told = []
    for row in rows:
        if row["kpi"] == "N99042" and row["period"] == NEWEST - 1:
            values = [_corrected(value) for value in row["values"]]
            told.append({**row, "values": values})
    return told


AFTER = {("U99027", "0099"): 1.04, ("U99004", "0099"): 1.05, ("U99004", "0000"): 1.01, ("U99018", "9902"): 0.97}
"""What the third delivery corrects, of figures that the plan's editions have frozen by then, and by how much."""
TAKEN_BACK = ("U99018", "9909")


def _after(row: dict[str, Any]) -> dict[str, Any] | None:
    """A row of the third delivery; None for all that it does not change."""
    key = (row["kpi"], row["municipality"])
    if key == TAKEN_BACK:
        return {**row, "values": [{"gender": v["gender"], "value": None, "isdeleted": True} for v in row["values"]]}
    if key not in AFTER or any(v["value"] is None for v in row["values"]):
        return None
    return {**row, "values": [{**v, "value": round(v["value"] * AFTER[key], 1)} for v in row["values"]]}


def _corrected(value: dict[str, Any]) -> dict[str, Any]:
    if value["value"] is None:
        return value
    events = round(value["numerator"] * 1.03)
    return {**value, "numerator": events, "value": round(100 * events / value["denominator"], 4)}


def _withdrawn(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The second delivery takes back what one municipality had reported of residential support."""
    return [
        {**row, "values": [{"gender": v["gender"], "value": None, "isdeleted": True} for v in row["values"]]}
        for row in rows
        if row["kpi"] == "N99034" and row["municipality"] == "9904" and row["period"] == NEWEST - 2
    ]


def _write(name: str, rows: list[dict[str, Any]]) -> None:
    """One row of the file for each row: a change can be read in a diff."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    (FOLDER / name).write_text(f'{{"made_up":true,"values":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
