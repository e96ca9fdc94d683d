"""A run takes figures from a source: kept part by part, so that it can go on where it stopped, and whole at its end.

    raw/<source>/<run>/        the answers as they came, a file each; answers.jsonl tells when and from where
    parquet/<source>/<run>/    the same as tables: values-*.parquet, indicators, units, groups; run.json

A run that is not finished lies in `parquet/<source>/unfinished-<run>`, where nobody looks for figures.
"""

from __future__ import annotations

import gzip
import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from samplan.analysis.sources import places
from samplan.analysis.sources.faults import BusyRun
from samplan.analysis.sources.shapes import GivenGroup, GivenIndicator, GivenUnit, GivenValues

STALE = timedelta(days=2)
"""An unfinished run that is older is not gone on with: its first parts would be of another day than its last."""
NAME = "%Y%m%dT%H%M%S%fZ"
UNFINISHED = "unfinished-"
NUMBERS = ("value", "low", "high", "numerator", "denominator")
TEXTS = ("indicator", "unit", "period", "sex", "status")
WRITE_VALUES = """
COPY (
    SELECT indicator::VARCHAR AS indicator, unit::VARCHAR AS unit, period::VARCHAR AS period, sex::VARCHAR AS sex,
           value, low, high, numerator, denominator, status::VARCHAR AS status, deleted,
           $run::TIMESTAMP AS run, $fetched_at::TIMESTAMP AS fetched_at
    FROM given
) TO $file (FORMAT parquet, COMPRESSION zstd)
"""
WRITE_TEXTS = "COPY (SELECT *, $run::TIMESTAMP AS run FROM given) TO $file (FORMAT parquet, COMPRESSION zstd)"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to take; two runs with the same plan are the same errand.

    only: what was chosen, () for everything. from_date: only what changed since then. whole_catalogue: the run brings
    every indicator that the source has, so that one which is not there is removed. made_up: invented figures.
    """

    source: str
    only: tuple[str, ...] = ()
    from_date: str = ""
    whole_catalogue: bool = False
    made_up: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A finished run: its folder, its plan and when it began."""

    folder: Path
    plan: Plan
    moment: datetime


class Run:
    """A run that is going on. Made by `running`."""

    def __init__(self, folder: Path, raw: Path, plan: Plan, moment: datetime) -> None:
        self.folder, self.raw, self.plan, self.moment = folder, raw, plan, moment
        self._answers = sum(1 for _ in raw.glob("*.gz"))

    def has(self, part: str) -> bool:
        """Whether a part is already taken."""
        return (self.folder / f"values-{part}.parquet").exists()

    def keep_answer(self, address: str, body: bytes, asked: str = "") -> None:
        """Keep an answer as it came, with its time and address; asked: what was posted."""
        self._answers += 1
        name = f"{self._answers:06d}.gz"
        (self.raw / name).write_bytes(gzip.compress(body, compresslevel=5))
        line = {"file": name, "at": datetime.now(UTC).isoformat(), "address": address, "asked": asked}
        with (self.raw / "answers.jsonl").open("a", encoding="utf-8") as index:
            index.write(json.dumps(line, ensure_ascii=False) + "\n")

    def keep_values(self, part: str, values: GivenValues) -> None:
        """Keep a part's values; after this it is taken."""
        columns: dict[str, Any] = {name: np.array(getattr(values, name), dtype=object) for name in TEXTS}
        columns |= {name: _numbers(getattr(values, name)) for name in NUMBERS}
        columns["deleted"] = np.array(values.deleted, dtype=bool)
        fetched_at = datetime.now(UTC).replace(tzinfo=None)
        self._write(f"values-{part}.parquet", WRITE_VALUES, columns, fetched_at=fetched_at)

    def keep_catalogue(
        self, indicators: Sequence[GivenIndicator], units: Sequence[GivenUnit], groups: Sequence[GivenGroup] = ()
    ) -> None:
        """Keep what the source says of indicators, units and groups."""
        for name, rows, shape in (
            ("indicators", indicators, GivenIndicator),
            ("units", units, GivenUnit),
            ("groups", groups, GivenGroup),
        ):
            texts = [[_text(getattr(row, f.name)) for row in rows] for f in fields(shape)]
            columns = {f.name: np.array(told, dtype=object) for f, told in zip(fields(shape), texts, strict=True)}
            if rows:
                self._write(f"{name}.parquet", WRITE_TEXTS, columns)

    def remember(self, name: str, told: Any) -> None:
        """Keep what the run has learnt (as JSON), so that a later try asks for the same."""
        fresh = self.folder / f"{name}.json.new"
        fresh.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        fresh.rename(self.folder / f"{name}.json")

    def remembered(self, name: str) -> Any:
        """What the run learnt in an earlier try, None when nothing."""
        file = self.folder / f"{name}.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

    def finish(self) -> Told:
        """Put the run in its place, whole."""
        told = {**asdict(self.plan), "moment": self.moment.isoformat()}
        (self.folder / "run.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        place = self.folder.with_name(self.folder.name.removeprefix(UNFINISHED))
        self.folder.rename(place)
        return Told(place, self.plan, self.moment)

    def _write(self, name: str, statement: str, columns: dict[str, Any], **values: Any) -> None:
        fresh = self.folder / f"{name}.new"
        with duckdb.connect(":memory:", config={"threads": 1}) as connection:
            connection.register("given", columns)
            run = self.moment.replace(tzinfo=None)
            connection.execute(statement, {"run": run, "file": str(fresh), **values})
        fresh.rename(self.folder / name)


@contextmanager
def running(plan: Plan, moment: datetime | None = None) -> Iterator[Run]:
    """A run of a plan: goes on with an unfinished one of the same plan, else begins anew. One at a time per source.

    moment: when what is taken was delivered, if not now; such a run begins anew. The caller ends it with
    `finish`; if it does not come so far, what was taken waits for the next try.
    """
    home = places.parquet() / plan.source
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home, plan.source):
        yield (None if moment else _unfinished(home, plan)) or _begin(home, plan, moment or datetime.now(UTC))


