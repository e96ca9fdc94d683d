"""Figures that others published, read from beside the checkout; a test that needs them says so when they are absent."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
FOLDERS = ("phe_expected", "spc_expected")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a published file, as text. Skips, with one line for all, where the folders are not there."""
    if not all((SHARED / folder).is_dir() for folder in FOLDERS):
        pytest.skip("../shared/data is not there: figures that others published were not compared with")
    path = next(SHARED / folder / name for folder in FOLDERS if (SHARED / folder / name).is_file())
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text: str) -> float:
    """A number; an empty cell (R's NA) is NaN."""
    return float(text) if text not in {"", "NA"} else float("nan")


def column(table: list[dict[str, str]], name: str) -> npt.NDArray[np.float64]:
    """A column as numbers."""
    return np.array([number(r[name]) for r in table])


def level(text: str) -> float:
    """A level of confidence as written: "95%", "99.8%"."""
    return round(float(text.rstrip("%")) / 100, 6)


def close(found: npt.ArrayLike, expected: npt.ArrayLike, rtol: float = 1e-10) -> None:
    """Equal to so many figures; NaN is equal to NaN."""
    np.testing.assert_allclose(np.asarray(found, float), np.asarray(expected, float), rtol=rtol, atol=1e-12)
