"""What comes in with the form that gives a document."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samplan.intake.models import Import


def test_a_file_over_the_limit_gets_its_sentence_and_leaves_nothing(signed_in, settings):
    """In the page, in both languages."""
    settings.READ_MAX_MB = 1
    before = Import.objects.count()
    for prefix, words in (
        ("", "Filen är 1.2 MB; gränsen är 1 MB. Inget har ändrats."),
        ("/en", "Nothing was changed."),
    ):
        upload = SimpleUploadedFile("plan.txt", b"ord " * 300_000)
        answer = signed_in.post(prefix + reverse("workspace:imports"), {"document": upload})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert Import.objects.count() == before
