"""Where figures lie: `raw/` answers as they came, `parquet/` the same as tables, `figures.duckdb` what is read."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """The folder of figures (setting `SAMPLAN_FIGURES`). It need not exist."""
    return Path(settings.FIGURES_DIR)


def raw() -> Path:
    """Answers as they came, compressed, with time and address."""
    return folder() / "raw"


def parquet() -> Path:
    """What was received, as tables: a folder per source, in it a folder per run."""
    return folder() / "parquet"


def database() -> Path:
    """The one file that is read. It is never changed, only replaced."""
    return folder() / "figures.duckdb"
