"""Notes how many findings each plan has today: run by a timer, once a day."""

from django.core.management.base import BaseCommand

from samplan.actors.shapes import SYSTEM
from samplan.plans.actions import record_counts
from samplan.plans.queries import plans_visible_to


class Command(BaseCommand):
    """`python -m django record_plan_checks`."""

    help = "Note how many findings of the plan check each plan has today."

    def handle(self, *args: object, **options: object) -> None:
        """Every plan, one after the other."""
        for plan in plans_visible_to(SYSTEM):
            self.stdout.write(f"{plan}: {record_counts(by=SYSTEM, plan=plan)}")
