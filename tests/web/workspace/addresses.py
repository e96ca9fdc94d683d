"""What each address of the workspace needs to name something that exists in the tests' county."""

from __future__ import annotations

from samplan.actors.models import Body

ABOUT_AN_ITEM = {
    *(
        "change",
        "remove",
        "restore",
        "history",
        "put_back",
        "row",
        "take_back_change",
        "reorder",
        "move",
        "split",
        "merge",
    )
}
OF_OWNERS = ("owners", "ownerless", "silent", "ask", "hand_over", "pack")


def round_arguments(name, workspace) -> list:
    """The addresses about follow-up: of the open round, of a body that it asks, of last year's closed one."""
    asked = workspace.round.asked.order_by("pk").first()
    known = {
        "rounds": [],
        "round_open": [workspace.plan.partnership_id],
        "register": [workspace.plan.partnership_id],
        "round_own_link": [asked.pk],
        "round_closing": [workspace.reopened_round.pk, 1],
        "round_reopen": [workspace.closed_round.pk],
        "round_take_over": [workspace.closed_round.pk],
        "round_asked": [asked.round_id, asked.pk],
        "round_courses": [workspace.logged_course.round_id],
        "round_course": [workspace.logged_course.round_id, workspace.logged_course.pk],
        "round_erase": [workspace.closed_round.pk],
        "round_erase_one": [asked.round_id, asked.pk, asked.contacts.order_by("pk").first().pk],
        "round_results": [workspace.closed_round.pk],
        "round_file": [workspace.closed_round.pk, "csv"],
        "round_years": [workspace.closed_round.pk],
        "round_years_file": [workspace.closed_round.pk, "csv"],
    }
    return known.get(name, [asked.round_id])


def compiled_arguments(workspace) -> dict[str, list]:
    """The addresses about what becomes of follow-up: of last year's round, of its year, of the plan judged in it."""
    told, round_ = workspace.compiled, workspace.closed_round.pk
    of_year = [workspace.plan.partnership_id, told.year]
    of_plan = [workspace.plan.pk, told.year]
    return {
        **{name: [round_] for name in ("compiling", "statement_add", "consents")},
        "statement": [round_, told.statement],
        "statement_names": [told.asked],
        "correct_answer": [round_, told.asked, "suicide-plan"],
        "followup_year": of_year,
        "followup_publish": of_year,
        "followup_year_file": [*of_year, "xlsx"],
        "followup_withdraw": [*of_year, 1],
        "fact_sheet": [*of_year, told.body],
        "fact_sheet_file": [*of_year, told.body, "docx"],
        "recommendations": of_year[:1],
        "recommendation": [told.recommendation],
        "judged_years": of_plan[:1],
        "judging": of_plan,
        "lock_year": of_plan,
        "take_back_year": of_plan,
        "judge": [*of_plan, "activity", workspace.activity.pk],
        "take_answer": [*of_plan, "activity", workspace.activity.pk],
        "meeting": of_plan[:1],
        "meeting_file": [workspace.plan.pk, "docx"],
    }


COMPILED = {
    "statement_names",
    *("compiling", "statement_add", "consents", "statement", "correct_answer", "followup_year", "followup_publish"),
    *("followup_year_file", "followup_withdraw", "fact_sheet", "fact_sheet_file", "recommendations"),
    *("recommendation", "judged_years", "judging", "lock_year", "take_back_year", "judge", "meeting"),
    "take_answer",
    "meeting_file",
}


OF_COUNTY = ("people", "invite", "two_steps", "bodies", "body_add", "audit", "audit_file")


def people_arguments(workspace) -> dict[str, list]:
    """The addresses about people and bodies: of the county, of its reader, of its reader's role, of a unit."""
    here = workspace.plan.partnership
    reader = workspace.people["reader"]
    unit = Body.objects.filter(county=here.county, kind="unit").first()
    of_county = {name: [here.pk] for name in OF_COUNTY}
    of_person = {name: [here.pk, reader.pk] for name in ("person", "letter", "switch_person")}
    role = [here.pk, reader.pk, reader.memberships.get().pk]
    return {**of_county, **of_person, "end_role": role, "body": [here.pk, unit.pk], "body_became": [here.pk, unit.pk]}


def framework_arguments(name, workspace) -> list:
    """The addresses about a framework of the county's own: of one part, of its file, of a file put in."""
    if name == "framework_counties":
        return []
    here, node = workspace.plan.partnership_id, workspace.node
    code = node.framework.code
    if name in {"framework_import", "framework_undo"}:
        return [here, code, workspace.framework_file.pk]
    more = {"frameworks": [], "framework_file": [code, "csv"], "framework_node": [code, node.pk]}
    return [here, *more.get(name, [code, node.pk] if name.startswith("node_") else [code])]


def figure_arguments(name, workspace) -> list:
    """The addresses about figures: of an indicator with own values, of one of its values, of a file put in."""
    if name == "empty_value_file":
        return []
    if name == "screening":
        return [workspace.plan.partnership_id]
    if name.startswith("skl_"):
        more = {"skl_number": [12], "skl_file": [workspace.key_file] if name == "skl_file" else []}
        return [workspace.plan.partnership_id, *more.get(name, [])]
    plan, told = workspace.plan.pk, workspace.some_figures
    known = {
        "figures": [],
        "goal_figures": [],
        "figure_choose": [told.figure.indicator_id],
        "value_file": [told.figure.pk, told.undo],
        "own_value": [told.figure.pk, told.value.pk],
        "own_value_remove": [told.figure.pk, told.value.pk],
    }
    return [plan, *known.get(name, [told.figure.pk])]


