"""What a municipality has in a plan: to answer for an area and to take part in it are two things."""

from __future__ import annotations

from samplan.plans.shapes.content import AreaContent, Body, PlanContent
from samplan.web.public.memo import sections_of
from samplan.web.public.municipality import mine, places

ALMBY = Body(name="Almby kommun", code="kommun-9901")


def area(key: str, **parts: list[Body]) -> AreaContent:
    return AreaContent(id=key, slug=f"omrade-{key}", title=f"Område {key}", needs="Det saknas stöd i Almby.", **parts)


def test_who_takes_part_does_not_answer_for_the_area() -> None:
    areas = [area("1", responsible=[ALMBY]), area("2", takes_part=[ALMBY]), area("3")]
    plan = PlanContent(id="1", slug="plan", title="Planen", parties=[ALMBY], areas=areas)
    (place,) = places(plan)
    found = mine(plan, place)
    assert [(p.area.id, p.whole, p.joins) for p in found.answers] == [("1", True, False), ("2", False, True)]
    assert [line.kind for part in found.named for line in part.lines] == ["Behov"] * 3
    first = sections_of(found)[0]
    assert [part.whole for part in first.parts] == ["Ansvarar för hela området", "Medverkar i hela området"]
