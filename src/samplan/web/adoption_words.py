"""What a party decided about an edition, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samplan.publishing.shapes import AdoptionAnswer


def adoption_word(answer: AdoptionAnswer | None) -> str:
    """The word for a decision; None: nothing is decided yet."""
    if answer is None:
        return _("Inte än")
    return _("Antagen") if answer is AdoptionAnswer.ADOPTED else _("Inte antagen")
