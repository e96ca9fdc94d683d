"""The controller's page of money, and the analyst's way to indicators: what each may change in the browser."""

from __future__ import annotations

from django.urls import reverse
from tests import factories

from samplan.plans.models import Cost, Indicator
from samplan.plans.shapes.items import ItemKind


def address(name, *args) -> str:
    return reverse(f"workspace:{name}", args=args)


def words(client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_controller_writes_what_a_cost_pays_and_sees_it_in_the_sums_and_the_trail(client, workspace):
    plan, cost = workspace.plan, Cost.objects.get(area__plan=workspace.plan)
    client.force_login(workspace.people["controller"])
    page = words(client, address("money", plan.pk))
    change = address("change", plan.pk, "cost", cost.pk)
    assert f"{change}?tillbaka=money" in page
    assert "Det står inte vad pengarna går till." in page
    told = {"text": "Kurser för skolan", "year": "2026", "min": "1000", "max": "2000", "version": str(cost.version)}
    answer = client.post(f"{change}?tillbaka=money", told)
    assert (answer.status_code, answer["Location"]) == (302, address("money", plan.pk))
    page = words(client, address("money", plan.pk))
    assert "Kurser för skolan" in page
    assert workspace.people["controller"].name in page
    assert "<del>" not in page


def test_a_controller_adds_a_cost_and_money_and_nothing_else(client, workspace):
    plan, area = workspace.plan, workspace.area
    client.force_login(workspace.people["controller"])
    new = {"omrade": area.pk, "text": "Lokaler", "year": "2027", "min": "5", "max": "6"}
    assert client.post(f"{address('add', plan.pk, 'cost')}?tillbaka=money", new).status_code == 302
    assert Cost.objects.get(text="Lokaler").area == area
    fund = {"name": "Nytt bidrag", "amount": "100", "year": "2027"}
    assert client.post(address("add", plan.pk, "fund"), fund).status_code == 302
    assert client.get(address("add", plan.pk, "indicator"), {"omrade": area.pk}).status_code == 403
    assert client.get(address("change", plan.pk, "area", area.pk)).status_code == 403


def test_whoever_may_not_change_money_reads_it_without_a_way_to_change(client, workspace):
    client.force_login(workspace.people["decision_maker"])
    page = words(client, address("money", workspace.plan.pk))
    assert "tillbaka=money" not in page


def test_an_analyst_builds_an_indicator_from_the_page_of_figures(client, workspace):
    plan, area = workspace.plan, workspace.area
    client.force_login(workspace.people["analyst"])
    page = words(client, address("figures", plan.pk))
    row = Indicator.objects.filter(area=area).first()
    assert address("change", plan.pk, "indicator", row.pk) in page
    assert address("figure_choose", plan.pk, row.pk) in page
    add = f"{address('add', plan.pk, 'indicator')}?omrade={area.pk}&amp;tillbaka=figures"
    assert add in page
    new = {"omrade": area.pk, "text": "Andel som väntat högst 30 dagar", "kind": "share", "source": "Kolada"}
    answer = client.post(f"{address('add', plan.pk, 'indicator')}?tillbaka=figures", new)
    assert (answer.status_code, answer["Location"]) == (302, address("figures", plan.pk))
    made = Indicator.objects.get(source="Kolada")
    assert client.get(address("figure_choose", plan.pk, made.pk)).status_code == 200
    assert client.get(address("add", plan.pk, "cost"), {"omrade": area.pk}).status_code == 403


def test_the_page_of_money_costs_no_more_questions_with_many_lines(client, workspace, django_assert_max_num_queries):
    for n in range(15):
        told = {"text": f"Post {n}", "year": 2026, "min": "1", "max": "2"}
        factories.an_item(workspace.plan, ItemKind.COST, told, workspace.area.pk)
    client.force_login(workspace.people["controller"])
    words(client, address("money", workspace.plan.pk))
    with django_assert_max_num_queries(15):
        words(client, address("money", workspace.plan.pk))
