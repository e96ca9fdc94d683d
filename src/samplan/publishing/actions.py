"""Publishing and withdrawing editions."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from samplan.actors import audit
from samplan.actors.models import Body, Partnership, Person
from samplan.actors.rules import Actor, check_can_publish, check_may
from samplan.actors.shapes import Permission
from samplan.followup.models import Round
from samplan.followup.rules import check_can_run, check_closed
from samplan.plans import checks
from samplan.plans import queries as plans
from samplan.plans.actions.checking import keep_counts
from samplan.plans.models import Plan
from samplan.plans.shapes.content import PlanContent
from samplan.publishing import followup_figures, followups, origins, printing, queries, rules
from samplan.publishing.figures.gathering import plan_figures
from samplan.publishing.figures.shapes import FIGURES
from samplan.publishing.models import (
    Adoption,
    Edition,
    EditionFigures,
    EditionNoted,
    FollowUpEdition,
    FollowUpFigures,
    FollowUpWithdrawal,
    Withdrawal,
    YearlySnapshot,
)
from samplan.publishing.shapes import AdoptionAnswer


@transaction.atomic
def publish_edition(
    *,
    by: Actor,
    plan: Plan,
    decided_by: str = "",
    decided_on: date | None = None,
    note: str = "",
    though_unchanged: bool = False,
    snapshot_of: int | None = None,
) -> Edition:
    """Freeze the plan as it reads now, with every label inside and in every file format, and publish it.

    Raises actors.rules.NotAllowed, NothingToPublish for a plan that says nothing, NothingChanged where it reads as the
    newest edition in force does (unless though_unchanged, or it is a yearly snapshot), and plans.checks.GateStops
    when the plan check finds what the county lets stop an edition. How many findings there are is noted for the day.
    snapshot_of: the year whose state of a running plan it is, once for each year; raises NoSnapshot.
    """
    rules.check_can_publish(by, plan)
    # One publisher at a time per plan: the number and the label are counted from what is there.
    plan = Plan.objects.select_for_update(of=("self",)).select_related("county").get(pk=plan.pk)
    content = origins.with_origins(plans.plan_content(plan.pk))
    rules.check_has_content(content)
    if snapshot_of is not None:
        taken = YearlySnapshot.objects.filter(plan=plan, year=snapshot_of, holds=True).exists()
        rules.check_snapshot(plan, snapshot_of, taken=taken, today=timezone.localdate())
    frozen = content.model_dump(mode="json")
    digest = rules.digest(frozen)
    if not though_unchanged and snapshot_of is None:
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
    if snapshot_of is not None:
        YearlySnapshot.objects.create(edition=edition, plan=plan, year=snapshot_of)
    figures = plan_figures(plan.pk, plan.county.code)
    if figures:
        frozen_figures = FIGURES.dump_python(figures, mode="json")
        EditionFigures.objects.create(edition=edition, figures=frozen_figures, digest=rules.digest(frozen_figures))
    printing.freeze_files(edition, content, figures=figures)
    audit.record(
        by=by,
        verb="publish_edition",
        object_kind="edition",
        object_id=edition.pk,
        partnership_id=plan.partnership_id,
        data={"plan": plan.pk, "label": edition.label, "digest": edition.digest, "snapshot_of": snapshot_of},
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
    YearlySnapshot.objects.filter(edition=edition).update(holds=False)
    content = PlanContent.model_validate(edition.content)
    printing.freeze_files(edition, content, withdrawal.reason, queries.figures_of(edition.pk))
    audit.record(
        by=by,
        verb="withdraw_edition",
        object_kind="edition",
        object_id=edition.pk,
        partnership_id=edition.plan.partnership_id,
        data={"label": edition.label},
    )
    return edition


@transaction.atomic
def enter_adoption(
    *,
    by: Actor,
    edition: Edition,
    body_id: int,
    answer: AdoptionAnswer | None,
    decided_on: date | None = None,
    reference: str = "",
) -> Adoption | None:
    """Write down what one of the parties decided about an edition; answer None takes what was written away.

    The history keeps what stood there. Raises actors.rules.NotAllowed, NotAdoptable.
    """
    plan = (
        Plan.objects.select_for_update(of=("self",), no_key=True).select_related("partnership").get(pk=edition.plan_id)
    )
    rules.check_can_enter_adoption(by, plan.partnership, body_id)
    body = Body.objects.filter(pk=body_id, party_set__partnership=plan.partnership).first()
    if body is None:
        raise rules.no_party()
    row = Adoption.objects.filter(edition=edition, body=body).first()
    person = by if isinstance(by, Person) else None
    if answer is None:
        if row is not None:
            row._history_user = person  # type: ignore[attr-defined]  # read by django-simple-history
            row.delete()
    else:
        day, words = rules.check_adoption(decided_on, reference, timezone.localdate())
        row = row or Adoption(edition=edition, body=body)
        row.body_name, row.body_code, row.answer = body.name, body.code, answer.value
        row.decided_on, row.reference, row.entered_by = day, words, person
        row._history_user = person  # type: ignore[attr-defined]  # read by django-simple-history
        row.save()
    audit.record(
        by=by,
        verb="enter_adoption",
        object_kind="edition",
        object_id=edition.pk,
        partnership_id=plan.partnership_id,
        data={"body": body.pk, "answer": answer.value if answer else ""},
    )
    return row if answer is not None else None


@transaction.atomic
def note_edition(*, by: Actor, edition: Edition) -> EditionNoted | None:
    """Note a new edition as read: it waits no longer, a newer one will. Nothing for the system. Raises NotAllowed."""
    plan = Plan.objects.select_related("partnership").get(pk=edition.plan_id)
    check_may(by, plan.partnership, Permission.SEE_DRAFTS)
    if not isinstance(by, Person):
        return None
    noted, _made = EditionNoted.objects.get_or_create(edition=edition, person=by)
    audit.record(
        by=by,
        verb="note_edition",
        object_kind="edition",
        object_id=edition.pk,
        partnership_id=plan.partnership_id,
        data={"label": edition.label},
    )
    return noted


@transaction.atomic
def publish_followup(*, by: Actor, partnership: Partnership, year: int, note: str = "") -> FollowUpEdition:
    """Freeze and publish a county's follow-up of a year: what is closed and judged, and no more names than consented.

    Raises actors.rules.NotAllowed, NothingToPublish where the year says nothing, NothingChanged where neither
    what it says nor the figures beside it are others than in the newest.
    """
    check_can_publish(by, partnership)
    partnership = (
        Partnership.objects.select_for_update(no_key=True, of=("self",)).select_related("county").get(pk=partnership.pk)
    )
    report = followups.public_report(partnership, year)
    rules.check_followup_says_something(report)
    digest = followups.report_digest(report)
    figures = followup_figures.figures_now(partnership, year, report)
    if not followup_figures.figures_are_others(partnership, year, figures):
        rules.check_followup_changed(digest, followups.newest_digest(partnership, year), year)
    taken = FollowUpEdition.objects.filter(county_slug=partnership.county.slug, year=year).count()
    edition = FollowUpEdition.objects.create(
        partnership=partnership,
        county_slug=partnership.county.slug,
        year=year,
        number=taken + 1,
        published_at=timezone.now(),
        published_by=by if isinstance(by, Person) else None,
        note=note.strip(),
        content=report.model_dump(mode="json"),
        digest=digest,
    )
    followup_figures.keep(figures, edition=edition)
    followups.freeze_files(edition, report, figures)
    audit.record(
        by=by,
        verb="publish_followup",
        object_kind="followup_edition",
        object_id=edition.pk,
        partnership_id=partnership.pk,
        data={"year": year, "number": edition.number, "digest": digest},
    )
    return edition


@transaction.atomic
def withdraw_followup(*, by: Actor, partnership: Partnership, year: int, number: int, reason: str) -> FollowUpEdition:
    """Take a published follow-up off its page; its address stays and tells why. What was frozen is kept.

    Raises actors.rules.NotAllowed, NoSuchEdition, and NotWithdrawable without a reason or when it is withdrawn already.
    """
    check_can_publish(by, partnership)
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    edition = followups.followup_edition(partnership, year, number)
    withdrawn = FollowUpWithdrawal.objects.filter(edition=edition).exists()
    rules.check_withdrawable(withdrawn=withdrawn, reason=reason)
    FollowUpWithdrawal.objects.create(
        edition=edition,
        withdrawn_at=timezone.now(),
        withdrawn_by=by if isinstance(by, Person) else None,
        reason=reason.strip(),
    )
    audit.record(
        by=by,
        verb="withdraw_followup",
        object_kind="followup_edition",
        object_id=edition.pk,
        partnership_id=partnership.pk,
        data={"year": year, "number": number},
    )
    return edition


@transaction.atomic
def keep_round_figures(*, by: Actor, round_id: int) -> FollowUpFigures | None:
    """Keep the figures beside a closed round's year as they are now, so that the year shows later what was known.

    None where the plan has no figures. Raises actors.rules.NotAllowed, and NotTaken for a round that is open.
    """
    round_ = Round.objects.select_related("partnership__county").get(pk=round_id)
    check_can_run(by, round_)
    check_closed(round_)
    figures = followup_figures.figures_of_plan_of(round_.partnership, round_.year)
    kept = followup_figures.keep(figures, round_id=round_.pk)
    audit.record(
        by=by,
        verb="keep_round_figures",
        object_kind="round",
        object_id=round_.pk,
        partnership_id=round_.partnership_id,
        data={"figures": len(figures)},
    )
    return kept
