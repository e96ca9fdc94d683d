"""A county's words: kept with their past, looked for in its plans beside the catalogue's, and told to everybody."""

from __future__ import annotations

import pytest
from tests import factories

from samplan.actors.rules import NotAllowed
from samplan.actors.shapes import SYSTEM
from samplan.plans import actions, queries
from samplan.plans.models import CountyTerm
from samplan.plans.rules import ChangedMeanwhile, InvalidValue, NotThere
from samplan.plans.shapes.items import ItemKind
from samplan.plans.shapes.terms import LONGEST, Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.a_plan()


@pytest.fixture
def here(plan):
    return plan.partnership


def older_in(plan) -> set[str]:
    """The older words that the plan check tells of."""
    return {f.quote for f in queries.plan_check(plan).open if f.code == "term_deprecated"}


def write(plan, text: str) -> None:
    factories.an_item(plan, ItemKind.ACTIVITY, {"text": text}, factories.an_area(plan).pk)


def add(here, word: str, better: str = "", meaning: str = "") -> CountyTerm:
    return actions.add_term(by=SYSTEM, partnership=here, told=Term(word, better, meaning))


def test_a_word_that_the_county_no_longer_uses_is_found_in_its_plans_alone(plan, here) -> None:
    write(plan, "Stöd till vårdtagaren i hemmet.")
    other = factories.a_plan(factories.a_partnership(factories.a_county("98", "Annanlän")))
    write(other, "Stöd till vårdtagaren i hemmet.")
    assert older_in(plan) == set()
    add(here, "vårdtagar*", better="patient")
    assert older_in(plan) == {"vårdtagaren"}
    assert older_in(other) == set()


def test_a_word_in_capitals_is_found_in_capitals_alone_whatever_stands_beside_it(plan, here) -> None:
    add(here, "HEL", better="hälsolinjen")
    write(plan, "Hel tid för mottagningen. Stöd vid missbruk.")
    assert older_in(plan) == {"missbruk"}
    write(plan, "Bemanna HEL.")
    assert older_in(plan) == {"missbruk", "HEL"}


def test_what_the_county_says_stands_before_the_catalogue(plan, here) -> None:
    write(plan, "Mottagning för missbruk och för invandrare.")
    assert older_in(plan) == {"missbruk", "invandrare"}
    add(here, "invandrare")
    term = add(here, "missbruk*", better="beroende")
    assert older_in(plan) == {"missbruk"}
    (finding,) = (f for f in queries.plan_check(plan).open if f.code == "term_deprecated")
    assert finding.told["better"] == "beroende"
    actions.remove_term(by=SYSTEM, partnership=here, term_id=term.pk, seen_version=term.version)
    (finding,) = (f for f in queries.plan_check(plan).open if f.code == "term_deprecated")
    assert finding.told["better"] == "skadligt bruk och beroende"


def test_an_abbreviation_that_the_list_explains_needs_no_explanation_in_the_plan(plan, here) -> None:
    write(plan, "KBX i skolan. KBX på mottagningen. KBX i vården. KBX hemma. KBX överallt.")
    told = {f.quote for f in queries.plan_check(plan).open if f.code == "abbreviation_unexplained"}
    assert told == {"KBX"}
    add(here, "KBX", meaning="Ett påhittat sätt att arbeta.")
    assert "abbreviation_unexplained" not in {f.code for f in queries.plan_check(plan).open}


def test_the_plan_check_asks_no_more_with_many_words_than_with_none(plan, here, django_assert_num_queries) -> None:
    write(plan, "Stöd.")
    with django_assert_num_queries(8):
        queries.plan_check(plan)
    for number in range(30):
        add(here, f"ord{'x' * number}q", better="annat")
    with django_assert_num_queries(8):
        queries.plan_check(plan)
    with django_assert_num_queries(1):
        queries.glossary_of_county(here.county.slug)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Term("", "annat"), "word"),
        (Term("*", "annat"), "word"),
        (Term("a*", "annat"), "word"),
        (Term("vård*tagare", "annat"), "word"),
        (Term("x" * (LONGEST["word"] + 1), "annat"), "word"),
        (Term("vårdtagare"), "meaning"),
        (Term("vårdtagare", meaning="x" * (LONGEST["meaning"] + 1)), "meaning"),
        (Term("vårdtagare", "x" * (LONGEST["better"] + 1)), "better"),
        (Term("vårdtagare", "Vårdtagare"), "better"),
        (Term("SIP", meaning="En gång till."), "word"),
        (Term("sip*", meaning="En gång till."), "word"),
    ],
)
def test_what_cannot_be_kept_is_told_by_its_field(here, told, field) -> None:
    add(here, "SIP", meaning="Samordnad individuell plan.")
    with pytest.raises(InvalidValue) as caught:
        actions.add_term(by=SYSTEM, partnership=here, told=told)
    assert caught.value.field == field
    assert [line.term.word for line in queries.county_terms(here.pk)] == ["SIP"]


