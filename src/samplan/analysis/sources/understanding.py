"""Understands a table that nobody has described: which dimension is the region, the time, the sex, the contents. Pure.

By the roles that the source tells and by labels. What remains must have one category only: of several nobody can say
which is meant, and none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import yaml

from samplan.analysis.sources.jsonstat import Dimension
from samplan.analysis.sources.pxweb import About
from samplan.analysis.sources.table_values import units_of
from samplan.analysis.sources.tables import TableSpec, sexes

REGION = re.compile(r"^(region|län|kommun|område|geografi)", re.IGNORECASE)
TIME = re.compile(r"^(tid|år(?!s?(kurs|klass|kull))|månad|kvartal|period|time|year)", re.IGNORECASE)
CONTENTS = re.compile(r"tabellinnehåll|^mått|^contents|^andel och|konfidensintervall", re.IGNORECASE)
KINDS = {
    "low": r"nedre|undre|lower",
    "high": r"övre|upper",
    "denominator": r"antal svar|nämnare",
    "numerator": r"täljare",
}
MOST_NAMED = 6
"""Categories of a dimension that are named in a fault."""
CODE = re.compile(r"[^A-Za-z0-9_]+")


class NotUnderstood(ValueError):
    """A table is not understood. sv, en: why, in a sentence's part, with what to do."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(en)
        self.sv, self.en = sv, en


def code_of(name: str) -> str:
    """A name as an indicator's code."""
    return CODE.sub("_", name).strip("_") or "tabell"


def region_of(told: About) -> str:
    """The dimension of units. Raises NotUnderstood."""
    named = [*told.roles.get("geo", ()), *(c for c, d in told.dimensions.items() if _named(REGION, c, d))]
    found = next((c for c in named if c in told.dimensions and units_of(told.dimensions[c].categories)), "")
    if not found:
        raise NotUnderstood(
            "ingen dimension har kommuner, län eller riket med de officiella koderna",
            "no dimension has municipalities, counties or the country by their official codes",
        )
    return found


def time_of(told: About) -> str:
    """The dimension of time. Raises NotUnderstood."""
    named = [*told.roles.get("time", ()), *(c for c, d in told.dimensions.items() if _named(TIME, c, d))]
    found = next((c for c in named if c in told.dimensions), "")
    if not found:
        raise NotUnderstood("ingen dimension är tid", "no dimension is time")
    return found


def sex_of(told: About) -> str:
    """The dimension of sex: one whose every label is known; "" without one."""
    known = sexes()
    return next(
        (
            code
            for code, dimension in told.dimensions.items()
            if all(label.strip().casefold() in known for label in dimension.categories.values())
            and re.search(r"k[öo]n|sex", f"{code} {dimension.label}", flags=re.IGNORECASE)
        ),
        "",
    )


def contents_of(told: About) -> str:
    """The dimension of contents; "" without one."""
    named = [*told.roles.get("metric", ()), *(c for c, d in told.dimensions.items() if _named(CONTENTS, c, d))]
    return next((c for c in named if c in told.dimensions), "")


def _named(pattern: re.Pattern[str], code: str, dimension: Dimension) -> bool:
    return bool(pattern.search(code) or pattern.search(dimension.label))


def numbers_of(labels: Mapping[str, str]) -> dict[str, str]:
    """Which of the contents (code -> label) is which number, as patterns. Raises NotUnderstood with several values."""
    found = {
        kind: _exactly(label)
        for kind, pattern in KINDS.items()
        for label in labels.values()
        if len(labels) > 1 and re.search(pattern, label, flags=re.IGNORECASE)
    }
    rest = [label for label in labels.values() if not any(re.search(p, label, re.IGNORECASE) for p in found.values())]
    if len(rest) != 1:
        names = ", ".join(rest[:MOST_NAMED]) or ", ".join(labels.values())
        raise NotUnderstood(
            f"innehållet har flera värden ({names}): hämta ett i taget, eller beskriv tabellen i tables.yaml",
            f"the contents have several values ({names}): take one at a time, or describe the table in tables.yaml",
        )
    return {"value": _exactly(rest[0]), **found}


