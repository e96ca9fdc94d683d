"""What the code must look like, whatever it does."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "samplan"
MODULES = sorted(p for p in PACKAGE.rglob("*.py") if "migrations" not in p.parts)
LONGEST = 400
ROOMS = {"documents", "actors", "plans", "intake", "followup", "analysis", "publishing", "web", "config", "cli"}
FORBIDDEN_NAMES = {"utils", "util", "common", "core", "base", "helpers", "helper", "misc", "tools", "lib", "shared"}
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}


def named(path: Path) -> str:
    """The module's path under the package."""
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{named(path)} has {lines} lines; split it by what it is about"


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    modules = [p for p in PACKAGE.rglob("*") if p.suffix == ".py" or (p / "__init__.py").is_file()]
    drawers = [named(p) for p in modules if p.stem in FORBIDDEN_NAMES]
    assert not drawers, "a helper lives beside its only user"


def test_the_rooms_are_those_of_the_house() -> None:
    found = {p.name for p in PACKAGE.iterdir() if (p / "__init__.py").is_file()}
    assert found == ROOMS


@pytest.mark.parametrize("room", ["actors", "plans", "intake", "followup", "analysis", "publishing"])
def test_each_domain_room_is_furnished(room: str) -> None:
    for piece in ("actions", "queries", "rules", "models"):
        places = (PACKAGE / room / f"{piece}.py", PACKAGE / room / piece / "__init__.py")
        assert any(p.is_file() for p in places), f"{room} has no {piece}"


def writes_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Calls that write through the ORM: something.objects.….create(), row.save(), queryset.delete()."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES):
            continue
        chain = ast.unparse(node.func)
        through_manager = any(part in MANAGERS for part in re.split(r"\W+", chain))
        # A form, a file or a session may save itself; a row may not.
        if through_manager or (node.func.attr in {"save", "delete"} and not node.args):
            yield node.lineno, chain


DOORS = sorted(p for door in ("web", "cli") for p in (PACKAGE / door).rglob("*.py"))


@pytest.mark.parametrize("path", DOORS, ids=named)
def test_doors_write_nothing(path: Path) -> None:
    found = list(writes_in(ast.parse(path.read_text(encoding="utf-8"))))
    assert not found, f"{named(path)}: let an action of a domain room do this"


def test_the_check_for_writes_sees_writes() -> None:
    bad = "Plan.objects.filter(pk=1).update(title='x')\nplan.save()\nplan.goals.all().delete()\nA.objects.create()"
    assert len(list(writes_in(ast.parse(bad)))) == 4
    good = "stream.save(path)\nhashlib.new('x').update(b'')\nd.update(a=1)\nactions.create_plan(by=x)"
    assert not list(writes_in(ast.parse(good)))


@pytest.mark.parametrize("room", ["actors", "plans", "intake", "followup", "analysis", "publishing"])
def test_queries_and_rules_write_nothing(room: str) -> None:
    folder = PACKAGE / room
    files = [p for piece in ("queries", "rules") for p in (*folder.glob(f"{piece}.py"), *folder.glob(f"{piece}/*.py"))]
    assert files
    for path in files:
        assert not list(writes_in(ast.parse(path.read_text(encoding="utf-8")))), named(path)


def actions_of(room: str) -> dict[str, Callable[..., object]]:
    """The functions that stand in the room's door for changes."""
    door = import_module(f"samplan.{room}.actions")
    names = getattr(door, "__all__", None) or [n for n in vars(door) if not n.startswith("_")]
    found = {n: getattr(door, n) for n in names}
    return {n: f for n, f in found.items() if inspect.isfunction(f) and f.__module__.startswith(door.__name__)}


@pytest.mark.parametrize("room", ["actors", "plans", "intake", "followup", "analysis", "publishing"])
def test_actions_take_keywords_only_and_name_who_acts(room: str) -> None:
    found = actions_of(room)
    assert found
    for name, action in found.items():
        parameters = inspect.signature(action).parameters
        assert all(p.kind is p.KEYWORD_ONLY for p in parameters.values()), f"{room}: {name} takes values by place"
        assert "by" in parameters, f"{room}: {name} does not say who acts"


MODEL_MODULES = [p for p in MODULES if "models" in p.parts or p.stem == "models"]


@pytest.mark.parametrize("path", MODEL_MODULES, ids=named)
def test_models_do_not_override_saving(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert node.name != "save", f"{named(path)}: side effects stand in the action that causes them"


def test_the_lock_files_name_no_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text, name
        assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links)\b", text, re.MULTILINE), name
        assert "--hash=sha256:" in text, name


def test_no_number_of_municipalities_is_in_the_code() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant):
                assert node.value != 290, f"{named(path)}:{node.lineno}"


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|" + "X" * 3 + r")\b")
    for path in MODULES:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            assert not (marks.search(line) and "#" in line), f"{named(path)}:{number}"


def settings_from_the_environment() -> set[str]:
    """Names that the settings, or anything else in the package, read from the environment."""
    pattern = re.compile(r"""(?:env|env_flag|environ\.get|getenv)\(\s*["']([A-Z_]+)["']|environ\[["']([A-Z_]+)["']\]""")
    found = {a or b for p in MODULES for a, b in pattern.findall(p.read_text(encoding="utf-8"))}
    return {name for name in found if name.startswith("SAMPLAN_") or name == "DATABASE_URL"}


def test_every_setting_is_documented() -> None:
    names = settings_from_the_environment()
    assert {"DATABASE_URL", "SAMPLAN_SECRET_KEY"} <= names
    guide = (ROOT / "DEVELOPERS.md").read_text(encoding="utf-8") if (ROOT / "DEVELOPERS.md").is_file() else ""
    missing = sorted(n for n in names if n not in guide)
    assert not missing, "tell of these in DEVELOPERS.md"


def locks_over_joins(tree: ast.AST) -> Iterator[int]:
    """Lines where rows are locked together with rows joined to them: PostgreSQL refuses where those may be missing."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            told = set(re.findall(r"\w+", ast.unparse(node)))
            last = node.func.attr in {"select_for_update", "select_related"}
            if last and {"select_for_update", "select_related"} <= told and "of" not in told:
                yield node.lineno


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_lock_says_whose_rows_it_holds(path: Path) -> None:
    lines = list(locks_over_joins(ast.parse(path.read_text(encoding="utf-8"))))
    assert not lines, f"{named(path)}:{lines}: name what is locked, of=('self',), where more is read along"


def test_a_lock_over_a_join_is_found() -> None:
    told = "Plan.objects.select_for_update({}).filter(pk=1).select_related('owner')"
    assert list(locks_over_joins(ast.parse(told.format("no_key=True")))) == [1]
    assert list(locks_over_joins(ast.parse("Plan.objects.select_related('owner').select_for_update()"))) == [1]
    assert not list(locks_over_joins(ast.parse(told.format("of=('self',)"))))
