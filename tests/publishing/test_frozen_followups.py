"""A published follow-up's files are those of the day of publishing, whatever is renamed or laid out otherwise since."""

from __future__ import annotations

import hashlib

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from tests.followup.test_report import a_year
from tests.publishing.test_frozen import RENAMED, _is_words, rename_everything

from samplan.actors.models import County
from samplan.actors.shapes import SYSTEM
from samplan.publishing import actions
from samplan.publishing.models import FollowUpEdition, FollowUpFile
from samplan.publishing.shapes import FileFormat

pytestmark = pytest.mark.django_db
FORMS = (*(kind.value for kind in FileFormat), "csv")


def published() -> FollowUpEdition:
    plan = a_year()
    actions.publish_edition(by=SYSTEM, plan=plan)
    return actions.publish_followup(by=SYSTEM, partnership=plan.partnership, year=2026)


def files(edition: FollowUpEdition) -> dict[str, bytes]:
    root = f"/{edition.county_slug}/uppfoljning/{edition.year}/{edition.number}/fil"
    return {form: Client().get(f"{root}/{form}").content for form in FORMS}


def rename_answers() -> None:
    """The same for what follow-up itself keeps, in rows that live."""
    for model in apps.get_app_config("followup").get_models():
        names = [f.name for f in model._meta.fields if _is_words(f)]
        if names and model.objects.exists():
            model.objects.update(**{n: Concat(F(n), Value(RENAMED)) for n in names})


def test_every_format_is_kept_with_its_proof_and_is_what_readers_get():
    edition = published()
    told = files(edition)
    for kind in FileFormat:
        kept = FollowUpFile.objects.get(edition=edition, format=kind.value)
        assert bytes(kept.data) == told[kind.value]
        assert hashlib.sha256(told[kind.value]).hexdigest() == kept.sha256
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        FollowUpFile.objects.update(name="annat")


def test_nothing_that_is_renamed_changes_a_published_followup():
    edition = published()
    before = files(edition)
    slug = edition.county_slug
    touched = rename_everything()
    County.objects.update(slug=slug)
    rename_answers()
    assert {"County", "Body", "Area", "Goal"} <= set(touched)
    assert files(edition) == before


def test_a_layout_that_is_made_otherwise_today_does_not_reach_what_was_handed_out(monkeypatch):
    edition = published()
    before = files(edition)
    monkeypatch.setattr("samplan.publishing.layouts.followup.long_date", lambda _day: "en annan dag")
    after = files(edition)
    assert after == before
    other = f"/{edition.county_slug}/uppfoljning/{edition.year}/{edition.number}/fil/docx?layout=questions"
    assert Client().get(other).content.startswith(b"PK")


def test_a_withdrawn_followup_hands_out_no_file_and_keeps_it():
    edition = published()
    told = {"partnership": edition.partnership, "year": edition.year, "number": edition.number}
    actions.withdraw_followup(by=SYSTEM, **told, reason="Fel siffror")
    root = f"/{edition.county_slug}/uppfoljning/{edition.year}/{edition.number}/fil"
    assert Client().get(f"{root}/pdf").status_code == 404
    assert FollowUpFile.objects.filter(edition=edition).count() == len(FileFormat)


def test_a_followup_from_before_files_were_kept_is_made_of_its_frozen_value():
    edition = published()
    before = files(edition)
    FollowUpFile.objects.all().delete()
    assert files(edition)["json"] == before["json"]
    assert files(edition)["pdf"].startswith(b"%PDF")