def _exactly(label: str) -> str:
    """A pattern of one label alone, as a person can read it."""
    return f"^{re.escape(label)}$".replace("\\ ", " ")


def understood(told: About, code: str, *, producer: str = "", definition: str = "") -> TableSpec:
    """The table described by itself. Raises NotUnderstood that names what nobody can tell."""
    region, time, sex, contents = region_of(told), time_of(told), sex_of(told), contents_of(told)
    rest = {c: d for c, d in told.dimensions.items() if c not in {region, time, sex, contents}}
    for dimension in rest.values():
        if len(dimension.categories) > 1:
            names = ", ".join(list(dimension.categories.values())[:MOST_NAMED])
            raise NotUnderstood(
                f"{dimension.label} har {len(dimension.categories)} värden ({names} …): välj ett innan filen hämtas, "
                "eller beskriv tabellen i tables.yaml",
                f"{dimension.label} has {len(dimension.categories)} values ({names} …): choose one before the file is "
                "taken, or describe the table in tables.yaml",
            )
    labels = told.dimensions[contents].categories if contents else {}
    numbers = numbers_of(labels) if contents else {"value": "."}
    value = next((c for c, label in labels.items() if re.search(numbers["value"], label)), "")
    kinds = {unit.kind for unit in units_of(told.dimensions[region].categories).values()}
    return TableSpec.model_validate(
        {
            "code": code_of(code),
            "source": "file",
            "table": code,
            "title": told.title or code,
            "definition": definition,
            "producer": producer,
            "measure": "",
            "unit": told.units.get(value, ""),
            "levels": sorted(kinds),
            "region": region,
            "time": time,
            "sex": sex,
            "contents": contents,
            "fixed": {c: next(iter(d.categories.values())) for c, d in rest.items()},
            "numbers": numbers,
        }
    )


def entry_of(told: About, source: str, table: str) -> str:
    """A table described as far as it is understood, as an entry of `tables.yaml` to be gone through by a person.

    What must be chosen by hand stands as a comment with what there is to choose among.
    """
    contents, sex = contents_of(told), sex_of(told)
    region, time = _or_nothing(region_of, told), _or_nothing(time_of, told)
    rest = {c: d for c, d in told.dimensions.items() if c not in {region, time, sex, contents}}
    labels = told.dimensions[contents].categories if contents else {}
    kinds = {unit.kind for unit in units_of(told.dimensions[region].categories).values()} if region else set()
    joined = "\n".join(labels.values()) if len(labels) > 1 else ""
    numbers = {kind: pattern for kind, pattern in KINDS.items() if re.search(pattern, joined, re.IGNORECASE)}
    values = [one for one in labels.values() if not any(re.search(p, one, re.IGNORECASE) for p in numbers.values())]
    entry = {
        "code": code_of(Path(table).stem).lower(), "source": source, "table": table, "title": told.title or table,
        "definition": told.title, "producer": "", "measure": "", "unit": next(iter(told.units.values()), ""),
        "levels": sorted(kinds) or ["region"], "region": region, "time": time, "sex": sex, "contents": contents,
        "fixed": {c: next(iter(d.categories.values())) for c, d in rest.items()},
        "numbers": {"value": _exactly(next(iter(values or labels.values()))) if labels else ".", **numbers},
    }  # fmt: skip
    text = yaml.safe_dump({"tables": [entry]}, allow_unicode=True, sort_keys=False, width=120)
    chosen = {**rest, **({contents: told.dimensions[contents]} if contents else {})}
    notes = [
        f"# {c} ({d.label}): {'; '.join(d.categories.values())}" for c, d in chosen.items() if len(d.categories) > 1
    ]
    return "\n".join([*notes, text])


def _or_nothing(find: Callable[[About], str], told: About) -> str:
    try:
        return find(told)
    except NotUnderstood:
        return ""