def finished() -> list[Told]:
    """Every finished run of every source, oldest first."""
    told = [_told(path.parent) for path in places.parquet().glob("*/*/run.json")]
    there = [t for t in told if not t.folder.name.startswith(UNFINISHED)]
    return sorted(there, key=lambda t: (t.plan.source, t.moment))


def _begin(home: Path, plan: Plan, moment: datetime) -> Run:
    for left in home.glob(f"{UNFINISHED}*"):
        if datetime.now(UTC) - _begun(left) > STALE:
            shutil.rmtree(left)
    name = moment.strftime(NAME)
    folder, raw = home / f"{UNFINISHED}{name}", places.raw() / plan.source / name
    folder.mkdir()
    raw.mkdir(parents=True, exist_ok=True)
    (folder / "plan.json").write_text(json.dumps(asdict(plan)), encoding="utf-8")
    return Run(folder, raw, plan, moment)


def _unfinished(home: Path, plan: Plan) -> Run | None:
    for folder in sorted(home.glob(f"{UNFINISHED}*"), reverse=True):
        name, moment = folder.name.removeprefix(UNFINISHED), _begun(folder)
        file = folder / "plan.json"
        if not file.exists() or datetime.now(UTC) - moment > STALE:
            continue
        if _plan(json.loads(file.read_text(encoding="utf-8"))) == plan:
            return Run(folder, places.raw() / plan.source / name, plan, moment)
    return None


def _begun(folder: Path) -> datetime:
    return datetime.strptime(folder.name.removeprefix(UNFINISHED), NAME).replace(tzinfo=UTC)


def _told(folder: Path) -> Told:
    told = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    return Told(folder, _plan(told), datetime.fromisoformat(told["moment"]))


def _plan(told: dict[str, Any]) -> Plan:
    kept = {f.name: told[f.name] for f in fields(Plan)}
    return Plan(**{**kept, "only": tuple(kept["only"])})


@contextmanager
def _alone(home: Path, source: str) -> Iterator[None]:
    """Hold the source's lock, which the system lets go of even if this process is killed."""
    with (home / "lock").open("w", encoding="utf-8") as lock:
        if sys.platform != "win32":
            import fcntl

            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BusyRun(
                    f"En hämtning från {source} pågår redan. Vänta tills den är klar.",
                    f"Figures are already being fetched from {source}. Wait until that has ended.",
                ) from error
        yield


def _numbers(told: list[float | None]) -> Any:
    """Numbers as DuckDB reads them: None is a null, for NaN would be one too."""
    return np.ma.masked_invalid(np.array([np.nan if v is None else v for v in told], dtype=np.float64))


def _text(told: object) -> str:
    """A field as text: several values line by line, yes or nothing."""
    if isinstance(told, tuple):
        return "\n".join(told)
    if isinstance(told, bool):
        return "yes" if told else ""
    return str(told)
