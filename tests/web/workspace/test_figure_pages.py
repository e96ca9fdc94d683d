"""Pages of a plan's figures: own values one by one and by file, what is wrong told, nothing written lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests import factories
from tests.analysis.own_world import an_own_figure, key, part

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions, queries
from samplan.analysis.models import Figure
from samplan.analysis.results import Measure
from samplan.analysis.shapes import Definition
from samplan.plans.shapes.items import ItemKind
from samplan.publishing.figures.gathering import figure_now


def address(workspace, name, *args):
    return reverse(f"workspace:{name}", args=[workspace.plan.pk, *args])


@pytest.fixture
def own(workspace) -> Figure:
    """A figure of own values with one value of the first municipality, 20 of 80 in 2024."""
    return workspace.some_figures.figure


@pytest.fixture
def indicator(workspace):
    """An indicator without a figure."""
    return factories.an_item(
        workspace.plan, ItemKind.INDICATOR, {"text": "Andel elever som sover bra"}, workspace.area.pk
    )


def values(figure):
    return {(v.key.period.label, v.key.unit, v.key.sex): v for v in queries.own_values(figure.pk)}


def test_an_indicator_begins_with_own_values(signed_in, workspace, indicator):
    """The indicator's words are the figure's until others are written."""
    page = address(workspace, "figure_choose", indicator.pk)
    text = signed_in.get(page).content.decode()
    assert 'value="Andel elever som sover bra"' in text
    told = {"do": "own", "title": "Elever som sover bra", "measure": "share", "definition": "Årskurs 7"}
    shown = signed_in.post(page, told, follow=True).content.decode()
    assert "Inga värden ännu" in shown
    made = queries.figures_of_indicators([indicator.pk])[indicator.pk][0]
    assert (made.own, made.definition.title, made.definition.definition) == (True, "Elever som sover bra", "Årskurs 7")


def test_a_figure_without_a_name_is_told_and_what_was_written_stands(signed_in, workspace, indicator):
    page = address(workspace, "figure_choose", indicator.pk)
    answer = signed_in.post(page, {"do": "own", "title": "", "measure": "share", "definition": "Årskurs 7"})
    assert answer.status_code == 422
    assert "Årskurs 7" in answer.content.decode()
    assert queries.figures_of_indicators([indicator.pk])[indicator.pk] == ()


def test_a_figure_of_suicide_keeps_its_mark_and_its_years_when_it_is_edited(signed_in, workspace):
    """What the form does not ask about is as it was; the mark is ticked, and a method is told where it stands."""
    told = Definition("Döda", "Självmord", measure=Measure.COUNT, unit="personer", window=5)
    figure = an_own_figure(workspace.area, told)
    page = address(workspace, "figure", figure.pk)
    shown = signed_in.get(page)
    assert shown.context["own"].initial["suicide"] is True
    change = {"title": "Döda i länet", "measure": "count", "polarity": "low", "suicide": "on", "version": 1}
    assert signed_in.post(page, change).status_code == 302
    kept = queries.figure_shape(figure.pk).definition
    assert (kept.title, kept.definition, kept.window, kept.suicide) == ("Döda i länet", "", 5, True)
    refused = signed_in.post(page, change | {"title": "Döda, hängning", "version": 2})
    assert refused.status_code == 422
    assert "Ta bort ordet ”hängning”" in refused.content.decode()
    assert queries.figure_shape(figure.pk).definition == kept


@pytest.mark.parametrize(("title", "marked"), [("Suicidprevention", True), ("Sömn", False)])
def test_an_area_about_suicide_begins_its_figures_so(signed_in, workspace, title, marked):
    area = factories.an_area(workspace.plan, title)
    made = factories.an_item(workspace.plan, ItemKind.INDICATOR, {"text": "Antal döda"}, area.pk)
    page = address(workspace, "figure_choose", made.pk)
    assert signed_in.get(page).context["form"].initial["suicide"] is marked


def test_a_share_is_counted_from_its_parts(signed_in, workspace, own):
    unit = workspace.some_figures.unit
    told = {"period": "2025", "unit": unit, "sex": "T", "status": "value", "numerator": "30", "denominator": "90"}
    shown = signed_in.post(address(workspace, "own_value_add", own.pk), told, follow=True).content.decode()
    assert "33,3\u00a0procent" in shown
    assert values(own)[("2025", unit, "T")].numbers.value == pytest.approx(100 / 3)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"period": "i fjol"}, "Perioden går inte att läsa"),
        ({"value": "många"}, "går inte att läsa"),
        ({"numerator": "91"}, "större än nämnaren"),
        ({"value": "101"}, "0 till 100"),
        ({"low": "10"}, "två gränser"),
        ({"status": "hidden"}, "men tal är ifyllda"),
        ({"unit": "2080"}, "finns inte"),
    ],
)
def test_what_is_wrong_with_a_value_is_told_and_stands(signed_in, workspace, own, wrong, words):
    """One clear sentence; what was written is still in the form; nothing has been saved."""
    before = values(own)
    told = {"period": "2025", "unit": workspace.some_figures.unit, "sex": "T", "status": "value"}
    told |= {"numerator": "30", "denominator": "90"} | wrong
    answer = signed_in.post(address(workspace, "own_value_add", own.pk), told)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    for name in ("period", "value", "numerator"):
        if told.get(name):
            assert f'value="{told[name]}"' in text
    assert values(own) == before


def test_two_who_correct_the_same_value_lose_nothing(signed_in, workspace, own):
    """The second is told; what stands is seen, and the next saving overwrites with open eyes."""
    value = workspace.some_figures.value
    page = address(workspace, "own_value", own.pk, value.pk)
    told = {"status": "value", "numerator": "21", "denominator": "80", "version": value.version}
    assert signed_in.post(page, told).status_code == 302
    late = signed_in.post(page, told | {"numerator": "25"})
    text = late.content.decode()
    assert late.status_code == 422
    assert 'value="25"' in text
    again = signed_in.post(page, told | {"numerator": "25", "version": value.version + 1})
    assert again.status_code == 302
    assert {v.id: v.numbers.numerator for v in queries.own_values(own.pk)}[value.pk] == 25


def test_a_count_is_corrected_without_its_old_self_beside_it(signed_in, workspace):
    """Twelve is corrected to three: the form sends no twelve along, and the page does not tell the three."""
    figure = an_own_figure(workspace.area, Definition("Elever utan skola", measure=Measure.COUNT, unit="elever"))
    told = {"period": "2025", "unit": workspace.some_figures.unit, "sex": "T", "status": "value", "value": "12"}
    signed_in.post(address(workspace, "own_value_add", figure.pk), told)
    value = next(iter(values(figure).values()))
    page = address(workspace, "own_value", figure.pk, value.id)
    shown = signed_in.get(page).context["form"].initial
    assert (shown["value"], shown["numerator"]) == ("12", "")
    told = {name: shown[name] for name in ("status", "numerator", "denominator", "low", "high", "version")}
    assert signed_in.post(page, told | {"value": "3"}).status_code == 302
    (cells,) = [s.cells for s in figure_now(queries.figure_shape(figure.pk), "99").answer.municipalities]
    assert [c.value for c in cells] == [None]


def test_those_who_may_not_edit_see_no_small_counts(client, workspace):
    """Three of 47 in one place, typed as baseline too: the one who enters it sees it, a reader of the plan does not."""
    figure = an_own_figure(
        workspace.area,
        Definition("Elever utan skola", measure=Measure.SHARE),
        baseline=100 * 3 / 47,
        baseline_period="2024",
    )
    unit = workspace.some_figures.unit
    for number, counts in ((2024, part(3, 47)), (2023, part(20, 80))):
        actions.set_own_value(by=SYSTEM, figure_id=figure.pk, key=key(number, unit), numbers=counts)
    page = address(workspace, "figure", figure.pk)
    client.force_login(workspace.people["decision_maker"])
    text = client.get(page).content.decode()
    assert "25,0" in text
    assert not [told for told in ("3 / 47", "6,4", "6,38", "20 / 80") if told in text]
    client.force_login(workspace.coordinator)
    text = client.get(page).content.decode()
    assert "3 / 47" in text
    assert "För andra är det dolt" in text


def test_a_file_is_looked_at_put_in_and_taken_out(signed_in, workspace, own):
    name = next(iter(queries.units_of_county(workspace.plan.county_id).items()))
    file = SimpleUploadedFile("enkat.csv", f"Period;Kommun;Täljare;Nämnare\n2022;{name[1]};89;200\n".encode())
    shown = signed_in.post(address(workspace, "value_file_receive", own.pk), {"file": file}, follow=True)
    text = shown.content.decode()
    assert "44,5" in text
    assert "Inget är sparat ännu" in text
    assert ("2022", name[0], "T") not in values(own)
    page = shown.redirect_chain[-1][0]
    signed_in.post(page, {"do": "put"})
    assert values(own)[("2022", name[0], "T")].numbers.value == 44.5
    signed_in.post(page, {"do": "undo"})
    assert ("2022", name[0], "T") not in values(own)


def test_what_is_wrong_in_a_file_is_told_by_line(signed_in, workspace, own):
    file = SimpleUploadedFile("fel.csv", "Period;Kommun;Värde\n2022;Ingenstad;44,5\n".encode())
    text = signed_in.post(
        address(workspace, "value_file_receive", own.pk), {"file": file}, follow=True
    ).content.decode()
    assert "Rad 2:" in text
    assert "Lägg in värdena" not in text


def test_an_aim_is_written_and_a_wrong_one_is_told(signed_in, workspace, own):
    told = {"title": "Elever", "measure": "share", "polarity": "high", "baseline": "25", "baseline_period": "2024"}
    told |= {"target": "40,5", "target_on": "2028-12-31", "version": own.version}
    assert signed_in.post(address(workspace, "figure", own.pk), told).status_code == 302
    found = queries.figure_shape(own.pk)
    assert (found.aim.target, found.aim.baseline) == (40.5, 25)
    wrong = signed_in.post(address(workspace, "figure", own.pk), told | {"target": "140", "version": found.version})
    assert wrong.status_code == 422
    assert 'value="140"' in wrong.content.decode()
    assert queries.figure_shape(own.pk).aim.target == 40.5


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_numbers_that_a_form_shows_are_saved_as_they_were(signed_in, workspace, prefix):
    """12 345 is sent back as it stands in the form, in both languages; so is 1 234,5."""
    figure = an_own_figure(workspace.area, Definition("Besök", measure=Measure.COUNT), baseline=12345, target=1234.5)
    page = prefix + address(workspace, "figure", figure.pk)
    form = signed_in.get(page).context
    told = {**form["own"].initial, **form["aim"].initial, "target_on": ""}
    assert signed_in.post(page, told).status_code == 302
    aim = queries.figure_shape(figure.pk).aim
    assert (aim.baseline, aim.target) == (12345, 1234.5)


def test_in_english_a_number_that_may_be_two_is_asked_about(signed_in, workspace):
    """1,234 is a thousand to some and one to others: neither is guessed."""
    own = an_own_figure(workspace.area, Definition("Besök", measure=Measure.COUNT))
    page = "/en" + address(workspace, "figure", own.pk)
    told = {"title": "Besök", "measure": "count", "polarity": "high", "version": own.version}
    answer = signed_in.post(page, told | {"target": "1,234"})
    assert answer.status_code == 422
    assert "1234" in answer.content.decode()
    assert queries.figure_shape(own.pk).aim.target is None
    assert signed_in.post(page, told | {"target": "12,5"}).status_code == 302
    assert queries.figure_shape(own.pk).aim.target == 12.5


def test_a_figure_is_taken_away_and_its_address_is_gone(signed_in, workspace, own):
    signed_in.post(address(workspace, "figure_remove", own.pk), {"reason": "Fel siffra"})
    assert signed_in.get(address(workspace, "figure", own.pk)).status_code == 404


def test_a_longer_list_asks_no_more_of_the_database(signed_in, workspace, own, django_assert_max_num_queries):
    for more in (1, 12):
        for place in range(more):
            factories.an_item(workspace.plan, ItemKind.INDICATOR, {"text": f"Indikator {place}"}, workspace.area.pk)
        with django_assert_max_num_queries(15):
            signed_in.get(address(workspace, "figures"))
        with django_assert_max_num_queries(15):
            signed_in.get(address(workspace, "figure", own.pk))


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_in_both_languages(signed_in, workspace, own, indicator, prefix):
    made = workspace.some_figures
    pages = [
        address(workspace, "figures"),
        address(workspace, "figure", own.pk),
        address(workspace, "figure_choose", indicator.pk),
        address(workspace, "figure_choose", indicator.pk) + "?q=finnsinte",
        address(workspace, "own_value_add", own.pk),
        address(workspace, "own_value", own.pk, made.value.pk),
        address(workspace, "value_file", own.pk, made.undo),
        address(workspace, "figure_remove", own.pk),
    ]
    for page in pages:
        assert signed_in.get(prefix + page).status_code == 200
    assert signed_in.get(f"{prefix}{reverse('workspace:empty_value_file')}").content
