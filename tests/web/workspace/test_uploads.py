"""What comes in with the form that gives a document."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samplan.intake import actions
from samplan.intake.models import Import
from samplan.plans.queries import plan_file


def test_a_file_over_the_limit_gets_its_sentence_and_leaves_nothing(signed_in, settings):
    """In the page, in both languages."""
    settings.READ_MAX_MB = 1
    before = Import.objects.count()
    for prefix, words in (
        ("", "Filen är 1,2 MB; gränsen är 1 MB. Inget har ändrats."),
        ("/en", "Nothing was changed."),
    ):
        upload = SimpleUploadedFile("plan.txt", b"ord " * 300_000)
        answer = signed_in.post(prefix + reverse("workspace:imports"), {"document": upload})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert Import.objects.count() == before


def test_a_plan_file_goes_from_the_upload_into_a_plan_with_one_confirmation(signed_in, workspace):
    """Taken as data from one plan, read in as another."""
    draft = signed_in.get(reverse("workspace:draft", args=[workspace.plan.pk, "json"]))
    signed_in.post(reverse("workspace:imports"), {"document": SimpleUploadedFile("plan.json", draft.content)})
    imported = Import.objects.get()
    actions.read_import(imported_id=imported.pk)
    review = signed_in.get(reverse("workspace:review", args=[imported.pk])).content.decode()
    assert "Det här är en planfil" in review
    assert "Lägg in allt i planen" in review
    answer = signed_in.post(reverse("workspace:commit", args=[imported.pk]), {"allt": "1"}, follow=True)
    assert "Allt i dokumentet är granskat." in answer.content.decode()
    imported.refresh_from_db()
    assert imported.plan_id != workspace.plan.pk
    assert plan_file(imported.plan_id).model_dump() == plan_file(workspace.plan.pk).model_dump()
