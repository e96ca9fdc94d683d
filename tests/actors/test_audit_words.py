"""Every deed that an action leaves in the audit log has a name in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import samplan
from samplan.actors.audit_words import audit_words

ROOMS = ("actors", "plans", "intake", "followup", "analysis", "publishing")


def literals(node: ast.expr) -> set[str]:
    """The strings that an expression can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value} - {""}
    return literals(node.body) | literals(node.orelse) if isinstance(node, ast.IfExp) else set()


def verbs(trees: list[ast.Module]) -> set[str]:
    """All verbs in the code: given as `verb=`, in the place of a function's `verb`, or named so before."""
    nodes = [node for tree in trees for node in ast.walk(tree)]
    takers: dict[str, set[int]] = {}
    for f in nodes:
        if isinstance(f, ast.FunctionDef):
            names = [a.arg for a in (*f.args.posonlyargs, *f.args.args)]
            if "verb" in names:
                takers.setdefault(f.name, set()).add(names.index("verb"))
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "verb" for t in node.targets):
            found |= literals(node.value)
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            told = [k.value for k in node.keywords if k.arg == "verb"]
            told += [node.args[at] for at in takers.get(name, ()) if at < len(node.args)]
            for one in told:
                found |= literals(one)
    return found


def test_every_deed_has_a_name_and_no_name_is_left_over():
    root = Path(samplan.__file__).parent
    found = verbs([ast.parse(path.read_text()) for room in ROOMS for path in (root / room).rglob("*.py")])
    assert len(found) > 150
    assert found - set(audit_words().deed_names()) == set()
    assert set(audit_words().deed_names()) - found == set()


def test_a_new_deed_would_be_found():
    code = (
        "def _told(by, verb):\n    record(verb=verb)\n_told(me, 'do_this' if x else 'do_that')\nrecord(verb='and_this')"
    )
    assert verbs([ast.parse(code)]) == {"do_this", "do_that", "and_this"}


def test_every_group_has_its_deeds():
    words = audit_words()
    assert list(words.groups) == list(words.deeds)
    assert all(words.deeds.values())
    assert all(told.sv and told.en for told in words.deed_names().values())
