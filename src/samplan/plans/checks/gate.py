"""The gate before publishing: what findings mean for an edition, as a county has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samplan.actors.shapes import DomainError, Sentences
from samplan.plans.checks.wording import default_gate, heading
from samplan.plans.shapes.findings import Finding, GateLevel, Verdict


class GateStops(DomainError):
    """The plan has findings that the county lets stop an edition. findings: those."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        codes = list(dict.fromkeys(f.code for f in findings))
        sv = ", ".join(heading(code).sv.lower() for code in codes)
        en = ", ".join(heading(code).en.lower() for code in codes)
        super().__init__(
            Sentences(
                sv=f"Planen kan inte ges ut än. Det här behöver ordnas först: {sv}. Inget har ändrats.",
                en=f"The plan cannot be published yet. This must be sorted out first: {en}. Nothing was changed.",
            )
        )
        self.findings = findings


def judge(findings: Iterable[Finding], levels: Mapping[str, GateLevel]) -> Verdict:
    """What stops and what warns. levels: what the county has chosen; what it has not chosen is as shipped."""
    stops: list[Finding] = []
    warns: list[Finding] = []
    for finding in findings:
        level = levels.get(finding.code, default_gate(finding.code))
        if level is GateLevel.STOP:
            stops.append(finding)
        elif level is GateLevel.WARN:
            warns.append(finding)
    return Verdict(tuple(stops), tuple(warns))


def check_passes(verdict: Verdict) -> None:
    """Raises GateStops when anything stops the edition."""
    if verdict.stops:
        raise GateStops(verdict.stops)
