"""SKL:s numbered key indicators: those that we know, what a county has filled in, files of them, references to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from samplan.actors.shapes import Sentences
from samplan.analysis.shapes import RowFault
from samplan.analysis.value_files import BadFile, rows_in

HIGHEST = 999
LONGEST = {"title": 300, "references": 200, "source": 300}
HEADS = {
    "number": ("Nummer", "Number"),
    "title": ("Namn", "Name"),
    "references": ("Kolada", "Kolada id"),
    "source": ("Annan källa", "Other source"),
}
"""What the columns of a file are called, in Swedish and in English."""
CODE = re.compile(r"(?:kolada:)?(?P<code>[nu]\d{5})", re.IGNORECASE)
NAMED = re.compile(
    r"\bSK[LR](?::?s)?\s*(?:(?:nyckel)?indikator(?:er)?)?\s*(?:nr|nummer)?\.?\s*:?\s*(?P<n>\d{1,3})\b", re.IGNORECASE
)
ALONE = re.compile(r"\s*(?:nr|nummer)?\.?\s*(?P<n>\d{1,3})\s*")
BY_NAME = re.compile(r"\bSK[LR]s?\b")


@dataclass(frozen=True, slots=True)
class KeyIndicator:
    """A numbered indicator. references: ids of official figures. source: another source, in the county's words.

    id, version: of the county's own row, 0 for one that only the catalogue has.
    """

    number: int
    title: str = ""
    references: tuple[str, ...] = ()
    source: str = ""
    id: int = 0
    version: int = 0

    @property
    def complete(self) -> bool:
        """Whether its name and where its figures are to be found are known."""
        return bool(self.title and (self.references or self.source))


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    number: int
    title: str = ""
    references: tuple[str, ...] = ()
    source: str = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    indicators: tuple[_Told, ...]


@cache
def known() -> Mapping[int, KeyIndicator]:
    """The numbers of the catalogue, with the names that have stood in a plan."""
    text = (files("samplan") / "catalogue" / "figures" / "skl.yaml").read_text(encoding="utf-8")
    told = _File.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    return {t.number: KeyIndicator(t.number, t.title, t.references, t.source) for t in told.indicators}


def number_in(reference: str, source: str = "") -> int | None:
    """The number that an indicator points at: "SKL 12", "SKL nr 12", or "12" beside a source that names SKL."""
    named = NAMED.search(reference) or NAMED.search(source)
    if named is None and BY_NAME.search(source):
        named = ALONE.fullmatch(reference)
    return int(named["n"]) if named is not None else None


def references_in(text: str) -> tuple[str, ...]:
    """Ids of official figures in a cell or field: "N15428, U01473". Raises ValueError for anything else."""
    found = []
    for part in re.split(r"[,;\s]+", text.strip()):
        if not part:
            continue
        told = CODE.fullmatch(part)
        if told is None:
            raise ValueError(part)
        found.append(f"kolada:{told['code'].upper()}")
    return tuple(dict.fromkeys(found))


def codes_of(references: Iterable[str]) -> str:
    """The same as it is written in a field."""
    return ", ".join(one.removeprefix("kolada:") for one in references)


def fault_in(told: KeyIndicator) -> tuple[str, Sentences] | None:
    """What cannot be saved, with the field it is about."""
    if not 1 <= told.number <= HIGHEST:
        return "number", Sentences(f"Numret är mellan 1 och {HIGHEST}.", f"The number is between 1 and {HIGHEST}.")
    for name, most in LONGEST.items():
        text = codes_of(told.references) if name == "references" else getattr(told, name)
        if len(text) > most:
            return name, Sentences("Texten är för lång.", "The text is too long.")
    if not (told.title or told.references or told.source):
        return "title", Sentences("Fyll i namn, mått eller källa.", "Fill in name, figure or source.")
    return None


def read_file(name: str, data: bytes) -> tuple[tuple[tuple[int, KeyIndicator], ...], tuple[RowFault, ...]]:
    """Lines with what they say, and what is wrong by line. Raises nothing."""
    try:
        rows = rows_in(name, data)
    except BadFile as error:
        return (), (RowFault(error.line, error.said),)
    if not rows:
        return (), (RowFault(None, Sentences("Filen är tom.", "The file is empty.")),)
    columns = _columns(rows[0][1])
    if "number" not in columns:
        return (), (RowFault(rows[0][0], Sentences("Kolumnen Nummer saknas.", "The column Number is missing.")),)
    found: dict[int, tuple[int, KeyIndicator]] = {}
    faults = []
    for line, cells in rows[1:]:
        told = _row({field: cells[at].strip() if at < len(cells) else "" for field, at in columns.items()})
        if isinstance(told, Sentences):
            faults.append(RowFault(line, told))
        elif told.number in found:
            before = found[told.number][0]
            faults.append(RowFault(line, Sentences(
                f"Nummer {told.number} står redan på rad {before}.", f"Number {told.number} stands on line {before}."
            )))  # fmt: skip
        else:
            found[told.number] = (line, told)
    return tuple(found.values()), tuple(faults)


def _columns(head: list[str]) -> dict[str, int]:
    words = {word.casefold(): field for field, said in HEADS.items() for word in (*said, field)}
    return {words[c.strip().casefold()]: at for at, c in enumerate(head) if c.strip().casefold() in words}


def _row(told: Mapping[str, str]) -> KeyIndicator | Sentences:
    number = re.fullmatch(r"(?:SK[LR]\s*)?(?:nr\s*)?(\d{1,3})", told.get("number", ""), re.IGNORECASE)
    if number is None:
        return Sentences(f"”{told.get('number', '')}” är inget nummer.", f"“{told.get('number', '')}” is no number.")
    try:
        references = references_in(told.get("references", ""))
    except ValueError as error:
        return Sentences(
            f"”{error}” är inget mått i Kolada. Skriv en kod som N15428, eller lämna tomt.",
            f"“{error}” is no figure of Kolada's. Write a code as N15428, or leave it empty.",
        )
    made = KeyIndicator(int(number[1]), told.get("title", ""), references, told.get("source", ""))
    fault = fault_in(made)
    return made if fault is None else fault[1]
