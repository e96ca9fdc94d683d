"""What all parts of a year's report are made of. No Django."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A part of the report."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Words(Part):
    """A text in both languages; the same twice where it is somebody's own words."""

    sv: str
    en: str
