"""Frozen for ever: whatever is renamed in the living data or the catalogue, an edition gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import factories, worlds

from samplan.plans import actions as plans
from samplan.plans import catalogue
from samplan.plans.models import Activity, Area
from samplan.plans.shapes.content import PlanContent
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions, layouts, queries
from samplan.publishing.layouts import Imprint
from samplan.publishing.models import Edition, FrozenFile
from samplan.publishing.shapes import FileFormat, Layout

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "editions"
LIVING = ("actors", "plans", "intake")
RENAMED = " (nytt namn)"
UNSAID = {"name_key", "password", "code", "digest", "source_ref"}


def rename_everything() -> list[str]:
    """Put new words after every name, title and text of the living rooms; the names of what was changed."""
    touched = []
    for room in LIVING:
        for model in apps.get_app_config(room).get_models():
            names = [f.name for f in model._meta.fields if _is_words(f)]
            if names and model.objects.exists() and "Audit" not in model.__name__:
                model.objects.update(**{n: Concat(F(n), Value(RENAMED)) for n in names})
                touched.append(model.__name__)
    return touched


def _is_words(field: models.Field) -> bool:
    plain = type(field) in {models.CharField, models.TextField}
    roomy = getattr(field, "max_length", None) is None or field.max_length >= 80
    return (
        plain
        and roomy
        and not field.choices
        and field.name not in {"name_key", "password", "code", "digest", "source_ref"}
    )


def everything(edition: Edition) -> dict[str, bytes]:
    """Each file in each layout, and the edition's pages in both languages."""
    where = (edition.county_slug, edition.plan_slug, edition.label)
    found = {
        f"{kind}-{layout}": queries.edition_file(*where, kind, layout).data for kind in FileFormat for layout in Layout
    }
    root = "/".join((edition.county_slug, edition.plan_slug, "utgava", edition.label))
    slugs = [area["slug"] for area in edition.content["areas"]]
    for language in ("", "/en"):
        for page in ("", *(f"{slug}/" for slug in slugs)):
            address = f"{language}/{root}/{page}"
            answer = Client().get(address)
            assert answer.status_code == 200, address
            found[address] = answer.content
    return found


def differences(earlier: Edition, later: Edition) -> dict[str, bytes]:
    """What differs between two editions: the page in both languages, its data, and its files."""
    pair = urlencode({name: f"{e.plan_slug}/{e.label}" for name, e in (("fran", earlier), ("till", later))})
    root, found = f"/{later.county_slug}/andringar", {}
    ends = ("/", ".json", "/fil/docx", "/fil/pdf")
    for address in (f"{language}{root}{end}?{pair}" for language in ("", "/en") for end in ends):
        answer = Client().get(address)
        assert answer.status_code == 200, address
        found[address] = answer.content
    return found


@pytest.fixture
def renamed_statuses(monkeypatch: pytest.MonkeyPatch):
    """A catalogue in which every status and judgement is called something else."""
    known = catalogue.statuses()

    def other(entries):
        return tuple(e.model_copy(update={"sv": f"X{e.sv}", "en": f"X{e.en}", "mark": "doubt"}) for e in entries)

    changed = known.model_copy(
        update={"activity_statuses": other(known.activity_statuses), "attainments": other(known.attainments)}
    )
    return lambda: monkeypatch.setattr(catalogue, "statuses", lambda: changed)


@pytest.mark.django_db
def test_nothing_that_is_renamed_changes_an_edition(renamed_statuses) -> None:
    world = worlds.goal_table_world()
    edition = actions.publish_edition(by=world.coordinator, plan=world.plan, decided_by="Länsrådet § 7")
    before = everything(edition)
    draft = queries.draft_file(world.plan.pk, "json", "auto", world.coordinator).data
    touched = rename_everything()
    assert {"County", "Body", "Person", "Framework", "FrameworkNode", "Municipality", "Area", "Goal"} <= set(touched)
    renamed_statuses()
    assert queries.draft_file(world.plan.pk, "json", "auto", world.coordinator).data != draft
    again = actions.publish_edition(by=world.coordinator, plan=world.plan)
    assert again.content["areas"][0]["activities"][0]["status"]["sv"].startswith("X")
    again.files.all().delete()
    again.delete()
    assert everything(edition) == before


