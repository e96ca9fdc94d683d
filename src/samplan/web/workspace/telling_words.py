"""What a person may say that a column, a label or a heading is, in the words of the page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samplan.intake.recognisers.clues import Clue, ClueKind, Meaning
from samplan.intake.recognisers.seen import Seen

MEANINGS = {
    Meaning.AREA: gettext_lazy("Områdets namn"),
    Meaning.GROUP: gettext_lazy("Namn på en grupp av områden"),
    Meaning.NUMBER: gettext_lazy("Områdets nummer"),
    Meaning.LONG_GOAL: gettext_lazy("Mål på lång sikt"),
    Meaning.SHORT_GOAL: gettext_lazy("Mål på kort sikt"),
    Meaning.GOAL: gettext_lazy("Mål, sikten står inte eller står bredvid"),
    Meaning.ACTIVITY: gettext_lazy("Det som ska göras"),
    Meaning.TIME: gettext_lazy("När det görs"),
    Meaning.RESPONSIBLE: gettext_lazy("Vem som ansvarar"),
    Meaning.INDICATOR: gettext_lazy("Hur det mäts"),
    Meaning.BACKGROUND: gettext_lazy("Bakgrund eller nuläge"),
    Meaning.NEEDS: gettext_lazy("Behov"),
    Meaning.COST: gettext_lazy("Vad det kostar"),
    Meaning.FOLLOWUP: gettext_lazy("Hur det gick"),
    Meaning.QUESTION: gettext_lazy("En fråga att lösa"),
    Meaning.PROPOSAL: gettext_lazy("Förslag på lösningar"),
    Meaning.ACTOR: gettext_lazy("Vem som kan göra det som föreslås"),
    Meaning.FUND: gettext_lazy("Vad pengar ges till"),
    Meaning.AMOUNT: gettext_lazy("Hur mycket pengar som ges"),
    Meaning.FOCUS_AREA: gettext_lazy("Fokusområde"),
    Meaning.COMMENT: gettext_lazy("Kommentar"),
    Meaning.NOTHING: gettext_lazy("Hör inte till planen"),
}
"""The choices of a select, in its order."""
OF_HEADINGS = (
    Meaning.AREA,
    Meaning.GROUP,
    Meaning.LONG_GOAL,
    Meaning.SHORT_GOAL,
    Meaning.ACTIVITY,
    Meaning.INDICATOR,
    Meaning.NOTHING,
)
"""What a heading can be itself."""
OF_BANDS = (Meaning.AREA, Meaning.GROUP, Meaning.ACTIVITY, Meaning.NOTHING)
"""What a row across a table can be."""
OF_KIND = {ClueKind.HEADING: OF_HEADINGS, ClueKind.BAND: OF_BANDS}


def choices(kind: ClueKind) -> list[tuple[str, str]]:
    """What can be said of this kind: value and words."""
    return [(str(meaning), str(MEANINGS[meaning])) for meaning in OF_KIND.get(kind, tuple(MEANINGS))]


def heading_of(seen: Seen) -> str:
    """What a question is about, in words of the page around the document's own."""
    first = _short(seen.examples[0]) if seen.examples else ""
    if seen.kind is ClueKind.HEADING:
        return _("Rubriker som ”%(first)s”") % {"first": first}
    if seen.kind is ClueKind.BAND:
        return _("Rader tvärs över en tabell, som ”%(first)s”") % {"first": first}
    if not seen.words:
        return _("Kolumnen utan rubrik, där det står ”%(first)s”") % {"first": first}
    return f"”{seen.words}”"


def taken_as(seen: Seen) -> str:
    """What the lines became when the document was read."""
    if seen.told is not None:
        return _("Sagt: %(what)s.") % {"what": _low(seen.told)}
    if seen.taken is None:
        return _("Lästes som en vanlig rubrik.") if seen.kind is ClueKind.HEADING else _("Fick ingen plats.")
    return _("Lästes som: %(what)s.") % {"what": _low(seen.taken)}


def told_sentence(clue: Clue) -> str:
    """A sentence on what a county has told."""
    return _("Länet har sagt att ”%(words)s” är: %(what)s.") % {"words": clue.words, "what": _low(clue.meaning)}


def _low(meaning: Meaning) -> str:
    words = str(MEANINGS[meaning])
    return words[:1].lower() + words[1:]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:58].rstrip() + " …"