def test_hidden_characters_and_needless_blanks_are_not_kept(here) -> None:
    row = add(here, "  vård\u202e  tagar *", " patient\u200b ", " Den som\n\nvårdas. ")
    assert (row.word, row.better, row.meaning) == ("vård tagar*", "patient", "Den som\n\nvårdas.")


def test_the_second_who_saves_is_told_what_the_first_wrote(here) -> None:
    row = add(here, "SIP", meaning="En plan.")
    told = {"by": SYSTEM, "partnership": here, "term_id": row.pk, "seen_version": row.version}
    actions.change_term(**told, told=Term("SIP", "", "Samordnad individuell plan."))
    with pytest.raises(ChangedMeanwhile) as caught:
        actions.change_term(**told, told=Term("SIP", "", "Något annat."))
    assert (caught.value.values["meaning"], caught.value.version) == ("Samordnad individuell plan.", 2)
    with pytest.raises(ChangedMeanwhile):
        actions.remove_term(by=SYSTEM, partnership=here, term_id=row.pk, seen_version=1)


def test_a_word_is_taken_out_and_put_back_with_its_past(here) -> None:
    row = add(here, "SIP", meaning="En plan.")
    told = {"by": SYSTEM, "partnership": here, "term_id": row.pk}
    row = actions.change_term(**told, told=Term("SIP", "", "Samordnad individuell plan."), seen_version=1)
    same = actions.change_term(**told, told=Term("SIP", "", "Samordnad individuell plan."), seen_version=2)
    assert same.version == 2
    row = actions.remove_term(**told, seen_version=row.version)
    assert queries.county_terms(here.pk) == ()
    assert [line.term.word for line in queries.removed_terms(here.pk)] == ["SIP"]
    with pytest.raises(NotThere):
        actions.change_term(**told, told=Term("SIP", "", "x"), seen_version=row.version)
    second = add(here, "sip", meaning="Ny.")
    with pytest.raises(InvalidValue):
        actions.restore_term(**told)
    actions.remove_term(by=SYSTEM, partnership=here, term_id=second.pk, seen_version=1)
    actions.restore_term(**told)
    assert [line.term.meaning for line in queries.county_terms(here.pk)] == ["Samordnad individuell plan."]
    assert [e.what for e in queries.term_history(row.pk)] == ["restored", "removed", "changed", "added"]
    (change,) = queries.term_history(row.pk)[2].changes
    assert (change.before, change.after) == ("En plan.", "Samordnad individuell plan.")


def test_only_those_who_may_change_all_plans_change_the_words_and_no_other_county_s(here) -> None:
    row = add(here, "SIP", meaning="En plan.")
    contact = factories.a_person(role="municipal_contact", partnership=here)
    with pytest.raises(NotAllowed):
        actions.add_term(by=contact, partnership=here, told=Term("LPO", meaning="En grupp."))
    other = factories.a_partnership(factories.a_county("98", "Annanlän"))
    theirs = factories.a_person(role="coordinator", partnership=other)
    with pytest.raises(NotThere):
        actions.remove_term(by=theirs, partnership=other, term_id=row.pk, seen_version=1)
    with pytest.raises(NotThere):
        queries.county_term(other.pk, row.pk)


def test_the_list_is_in_swedish_order(here) -> None:
    for word in ("ärende", "Önskan", "åtgärd", "zon", "Bild"):
        add(here, word, meaning="x.")
    assert [w.term.word for w in queries.glossary(here.pk).meanings] == ["Bild", "zon", "åtgärd", "ärende", "Önskan"]
