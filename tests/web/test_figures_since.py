"""What has changed since an edition: its frozen figures beside what the source says now, and nothing that is hidden."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest
from tests import factories
from tests.analysis.figure_world import COUNTRY, REGION, Indicator, Told, World, counted
from tests.web.test_figures import UNITS

from samplan.actors.shapes import SYSTEM
from samplan.analysis import actions as figures
from samplan.analysis.questions import choosing
from samplan.analysis.results import Measure, Status
from samplan.plans.shapes.items import ItemKind
from samplan.publishing import actions

CODE = "kolada-n00021"


def share(**changed: int | None) -> Indicator:
    """A share of four municipalities, county and country in 2023 and 2024. changed: another count, None for gone."""
    made = Indicator("N00021", "Elever som sover dåligt, andel (%)", Measure.SHARE)
    for unit, *_more in UNITS:
        base = {COUNTRY: 100_000, REGION: 4_000}.get(unit, 1_000)
        for year in (2023, 2024):
            events = changed.get(f"u{unit}", base // 10) if year == 2024 else base // 10
            made.cells.append(
                Told(unit, year, status=Status.WITHDRAWN) if events is None else counted(unit, year, events, base)
            )
    return made


def put(folder, *indicators: Indicator) -> None:
    """The store as it is from now on."""
    made = World(indicators, None, UNITS)
    with made:
        shutil.copy(made.folder / "figures.duckdb", folder / "next")
    (folder / "next").replace(folder / "figures.duckdb")


@pytest.fixture
def store(settings, tmp_path):
    """Where the pages look for figures."""
    settings.FIGURES_DIR = tmp_path
    put(tmp_path, share())
    return tmp_path


@pytest.fixture
def address(db, store) -> str:
    """The page of an edition whose only indicator has the share."""
    plan = factories.a_plan()
    area = factories.an_area(plan)
    indicator = factories.an_item(plan, ItemKind.INDICATOR, {"text": "Elever som sover dåligt"}, area.pk)
    figures.tie_figure(by=SYSTEM, indicator_id=indicator.pk, told=choosing.definition_of("kolada:N00021"))
    edition = actions.publish_edition(by=SYSTEM, plan=plan)
    return f"/{edition.county_slug}/{edition.plan_slug}/utgava/{edition.label}/siffror/"


def told(client, address) -> list[dict]:
    data = client.get(f"{address.rstrip('/')}.json").json()["figures"]
    return [one | {"by": {v["place"]["id"]: v for v in one["values"]}} for one in data]


def test_nothing_is_said_where_nothing_has_changed(client, address) -> None:
    assert "Inget värde är annat än i utgåvan." in client.get(address).content.decode()
    assert told(client, address)[0]["values"] == []


@pytest.mark.parametrize(("prefix", "words"), [("", "Ändrat av källan"), ("/en", "Changed by the source")])
def test_a_revised_value_stands_beside_the_frozen_one(client, address, store, prefix, words) -> None:
    put(store, share(u9902=130))
    page = client.get(f"{prefix}{address}").content.decode()
    assert words in page
    one = told(client, address)[0]
    assert (one["by"]["9902"]["before"]["value"], one["by"]["9902"]["after"]["value"]) == (10.0, 13.0)
    assert set(one["by"]) == {"9902"}
    assert one["frozen_on"]


def test_a_new_period_is_told_as_new(client, address, store) -> None:
    later = share()
    later.cells.append(counted(REGION, 2025, 440, 4_000))
    put(store, later)
    assert [v["became"] for v in told(client, address)[0]["values"]] == ["new"]


def test_what_is_hidden_now_is_told_neither_as_it_is_nor_as_it_was(client, address, store) -> None:
    """Two of a thousand now, hundred in the edition: no number of that cell, nor of what hides it."""
    put(store, share(u9901=2))
    values = told(client, address)[0]["values"]
    gone = [v for v in values if v["became"] == "hidden"]
    assert "9901" in {v["place"]["id"] for v in gone}
    assert not [v for v in gone if v["before"]]
    assert not [v for v in gone if v["after"]["value"] is not None or v["after"]["numerator"] is not None]
    assert "Dolt nu" in client.get(address).content.decode()


def test_what_the_source_took_back_stands_without_its_old_value(client, address, store) -> None:
    put(store, share(u9903=None))
    value = told(client, address)[0]["by"]["9903"]
    assert (value["became"], value["before"]) == ("withdrawn", None)


def test_a_figure_that_the_source_has_no_longer_is_said_to_be_so(client, address, store) -> None:
    put(store, replace(share(), code="N00022"))
    assert "borta" in client.get(address).content.decode() or told(client, address)[0]["became"] == ["removed"]


def test_the_edition_itself_is_as_it_was(client, address, store) -> None:
    edition = address.removesuffix("siffror/")
    before = client.get(edition).content
    assert address in before.decode()
    put(store, share(u9902=130))
    assert client.get(edition).content == before


def test_the_page_costs_the_same_however_many_values(client, address, store, django_assert_max_num_queries) -> None:
    put(store, share(u9901=140, u9902=130, u9903=120))
    with django_assert_max_num_queries(8):
        client.get(address)
