"""Setting findings aside, choosing what stops an edition, and noting how many findings there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Partnership
from samplan.actors.rules import Actor, check_can_publish
from samplan.actors.shapes import Sentences
from samplan.plans import checks, rules
from samplan.plans.models import CheckAside, CheckCount, CheckGate, Plan
from samplan.plans.queries.checking import plan_check
from samplan.plans.rights import check_can_edit_item
from samplan.plans.saving import person_or_none
from samplan.plans.shapes.findings import GateLevel, PlanCheck


@transaction.atomic
def set_aside(*, by: Actor, plan: Plan, key: str, reason: str) -> CheckAside:
    """Set an open finding of the plan aside, with the reason; it comes back when the words that it judges change.

    Raises NotAllowed; NotThere when the plan has no such finding (any longer); InvalidValue without a reason.
    """
    finding = next((f for f in plan_check(plan).open if f.key == key), None)
    area_id = int(finding.place.area) if finding and finding.place.area else None
    check_can_edit_item(by, plan, area_id)
    if finding is None:
        raise rules.not_there()
    reason = reason.replace("\x00", "").strip()
    if not reason:
        raise rules.InvalidValue(
            "reason",
            Sentences(
                sv="Skriv varför det kan vänta. Inget har ändrats.", en="Write why it can wait. Nothing was changed."
            ),
        )
    aside, _ = CheckAside.objects.get_or_create(
        plan=plan,
        key=key,
        defaults={"area_id": area_id, "code": finding.code, "reason": reason, "by": person_or_none(by)},
    )
    _record(by, "set_finding_aside", plan, {"code": finding.code, "key": key})
    return aside


@transaction.atomic
def take_up_again(*, by: Actor, plan: Plan, aside_id: int) -> None:
    """Let a finding that was set aside stand open again. Raises NotAllowed, NotThere."""
    aside = CheckAside.objects.filter(plan=plan, pk=aside_id).first()
    check_can_edit_item(by, plan, aside.area_id if aside else None)
    if aside is None:
        raise rules.not_there()
    _record(by, "take_finding_up_again", plan, {"code": aside.code, "key": aside.key, "reason": aside.reason})
    aside.delete()


@transaction.atomic
def set_gate(*, by: Actor, partnership: Partnership, levels: Mapping[str, GateLevel | str]) -> None:
    """Choose what findings mean for publishing in the county: off, warn or stop, by predicate; others stay.

    Raises NotAllowed unless the person may publish, and InvalidValue for a predicate or a level that does not exist.
    """
    check_can_publish(by, partnership)
    known = checks.codes()
    for code, level in levels.items():
        if code not in known or level not in list(GateLevel):
            raise rules.InvalidValue(
                code,
                Sentences(
                    sv="Välj ett av värdena i listan. Inget har ändrats.",
                    en="Choose one of the values in the list. Nothing was changed.",
                ),
            )
        CheckGate.objects.update_or_create(partnership=partnership, code=code, defaults={"level": GateLevel(level)})
    audit.record(
        by=by,
        verb="set_check_gate",
        object_kind="partnership",
        object_id=partnership.pk,
        partnership_id=partnership.pk,
        data={code: str(GateLevel(level)) for code, level in levels.items()},
    )


@transaction.atomic
def record_counts(*, by: Actor, plan: Plan, day: date | None = None) -> int:
    """Note how many open findings the plan has today, in all and by predicate; returns how many in all.

    A second time on one day takes the place of the first. Raises NotAllowed unless the person may change all of it.
    """
    check_can_edit_item(by, plan)
    today = day or timezone.localdate()
    total = keep_counts(plan, plan_check(plan, today=today), today)
    _record(by, "record_check_counts", plan, {"day": today.isoformat(), "total": total})
    return total


def keep_counts(plan: Plan, check: PlanCheck, day: date) -> int:
    """Write the counts of a check down, within another action that has asked the rules and leaves the event."""
    counts = check.counts()
    total = sum(counts.values())
    CheckCount.objects.filter(plan=plan, day=day).delete()
    CheckCount.objects.bulk_create(
        CheckCount(plan=plan, day=day, code=code, number=number) for code, number in {"": total, **counts}.items()
    )
    return total


def _record(by: Actor, verb: str, plan: Plan, data: dict[str, object]) -> None:
    audit.record(by=by, verb=verb, object_kind="plan", object_id=plan.pk, partnership_id=plan.partnership_id, data=data)
