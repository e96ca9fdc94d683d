"""A person tells the reader what it did not know; the document is read again, and decisions and readings are kept."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO

import docx
import pytest
from django.db import connection
from tests import factories
from tests.intake.worlds import ReviewWorld, a_review

from samplan.documents import read
from samplan.intake import actions, queries, read_plan
from samplan.intake.models import Import, ToldWord
from samplan.intake.recognisers.clues import BANDS, Clue, ClueKind, Clues, Meaning
from samplan.intake.recognisers.seen import what_to_tell
from samplan.intake.rules import IntakeError
from samplan.intake.shapes import ImportState
from samplan.intake.telling import remembered_by
from samplan.plans.shapes.items import ItemKind

HEAD = ("Hjärtefråga", "Löfte", "Dragare", "Tumregel")
ROWS = [
    ("Trygga skolor", "Elevhälsan får en kurs", "Kommunerna", "Fler kan hjälpa"),
    ("", "Rutinen skrivs klart", "Region Exempel", "Rutinen finns"),
    ("Äldres hälsa", "Träffpunkter öppnar", "Kommunerna", "Fler möts"),
]
"""Words over columns that no vocabulary knows; invented."""


def strange_document(head: tuple[str, ...] = HEAD) -> bytes:
    document = docx.Document()
    document.add_heading("Så gör vi tillsammans 2026–2027", 0)
    table = document.add_table(rows=0, cols=len(head))
    for row in (head, *ROWS):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def column(words: str, meaning: Meaning) -> Clue:
    return Clue(ClueKind.COLUMN, words, meaning)


TOLD = (
    column("Hjärtefråga", Meaning.AREA),
    column("Löfte", Meaning.ACTIVITY),
    column("Dragare", Meaning.RESPONSIBLE),
)


def of_strange(*told: Clue) -> list[tuple[str, list[str], list[str]]]:
    plan = read_plan(read(strange_document(), name="plan.docx"), Clues(told)).plan
    return [(area.title, [a.text for a in area.activities], list(area.responsible)) for area in plan.areas]


READ = [
    ("Trygga skolor", ["Elevhälsan får en kurs", "Rutinen skrivs klart"], ["Kommunerna", "Region Exempel"]),
    ("Äldres hälsa", ["Träffpunkter öppnar"], ["Kommunerna"]),
]


def test_what_is_told_of_columns_makes_an_unknown_table_a_plan() -> None:
    assert of_strange() != READ
    assert of_strange(*TOLD) == READ


def test_what_is_told_wins_over_what_the_vocabulary_knows() -> None:
    document = docx.Document()
    document.add_heading("Handlingsplan psykisk hälsa 2026", 0)
    document.add_heading("1. Trygga skolor", 1)
    table = document.add_table(rows=0, cols=2)
    for row in (("Aktivitet", "Mål på lång sikt"), ("Barn mår bra", "Utbilda elevhälsan")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    kept = BytesIO()
    document.save(kept)
    source = read(kept.getvalue(), name="plan.docx")
    told = Clues((column("Aktivitet", Meaning.LONG_GOAL), column("mål på LÅNG sikt", Meaning.ACTIVITY)))
    (guessed,), (taught,) = read_plan(source).plan.areas, read_plan(source, told).plan.areas
    assert [a.text for a in guessed.activities] == ["Barn mår bra"]
    assert [a.text for a in taught.activities] == ["Utbilda elevhälsan"]
    assert [g.text for g in taught.goals] == ["Barn mår bra"]


def test_rows_across_a_table_are_told_to_be_areas_with_what_stands_under_their_title() -> None:
    document = docx.Document()
    document.add_heading("Insatser för psykisk hälsa", 0)
    table = document.add_table(rows=0, cols=3)
    for cell, text in zip(table.add_row().cells, ("Insats", "Genomförs", "Ansvarig part"), strict=True):
        cell.text = text
    for title, deed in (("1. Trygga skolor", "Utbilda elevhälsan"), ("2. Äldres hälsa", "Starta träffpunkter")):
        first, _, last = table.add_row().cells
        band = first.merge(last)
        band.text = title
        band.add_paragraph("Mål på lång sikt: Alla mår bra och lever länge i det påhittade länet, hela livet.")
        for cell, text in zip(table.add_row().cells, (deed, "2026", "Kommunerna"), strict=True):
            cell.text = text
    kept = BytesIO()
    document.save(kept)
    told = Clues((Clue(ClueKind.BAND, BANDS, Meaning.AREA),))
    areas = read_plan(read(kept.getvalue(), name="plan.docx"), told).plan.areas
    assert [(a.title, len(a.goals), len(a.activities)) for a in areas] == [
        ("Trygga skolor", 1, 1),
        ("Äldres hälsa", 1, 1),
    ]


def test_nothing_told_changes_nothing() -> None:
    source = read(strange_document(), name="plan.docx")
    assert read_plan(source, Clues()) == read_plan(source)


def test_one_reading_does_not_remember_what_another_was_told() -> None:
    untold = of_strange()
    of_strange(*TOLD)
    assert of_strange() == untold


def test_the_unplaced_and_doubtful_is_asked_about_first_and_what_was_told_is_shown_as_told() -> None:
    source = read(strange_document(), name="plan.docx")
    first = what_to_tell(source, read_plan(source))
    assert {"Hjärtefråga", "Löfte", "Dragare"} <= {one.words for one in first}
    assert len(first) <= 15
    clues = Clues(TOLD)
    again = {one.words: one for one in what_to_tell(source, read_plan(source, clues), clues)}
    assert again["Löfte"].told is Meaning.ACTIVITY
    assert again["Löfte"].taken is Meaning.ACTIVITY
    assert again["Löfte"].lines == 3


@pytest.mark.django_db
class TestInReview:
    """Telling, in an import."""

    @pytest.fixture
    def world(self) -> ReviewWorld:
        return a_review(strange_document(), "plan.docx")

    def tell(self, world: ReviewWorld, *told: Clue) -> Import:
        imported = actions.tell_reader(by=world.coordinator, imported=world.imported, told=told, in_background=False)
        assert imported.state == ImportState.RECEIVED
        return actions.read_import(imported_id=imported.pk)

    def areas(self, world: ReviewWorld) -> list[str]:
        return [item.values["title"] for item in world.items(ItemKind.AREA)]

    def test_the_document_is_read_again_with_what_was_told(self, world: ReviewWorld) -> None:
        assert self.tell(world, *TOLD).state == ImportState.REVIEW
        assert self.areas(world) == ["Trygga skolor", "Äldres hälsa"]

    def test_decisions_hold_for_the_lines_that_are_proposed_again(self, world: ReviewWorld) -> None:
        self.tell(world, *TOLD[:2])
        done, dropped = world.items(ItemKind.ACTIVITY)[:2]
        actions.accept_item(by=world.coordinator, item=done)
        actions.drop_item(by=world.coordinator, item=dropped, reason="Redan gjort")
        self.tell(world, TOLD[2])
        after = {i.values["text"]: (i.state, i.drop_reason) for i in world.items(ItemKind.ACTIVITY)}
        assert after["Elevhälsan får en kurs"] == ("accepted", "")
        assert after["Rutinen skrivs klart"] == ("dropped", "Redan gjort")
        assert after["Träffpunkter öppnar"] == ("waiting", "")
        reread = queries.latest_reread(world.imported)
        assert reread is not None
        assert (reread.kept, reread.lost) == (4, 0)  # the two, and the area and the plan that the first stands in

    def test_what_is_not_proposed_again_is_counted_and_comes_back_with_the_earlier_reading(
        self, world: ReviewWorld
    ) -> None:
        self.tell(world, *TOLD)
        area = world.items(ItemKind.AREA)[0]
        actions.accept_item(by=world.coordinator, item=area)
        before = [(i.pk, i.kind, i.state, i.values) for i in world.items()]
        self.tell(world, column("Hjärtefråga", Meaning.NOTHING))
        reread = queries.latest_reread(world.imported)
        assert reread is not None
        assert reread.lost >= 1
        assert self.areas(world) != ["Trygga skolor", "Äldres hälsa"]
        assert actions.take_back_reading(by=world.coordinator, imported=world.imported)
        assert [(i.pk, i.kind, i.state, i.values) for i in world.items()] == before
        assert ToldWord.objects.get(key="hjartefraga").meaning == Meaning.AREA

    def test_the_first_reading_cannot_be_taken_back(self, world: ReviewWorld) -> None:
        assert not actions.take_back_reading(by=world.coordinator, imported=world.imported)

    def test_what_somebody_added_stays_where_its_area_is(self, world: ReviewWorld) -> None:
        self.tell(world, *TOLD)
        area = world.items(ItemKind.AREA)[1]
        goal = {"level": "long", "text": "Nytt"}
        actions.add_item(by=world.coordinator, imported=world.imported, parent=area, kind=ItemKind.GOAL, values=goal)
        self.tell(world, column("Tumregel", Meaning.INDICATOR))
        (kept,) = world.items(ItemKind.GOAL)
        assert kept.parent is not None
        assert (kept.values["text"], kept.parent.values["title"]) == ("Nytt", "Äldres hälsa")

    def test_the_county_remembers_for_its_next_document_and_no_other_county_does(self, world: ReviewWorld) -> None:
        self.tell(world, *TOLD)
        partnership = world.imported.partnership
        following = actions.receive_document(
            by=world.coordinator, partnership=partnership, name="ny.docx", data=strange_document(), in_background=False
        )
        actions.read_import(imported_id=following.pk)
        following.refresh_from_db()
        assert {clue.words for clue in queries.by_county(following)} == {"Hjärtefråga", "Löfte", "Dragare"}
        assert following.items.filter(kind=ItemKind.AREA).count() == 2
        another = factories.a_partnership(factories.a_county("98", "Annanlän"))
        elsewhere = a_review(strange_document(), "plan.docx", another)
        assert elsewhere.imported.partnership != partnership
        assert queries.by_county(elsewhere.imported) == ()
        assert self.areas(elsewhere) != ["Trygga skolor", "Äldres hälsa"]

    def test_what_a_column_without_words_holds_is_told_of_one_document_only(self, world: ReviewWorld) -> None:
        read_so = self.tell(world, column(" ", Meaning.NOTHING), TOLD[0])
        assert [word.words for word in ToldWord.objects.all()] == ["Hjärtefråga"]
        assert [clue.words for clue in queries.by_county(read_so)] == ["Hjärtefråga"]

    def test_what_was_remembered_of_a_column_without_words_is_not_read_with_and_is_removed(
        self, world: ReviewWorld
    ) -> None:
        partnership = world.imported.partnership
        ToldWord.objects.create(partnership=partnership, kind="column", key="", words="", meaning="nothing")
        self.tell(world, TOLD[0])
        assert [clue.words for clue in remembered_by(partnership)] == ["Hjärtefråga"]
        import_module("samplan.intake.migrations.0006_nothing_told_of_no_words").forget(
            None, connection.schema_editor()
        )
        assert [word.words for word in ToldWord.objects.all()] == ["Hjärtefråga"]

    def test_a_word_can_be_forgotten(self, world: ReviewWorld) -> None:
        self.tell(world, *TOLD)
        word = queries.told_word_for(world.coordinator, ToldWord.objects.get(key="hjartefraga").pk)
        assert word is not None
        actions.forget_told_word(by=world.coordinator, word=word)
        assert {line.words for line in queries.telling(world.imported).county} == {"Löfte", "Dragare"}
        assert self.areas(world) == ["Trygga skolor", "Äldres hälsa"]

    def test_nothing_told_is_nothing_to_read_again_with(self, world: ReviewWorld) -> None:
        with pytest.raises(IntakeError):
            actions.tell_reader(by=world.coordinator, imported=world.imported, told=())
        world.imported.refresh_from_db()
        assert world.imported.state == ImportState.REVIEW

    def test_what_stands_in_the_plan_is_not_read_over(self, world: ReviewWorld) -> None:
        self.tell(world, *TOLD)
        world.imported.refresh_from_db()
        actions.commit_whole(by=world.coordinator, imported=world.imported)
        with pytest.raises(IntakeError):
            self.tell(world, column("Tumregel", Meaning.INDICATOR))

    def test_a_second_reading_that_fails_leaves_the_review_as_it_stood(
        self, world: ReviewWorld, settings: object
    ) -> None:
        before = [(i.pk, i.values) for i in world.items()]
        settings.READ_SECONDS = 0.01  # type: ignore[attr-defined]
        imported = self.tell(world, *TOLD)
        assert imported.state == ImportState.REVIEW
        assert imported.error_code
        assert [(i.pk, i.values) for i in world.items()] == before

    def test_what_was_told_for_a_reading_that_failed_is_forgotten_and_what_was_before_is_back(
        self, world: ReviewWorld, settings: object
    ) -> None:
        self.tell(world, *TOLD)
        word = ToldWord.objects.get(words="Dragare")
        told = (column("Löfte", Meaning.LONG_GOAL), column("Tumregel", Meaning.INDICATOR))
        settings.READ_SECONDS = 0.01  # type: ignore[attr-defined]
        actions.tell_reader(
            by=world.coordinator, imported=world.imported, told=told, untold=TOLD[2:], in_background=False
        )
        actions.read_import(imported_id=world.imported.pk)
        now = {(one.words, one.meaning, one.document) for one in ToldWord.objects.all()}
        assert now == {(clue.words, clue.meaning.value, "plan.docx") for clue in TOLD}
        assert ToldWord.objects.get(words="Dragare").at == word.at

    def test_what_the_county_has_told_since_of_another_document_stays_when_a_reading_is_taken_back(
        self, world: ReviewWorld
    ) -> None:
        self.tell(world, *TOLD)
        ToldWord.objects.filter(words="Löfte").update(meaning=Meaning.LONG_GOAL, document="annan.docx")
        ToldWord.objects.filter(words="Dragare").delete()
        actions.take_back_reading(by=world.coordinator, imported=world.imported)
        assert [(one.words, one.document) for one in ToldWord.objects.all()] == [("Löfte", "annan.docx")]

    def test_so_much_told_that_no_command_could_hold_it_is_read_with(self, world: ReviewWorld) -> None:
        many = (
            column(f"Ord nummer {n} som länet har berättat om i ett dokument", Meaning.NOTHING) for n in range(3000)
        )
        world.imported = self.tell(world, *TOLD, *many)
        assert world.imported.state == ImportState.REVIEW
        assert self.areas(world) == ["Trygga skolor", "Äldres hälsa"]

    def test_a_reading_that_was_cut_short_is_tried_again_with_what_was_told(self, world: ReviewWorld) -> None:
        imported = actions.tell_reader(by=world.coordinator, imported=world.imported, told=TOLD, in_background=False)
        Import.objects.filter(pk=imported.pk).update(state=ImportState.READING)
        again = actions.read_again(by=world.coordinator, imported=imported)
        assert again.state == ImportState.RECEIVED
        assert actions.read_import(imported_id=imported.pk).state == ImportState.REVIEW
        assert self.areas(world) == ["Trygga skolor", "Äldres hälsa"]
        assert actions.take_back_reading(by=world.coordinator, imported=Import.objects.get(pk=imported.pk))

    def test_a_document_in_review_is_not_queued_again(self, world: ReviewWorld) -> None:
        actions.tell_reader(by=world.coordinator, imported=world.imported, told=TOLD, in_background=False)
        Import.objects.filter(pk=world.imported.pk).update(state=ImportState.READING)
        assert actions.fail_cut_short_readings() == 1
        imported = Import.objects.get(pk=world.imported.pk)
        assert imported.state == ImportState.REVIEW
        assert not ToldWord.objects.exists()
        with pytest.raises(IntakeError):
            actions.read_again(by=world.coordinator, imported=imported)
