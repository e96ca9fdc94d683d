"""What goes wrong with a source, each with a sentence: what happened, what is safe, what to do."""

from __future__ import annotations

from samplan.actors.shapes import DomainError, Sentences

SAFE_SV = "Siffrorna som fanns är orörda."
SAFE_EN = "The figures that were there are untouched."


class SourceFault(DomainError):
    """A source did not give what was asked for, or gave what cannot be. Nothing of the run is put into the store."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(Sentences(sv=f"{sv} {SAFE_SV}", en=f"{en} {SAFE_EN}"))


class NotThere(SourceFault):
    """A source has nothing at the address that was asked (404)."""


class BusyRun(SourceFault):
    """Another run of the same source is going on."""


class StoreFault(DomainError):
    """The store cannot be built from what lies in the Parquet. The old file stays."""

    def __init__(self, sv: str, en: str) -> None:
        super().__init__(Sentences(sv=f"{sv} {SAFE_SV}", en=f"{en} {SAFE_EN}"))
