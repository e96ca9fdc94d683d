"""A form that makes something is answered once, however often the same form is sent."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samplan.actors.models import Person, SentForm

KEPT = timedelta(days=7)
"""How long a form is remembered: longer than a sign-in, and than anybody waits before pressing once more."""


@transaction.atomic
def claim_form(*, by: Person, mark: str) -> SentForm:
    """Take on a form before what it asks for is done. address: where it led the first time, "" when this is the first.

    Call it in the transaction that does the rest: who sends the same form at the same time waits here until that
    transaction has ended, and then finds where it led.
    """
    SentForm.objects.filter(person=by, sent_at__lt=timezone.now() - KEPT).delete()
    SentForm.objects.bulk_create([SentForm(person=by, mark=mark)], ignore_conflicts=True)
    return SentForm.objects.get(person=by, mark=mark)


def close_form(*, by: Person, form: SentForm, address: str) -> None:
    """Note where a claimed form led; without an address it made nothing, and may be sent again."""
    mine = SentForm.objects.filter(pk=form.pk, person=by)
    if address:
        mine.update(address=address[:500])
    else:
        mine.delete()
