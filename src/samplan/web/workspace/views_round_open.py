"""Opening a round: of which kind, about which plan, with which questions, to whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samplan.actors.shapes import DomainError, Sentences
from samplan.followup import actions, catalogue, queries, rules
from samplan.web.workspace.followup_forms import HeadForm, JointForm, RoundForm, body_rows, chosen_bodies
from samplan.web.workspace.once import once
from samplan.web.workspace.shell import number_of, sentence_of, signed_in, work_page
from samplan.web.workspace.views_followup import HERE
from samplan.web.workspace.views_people import living_bodies, the_partnership

KIND = "yearly"


@signed_in
@require_http_methods(["GET", "POST"])
@once
def open_round(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Choose questions and bodies, and open the round. No letter goes before the button on the board is pressed."""
    partnership = the_partnership(request, partnership_id)
    posted = request.method == "POST"
    data = request.POST if posted else request.GET
    area = _area(request, partnership, data.get("omrade"))
    kind = catalogue.kind(data.get("slag", KIND))
    if kind is None or (area is not None and not kind.of_area):
        raise Http404
    plans = queries.plans_to_ask(partnership) if kind.each else []
    plan = _plan(kind, plans, data.get("plan"))
    posed = data.get("utmaningar") == "ja"
    told = queries.from_plan(kind, plan, data.get("satt", ""), data.get("planens", ""), challenges=posed)
    # What an owner is asked is the plan's own matter: the bodies are those who answer for something in it.
    candidates = queries.candidates(partnership, told.bodies if kind.asks == "owners" else None)
    form = RoundForm(request.POST if posted else None, kind=kind)
    bodies = living_bodies(partnership)
    head = HeadForm(request.POST if posted else None, bodies=bodies)
    joint = JointForm(request.POST if posted else None, bodies=bodies) if kind.joint else None
    parts = [form, head, *([joint] if joint else [])]
    valid = posted and all(part.is_valid() for part in parts)
    if valid and (made := _opened(request, partnership, kind, plan, area, parts)) is not None:
        messages.success(request, _("Uppföljningen är öppen. Inget brev är skickat än."))
        return redirect("workspace:round", made.pk)
    form.focus()
    ticked = set(request.POST.getlist("fraga"))
    context = {
        "partnership": partnership,
        "county": partnership.county,
        "form": form,
        "head": head,
        "joint": joint,
        "kind": kind,
        "kind_help": Sentences(sv=kind.help_sv, en=kind.help_en),
        "kinds": [k for k in catalogue.kinds() if area is None or k.of_area],
        "area": area,
        "plans": plans,
        "chosen": plan,
        "way": data.get("satt", ""),
        "ways": _ways(kind.each),
        "written": data.get("planens", ""),
        "written_ways": _written_ways(kind, told.written),
        "written_number": told.written,
        "challenges": posed,
        "frameworks": [(f, f.code in data.getlist("ramverk")) for f in _frameworks(kind, plan, partnership)],
        "challenges_number": told.challenges,
        "drafts": told.drafts,
        "ownerless": told.ownerless,
        "questions": [
            (q, not posted or q.code in ticked, request.POST.get(f"mal-{q.code}", "")) for q in kind.questions
        ],
        "bodies": body_rows(candidates, request.POST if posted else None),
    }
    return work_page(request, "workspace/round_open.html", context, here=HERE, status=422 if posted else 200)


def _area(request: HttpRequest, partnership: Any, chosen: str | None) -> Any:
    """The area that the round is about; None for who asks for the whole county. Others are refused."""
    pk = number_of(chosen)
    rules.check_can_follow_up_area(request.user, partnership, pk)
    return queries.area_to_ask(partnership, pk) if pk is not None else None


def _frameworks(kind: catalogue.KindEntry, plan: Any, partnership: Any) -> list[Any]:
    """The frameworks that answers can be tagged with beside the focus areas, in kinds that have tags."""
    if not kind.tagged:
        return []
    return queries.frameworks_to_tag(plan or queries.plan_of_year(partnership, timezone.localdate().year))


def _plan(kind: catalogue.KindEntry, plans: list[Any], chosen: str | None) -> Any:
    """The plan that was chosen; the first one where the kind cannot do without."""
    pk = number_of(chosen)
    found = next((p for p in plans if p.pk == pk), None)
    needed = kind.each is not None and not kind.each.optional
    return found or (plans[0] if needed and plans else None)


def _ways(each: catalogue.EachEntry | None) -> list[tuple[str, Any]]:
    """The ways to ask about an item, where there is a choice: the code, and how the question is put."""
    if each is None or len(each.ways) < 2:
        return []
    ways = [(w.answer, Sentences(*(t.format(name="…", area="…") for t in (w.text.sv, w.text.en)))) for w in each.ways]
    return (
        [*ways, (queries.NOT, Sentences(sv="Fråga inte om områdena", en="Do not ask about the areas"))]
        if each.optional
        else ways
    )


def _written_ways(kind: catalogue.KindEntry, number: int) -> list[tuple[str, Any]]:
    """The ways to answer the questions that stand in the plan itself; none where it has none."""
    if kind.written is None or not number:
        return []
    return [(w.answer, _choices(w.answer)) for w in kind.written.ways]


def _choices(answer: str) -> Sentences:
    """What a kind of answer lets one choose among."""
    choices = catalogue.rounds().answers[answer]
    if not choices:
        return Sentences(sv="Ställ dem, med egna ord som svar", en="Ask them, answered in words")
    sv, en = (", ".join(getattr(c, name) for c in choices) for name in ("sv", "en"))
    return Sentences(sv=f"Ställ dem, med svaren {sv}", en=f"Ask them, with the answers {en}")


def _opened(request: HttpRequest, partnership: Any, kind: Any, plan: Any, area: Any, parts: list[Any]) -> Any:
    form, head, joint = parts[0], parts[1], parts[2] if len(parts) > 2 else None
    told, chief = form.cleaned_data, head.cleaned_data
    targets = {q.code: number_of(request.POST.get(f"mal-{q.code}", "").strip()) for q in kind.questions}
    try:
        return actions.open_round(
            by=request.user,
            partnership=partnership,
            kind=kind.code,
            year=told["year"],
            due=told["due"],
            asked=chosen_bodies(request.POST),
            questions=request.POST.getlist("fraga"),
            own_questions=(told.get("own") or "").splitlines(),
            plan_id=plan.pk if plan else None,
            area_id=area.pk if area else None,
            way=request.POST.get("satt", ""),
            written=request.POST.get("planens", ""),
            challenges=request.POST.get("utmaningar") == "ja",
            tag_with=request.POST.getlist("ramverk"),
            targets={code: n for code, n in targets.items() if n is not None},
            joint=joint.chosen() if joint else None,
            head=(number_of(chief["chef"]), chief["chef_epost"] or ""),
        )
    except DomainError as error:
        form.add_error(None, sentence_of(error))
        return None
