"""Make docs/formulas.md from the docstrings of samplan.analysis.formulas, so that paper and program say the same.

python scripts/formulas.py           write the page
python scripts/formulas.py --check   change nothing; fail when the page is old or a formula has no reference
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "samplan" / "analysis" / "formulas"
PAGE = ROOT / "docs" / "formulas.md"
ORDER = (
    *("estimates", "intervals", "standardised", "life", "inequality", "comparing", "detectable", "many", "trend"),
    *("spc", "funnel", "disclosure/__init__", "disclosure/primary", "disclosure/tables", "disclosure/secondary"),
    *("disclosure/audit", "disclosure/rings", "given"),
)
# What carries numbers about, rather than being a formula, needs no reference.
WITHOUT_REFERENCE = {
    *("estimates", "given", "disclosure/__init__", "disclosure/tables"),
    *("decimal_year", "method_of", "together", "hide", "small_counts", "small_cells", "average_rate"),
    *("seven_on_one_side", "seven_trend", "whole_run", "two_in_three", "part_of_two_in_three"),
}
HEAD = (
    "# Formulas\n\n"
    "Made from the code by `python scripts/formulas.py`; do not change it here. Each formula is checked in "
    "`tests/analysis/formulas/` against figures that others published, against a second implementation, and by "
    "properties that must always hold.\n\n"
    "Most stand here twice: for one figure, which refuses with a code and a sentence (`CannotCompute`), and for "
    "arrays, which leave NaN where the single one refuses. A missing number is never taken for nought. Estimates carry "
    "value, interval, level, method and the numbers they were made from, so that anybody can compute them again.\n\n"
    "In formulas: x events or persons counted, n their base, z the number of standard errors of the level (1.96 at "
    "95 per cent), SE a standard error, O observed and E expected events, w weights, α = 1 - level.\n"
)


def paragraphs(docstring: str) -> str:
    """A docstring as Markdown: its paragraphs on lines of their own, the reference in italics."""
    parts = [" ".join(p.split()) for p in re.split(r"\n\s*\n", docstring.strip())]
    return "\n\n".join(marked(p) for p in parts)


def marked(paragraph: str) -> str:
    """A paragraph as Markdown."""
    if paragraph.startswith("Formula:"):
        return f"Formula: `{paragraph.removeprefix('Formula:').strip().replace('`', '')}`"
    return f"*{paragraph}*" if paragraph.startswith("Reference:") else escaped(paragraph)


def escaped(text: str) -> str:
    """Text whose asterisks stay asterisks."""
    return re.sub(r"(?<!`)\*(?!`)", r"\\*", text)


def signature(node: ast.FunctionDef) -> str:
    """The names and defaults of a function's arguments, without types."""
    a = node.args
    defaults: list[ast.expr | None] = [*[None] * (len(a.args) - len(a.defaults)), *a.defaults]
    parts = [written(x.arg, d) for x, d in zip(a.args, defaults, strict=True)]
    parts += ["*"] if a.kwonlyargs and not a.vararg else []
    parts += [f"*{a.vararg.arg}"] if a.vararg else []
    parts += [written(x.arg, d) for x, d in zip(a.kwonlyargs, a.kw_defaults, strict=True)]
    parts += [f"**{a.kwarg.arg}"] if a.kwarg else []
    return f"{node.name}({', '.join(parts)})"


def written(name: str, default: ast.expr | None) -> str:
    """An argument as one would write it."""
    return name if default is None else f"{name}={ast.unparse(default)}"


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The functions and classes that others may use, in their order."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node


def chapter(name: str) -> tuple[str, list[str]]:
    """A module's chapter, and the formulas in it that give no reference."""
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    title = name.replace("/__init__", "").replace("/", ".")
    lines = [f"## {title}", paragraphs(ast.get_docstring(tree) or "")]
    lacking = []
    for node in public(tree):
        told = ast.get_docstring(node) or ""
        if isinstance(node, ast.FunctionDef):
            lines.append(f"### {node.name}\n\n`{signature(node)}`")
            told_of = "Reference:" in told or re.search(r"[Ss]ee `\w+`", told)
            if not told_of and name not in WITHOUT_REFERENCE and node.name not in WITHOUT_REFERENCE:
                lacking.append(f"{title}.{node.name}")
        else:
            lines.append(f"### {node.name}")
        lines.append(paragraphs(told))
    return "\n\n".join(lines), lacking


def page() -> tuple[str, list[str]]:
    """The whole page, and what lacks."""
    names = sorted(p.relative_to(FOLDER).with_suffix("").as_posix() for p in FOLDER.rglob("*.py"))
    lacking = [f"the module {n} has no place in the page" for n in names if n not in {*ORDER, "__init__"}]
    chapters = []
    for name in ORDER:
        text, missing = chapter(name)
        chapters.append(text)
        lacking += [f"{m} gives no reference" for m in missing]
    return HEAD + "\n" + "\n\n".join(chapters) + "\n", lacking


def main() -> int:
    """Write, or check."""
    text, lacking = page()
    for line in lacking:
        print("Formulas:", line)
    if "--check" in sys.argv:
        old = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text
        if old:
            print("docs/formulas.md is old: run python scripts/formulas.py")
        return 1 if old or lacking else 0
    PAGE.write_text(text, encoding="utf-8")
    print(f"{text.count('### ')} formulas and shapes in {PAGE.relative_to(ROOT)}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