def a_party(workspace) -> int:
    """The first municipality of the county, which owns its part of the plan."""
    return Body.objects.filter(county=workspace.plan.county, kind="municipality").order_by("code").first().pk


def arguments(name, workspace) -> list:
    """What an address needs to name something that exists."""
    return compiled_arguments(workspace)[name] if name in COMPILED else other_arguments(name, workspace)


COMMENT = dict.fromkeys(("comment_answer", "comment_remove", "comment_take_back"), lambda w: [w.comment.pk])
DRAFT = dict.fromkeys(("sent_draft", "comment_add", "sent_changes"), lambda w: [w.draft.pk])
OF_COMMENTS = {
    **COMMENT,
    **DRAFT,
    **dict.fromkeys(("comments", "comments_file", "draft_send"), lambda w: [w.plan.pk]),
    **dict.fromkeys(("draft_day", "draft_take_back", "draft_names"), lambda w: [w.plan.pk, w.draft.pk]),
    "sent_area": lambda w: [w.draft.pk, w.area.pk],
    "sent_file": lambda w: [w.draft.pk, "json"],
    "own_comments": lambda _w: [],
    "comment_restore": lambda w: [w.gone_comment.pk],
    "comment_noted": lambda w: [w.answered_comment.pk],
}
"""Addresses of a draft that is out to user representatives, and of what one of them said."""
OF_ONE_THING = {
    **OF_COMMENTS,
    **dict.fromkeys(("who_waits", "release", "note_release"), lambda w: [w.plan.pk, w.dependency.pk]),
    **dict.fromkeys(("purge", "archive"), lambda w: [w.plan.pk, "goal", w.gone.pk]),
    "need_areas": lambda w: [w.plan.pk, w.need.pk],
    "reschedule": lambda w: [w.plan.pk, w.activity.pk],
    "rest_aside": lambda w: [w.part_in.pk],
    "forget_word": lambda w: [w.imported.pk, 1],
}
"""Addresses of one thing that is made when it is first asked for."""


def other_arguments(name, workspace) -> list:
    """The same for what has nothing to do with what becomes of follow-up."""
    item = [workspace.plan.pk, "activity", workspace.activity.pk]
    proposed = [workspace.proposed().pk]
    known = {
        "start": [],
        "tasks": [],
        "tasks_lacks": [],
        "imports": [],
        "own_page": [],
        "asks": [],
        "answer": [workspace.ask.pk],
        "note_answer": [workspace.ask.pk],
        "pack_file": [workspace.plan.pk, "pdf"],
        "money": item[:1],
        "status": item[:1],
        "status_file": [workspace.plan.pk, "pdf"],
        "people_counties": [],
        "own_plan": [workspace.plan.partnership_id],
        "decisions": [workspace.plan.partnership_id],
        **people_arguments(workspace),
        "plan": item[:1],
        "publish": item[:1],
        "check": item[:1],
        "check_aside": item[:1],
        "check_counts": item[:1],
        "check_gate": item[:1],
        "check_take_up": [workspace.plan.pk, 1],
        "remove_empty": item[:1],
        "withdraw": [workspace.plan.pk, workspace.edition.label],
        "adoptions": [workspace.plan.pk, workspace.edition.label],
        "note_edition": [workspace.plan.pk, workspace.edition.label],
        "enter_adoption": [workspace.plan.pk, workspace.edition.label, a_party(workspace)],
        "snapshot": item[:1],
        "area": [workspace.plan.pk, workspace.area.pk],
        "draft": [workspace.plan.pk, "json"],
        "add": [workspace.plan.pk, "overall_goal"],
    }
    for whole in (
        "log",
        "removed",
        "versions",
        "report",
        "relate",
        "next_version",
        "pick",
        "waiting",
        "wait_add",
        "tags",
        "matrix",
        "retag",
        "chain",
        "chain_step",
        *OF_OWNERS,
    ):
        known[whole] = item[:1]
    if name == "retag_file":
        return [workspace.plan.pk, "pdf"]
    if name.startswith("term"):
        return [workspace.plan.partnership_id, *([workspace.term] if name in {"term", "term_restore"} else [])]
    if name == "goal_figures" or name.startswith(("figure", "own_value", "value_file", "empty_", "screening", "skl_")):
        return figure_arguments(name, workspace)
    if (
        name in {"frameworks", "map_nodes"}
        or name.startswith(("framework_", "node_", "round", "register"))
        or name == "framework"
    ):
        return (round_arguments if name.startswith(("round", "register")) else framework_arguments)(name, workspace)
    if name in OF_ONE_THING:
        return OF_ONE_THING[name](workspace)
    if name in known:
        return known[name]
    if name.startswith("item_") and name not in {"item_add", "item_merge"}:
        return proposed
    if name in {
        "change",
        "remove",
        "restore",
        "history",
        "put_back",
        "row",
        "take_back_change",
        "reorder",
        "move",
        "split",
        "merge",
    }:
        return item
    return [workspace.imported.pk]
