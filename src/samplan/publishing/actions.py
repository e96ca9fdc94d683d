"""Publishing and withdrawing editions."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Person
from samplan.actors.rules import Actor
from samplan.plans import checks
from samplan.plans import queries as plans
from samplan.plans.actions.checking import keep_counts
from samplan.plans.models import Plan
from samplan.plans.shapes.content import PlanContent
from samplan.publishing import origins, printing, queries, rules
from samplan.publishing.models import Edition, Withdrawal


@transaction.atomic
def publish_edition(
    *,
    by: Actor,
    plan: Plan,
    decided_by: str = "",
    decided_on: date | None = None,
    note: str = "",
    though_unchanged: bool = False,
) -> Edition:
    """Freeze the plan as it reads now, with every label inside and in every file format, and publish it.

    Raises actors.rules.NotAllowed, NothingToPublish for a plan without an area, NothingChanged where it reads as the
    newest edition in force does (unless though_unchanged), and plans.checks.GateStops when the plan check finds what
    the county lets stop an edition. How many findings there are is noted for the day.
    """
    rules.check_can_publish(by, plan)
    # One publisher at a time per plan: the number and the label are counted from what is there.
    plan = Plan.objects.select_for_update().select_related("county").get(pk=plan.pk)
    content = origins.with_origins(plans.plan_content(plan.pk))
    rules.check_has_content(content)
    frozen = content.model_dump(mode="json")
    digest = rules.digest(frozen)
    if not though_unchanged:
        rules.check_has_changed(digest, queries.newest_in_force(plan.pk))
    check = plans.plan_check(plan)
    checks.check_passes(checks.judge(check.open, plans.gate_levels(plan.partnership_id)))
    keep_counts(plan, check, timezone.localdate())
    now = timezone.now()
    labels = list(Edition.objects.filter(plan=plan).values_list("label", flat=True))
    edition = Edition.objects.create(
        plan=plan,
        number=len(labels) + 1,
        label=rules.edition_label(timezone.localtime(now).date(), labels),
        county_slug=plan.county.slug,
        plan_slug=plan.slug,
        county=plan.county.name,
        county_code=plan.county.code,
        made_up=plan.county.made_up,
        title=content.title[:500],
        published_at=now,
        published_by=by if isinstance(by, Person) else None,
        decided_by=decided_by.strip(),
        decided_on=decided_on,
        note=note.strip(),
        content=frozen,
        digest=digest,
    )
    printing.freeze_files(edition, content)
    audit.record(
        by=by,
        verb="publish_edition",
        object_kind="edition",
        object_id=edition.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "label": edition.label, "digest": edition.digest},
    )
    return edition


@transaction.atomic
def withdraw_edition(*, by: Actor, edition: Edition, reason: str) -> Edition:
    """Say that an edition no longer holds, and why. It stays where it is, unchanged.

    Raises actors.rules.NotAllowed, and NotWithdrawable without a reason or when it is withdrawn already.
    """
    rules.check_can_publish(by, edition.plan)
    Plan.objects.select_for_update().get(pk=edition.plan_id)
    rules.check_withdrawable(withdrawn=Withdrawal.objects.filter(edition=edition).exists(), reason=reason)
    withdrawal = Withdrawal.objects.create(
        edition=edition,
        withdrawn_at=timezone.now(),
        withdrawn_by=by if isinstance(by, Person) else None,
        reason=reason.strip(),
    )
    printing.freeze_files(edition, PlanContent.model_validate(edition.content), withdrawal.reason)
    audit.record(
        by=by,
        verb="withdraw_edition",
        object_kind="edition",
        object_id=edition.pk,
        partnership_id=edition.plan.partnership_id,
        data={"label": edition.label},
    )
    return edition