@pytest.mark.django_db
def test_nothing_that_is_renamed_changes_what_differs_between_two_editions(renamed_statuses) -> None:
    """Reworded, new, moved, another status and another owner: told tomorrow in the words of the day of publishing."""
    world = worlds.goal_table_world()
    earlier = actions.publish_edition(by=world.coordinator, plan=world.plan)
    area = Area.objects.filter(plan=world.plan).order_by("order").first()
    first, second, *_more = Activity.objects.filter(area=area).order_by("order")
    told = {"by": world.coordinator, "kind": ItemKind.ACTIVITY}
    plans.change_item(**told, item_id=first.pk, values={"text": "Sagt på nytt"}, seen_version=first.version)
    plans.change_item(**told, item_id=second.pk, values={"status": "paused"}, seen_version=second.version)
    factories.an_item(world.plan, ItemKind.ACTIVITY, {"text": "En aktivitet till"}, area.pk)
    factories.an_item(world.plan, ItemKind.RESPONSIBLE, {"text": "Exempelby 3"}, area.pk)
    later = actions.publish_edition(by=world.coordinator, plan=world.plan)
    before = differences(earlier, later)
    page = next(iter(before.values())).decode()
    assert all(words in page for words in ("nytt", "En aktivitet till", "Vilar", "Exempelby 3"))
    assert "Activity" in rename_everything()
    renamed_statuses()
    assert differences(earlier, later) == before


@pytest.mark.django_db
def test_files_are_those_of_the_day_of_publishing_also_when_they_would_be_made_otherwise_today() -> None:
    """A library or a layout that is changed later does not reach what was handed out."""
    world = worlds.goal_table_world()
    edition = actions.publish_edition(by=world.coordinator, plan=world.plan)
    where = (edition.county_slug, edition.plan_slug, edition.label)
    for kind in FileFormat:
        kept = FrozenFile.objects.get(edition=edition, format=kind.value)
        assert hashlib.sha256(bytes(kept.data)).hexdigest() == kept.sha256
        assert queries.edition_file(*where, kind).data == bytes(kept.data)
        assert queries.edition_file(*where, kind).frozen
    assert not queries.edition_file(*where, "docx", Layout.SHEET).frozen
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        FrozenFile.objects.update(name="annat")


@pytest.mark.django_db
def test_a_withdrawn_edition_has_files_that_say_so_and_keeps_the_first_ones() -> None:
    world = worlds.goal_table_world()
    edition = actions.publish_edition(by=world.coordinator, plan=world.plan)
    where = (edition.county_slug, edition.plan_slug, edition.label)
    before = queries.edition_file(*where, "docx")
    actions.withdraw_edition(by=world.coordinator, edition=edition, reason="Fel bilaga.")
    after = queries.edition_file(*where, "docx")
    assert after.frozen
    assert after.sha256 != before.sha256
    kept = FrozenFile.objects.get(edition=edition, format="docx", withdrawn=False)
    assert kept.sha256 == before.sha256


@pytest.mark.django_db
def test_an_edition_from_before_files_were_frozen_is_still_handed_out() -> None:
    world = worlds.goal_table_world()
    edition = actions.publish_edition(by=world.coordinator, plan=world.plan)
    where = (edition.county_slug, edition.plan_slug, edition.label)
    kept = queries.edition_file(*where, "json")
    edition.files.all().delete()
    made = queries.edition_file(*where, "json")
    assert (made.data, made.frozen) == (kept.data, False)


@pytest.mark.django_db
def test_publishing_costs_the_same_few_queries_however_large_the_plan() -> None:
    counts = []
    for activities in (3, 200):
        with transaction.atomic():
            world = worlds.goal_table_world(activities)
            with CaptureQueriesContext(connection) as caught:
                actions.publish_edition(by=world.coordinator, plan=world.plan)
            counts.append(len(caught))
            transaction.set_rollback(True)
    assert counts[0] == counts[1] <= 50


def told(content: PlanContent) -> dict[str, object]:
    """What an old content says in every layout, as texts, and as a plan file."""
    imprint = Imprint(label="2026-11-28", published_on=date(2026, 11, 28), decided_by="Länsrådet § 7")
    said: dict[str, object] = {
        layout.value: [text for text, _ in layouts.document_of(content, layout.value).texts()] for layout in Layout
    }
    said["xlsx"] = [text for text, _ in layouts.workbook_of(content, imprint)[0].texts()]
    said["json"] = json.loads(layouts.render(content, imprint, kind="json").data)
    return said


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.content.json")), ids=lambda p: p.stem)
def test_contents_of_earlier_versions_say_what_they_said(path: Path) -> None:
    """Every stored content of the past is read by the program of today, and no word that it said is missing.

    A layout may say more, or say it elsewhere. GOLDEN=write takes its words anew, and the difference is reviewed.
    """
    content = PlanContent.model_validate_json(path.read_text(encoding="utf-8"))
    expected = path.with_name(path.name.replace(".content.", ".told."))
    now = told(content)
    if os.environ.get("GOLDEN") == "write":
        expected.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    before = json.loads(expected.read_text(encoding="utf-8"))
    assert now["json"] == before["json"]
    for layout in (*Layout, "xlsx"):
        assert words(before[layout]) - words(now[layout]) == Counter(), layout


def words(texts: list[str]) -> Counter[str]:
    """How often each word is said."""
    return Counter(word for text in texts for word in text.split())
