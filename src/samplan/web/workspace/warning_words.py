"""What a document's reading tells of the document itself, in a sentence each. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

SENTENCES = {
    "macros": gettext_lazy("Dokumentet har makron. De är inte körda och inte lästa. Originalet är kvar som det kom."),
    "hidden_text": gettext_lazy(
        "Dokumentet har dold text. Den är läst som annan text. Ta bort det som inte hör till planen."
    ),
    "hidden_sheets": gettext_lazy(
        "Arbetsboken har dolda blad. De är lästa som andra blad. Ta bort det som inte hör till planen."
    ),
    "formulas_without_values": gettext_lazy(
        "Några rutor har formler som saknar svar. Öppna arbetsboken i Excel, spara den och läs in den igen."
    ),
}


def warning_sentences(codes: Iterable[str]) -> list[str]:
    """A sentence for each warning that a reading left: what it is, and what to do."""
    return [_sentence(code) for code in codes]


def _sentence(code: str) -> str:
    name, _colon, detail = code.partition(":")
    if name == "scanned_pages":
        pages = [page for page in detail.split(",") if page]
        words = ngettext(
            "Sida %(pages)s är en bild utan text och är inte läst. Skriv in det som står där.",
            "Sidorna %(pages)s är bilder utan text och är inte lästa. Skriv in det som står där.",
            len(pages),
        )
        return words % {"pages": ", ".join(pages)}
    known = SENTENCES.get(name)
    return str(known) if known else _("Dokumentet gick att läsa, men inte allt: %(what)s.") % {"what": code}
