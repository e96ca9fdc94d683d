"""`python -m benchmarks.judge`: prints F1, precision and recall, and the share of words kept."""

from __future__ import annotations

import argparse
import shutil
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.judge import run
from benchmarks.judge.run import Result
from benchmarks.judge.told import Told
from benchmarks.judge.writers import FORMATS

CONSOLE = Console()


def summary(title: str, groups: dict[str, list[Result]]) -> Table:
    """One line a group."""
    table = Table("", "documents", "items", "precision", "recall", "F1", "words kept", title=title)
    for name, results in groups.items():
        c = run.added(results).total
        figures = (f"{x:.4f}" for x in (c.precision, c.recall, c.f1, run.words_kept(results)))
        table.add_row(name, str(len(results)), str(c.hit + c.missed), *figures)
    return table


def per_kind(results: list[Result], forms: list[str]) -> Table:
    table = Table("item", *forms, title="F1 per kind of item")
    tallies = [run.added([r for r in results if r.form == form]) for form in forms]
    for kind in tallies[0].kinds:
        table.add_row(kind, *(f"{t.kinds[kind].f1:.3f} ({t.kinds[kind].hit + t.kinds[kind].missed})" for t in tallies))
    return table


def beside(results: list[Result]) -> Table:
    table = Table("measure (outside F1)", "right", "of", "share", title="Beside the items")
    for name, (right, of) in sorted(run.added(results).side.items()):
        table.add_row(name, str(right), str(of), f"{right / of:.3f}")
    return table


def grouped(results: list[Result], key: str) -> dict[str, list[Result]]:
    groups: dict[str, list[Result]] = {}
    for r in results:
        name = {"form": r.form, "how": r.how, "layout": f"{r.form} {r.drawing.layout}"}[key]
        groups.setdefault(name, []).append(r)
    return groups


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.judge", description=__doc__)
    parser.add_argument("--split", choices=run.SPLITS, default="dev")
    parser.add_argument("--format", default=",".join(FORMATS), help="comma-separated")
    parser.add_argument("--layout", default="", help="only these layouts, comma-separated")
    parser.add_argument("--n", type=int, default=40, help="documents per format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--part",
        choices=("a", "b", "ab", "likely", "unlike"),
        default="ab",
        help="of second_fresh: a shown, b blind; of eighth_fresh and ninth_fresh: likely or unlike layouts",
    )
    parser.add_argument("--worst", type=int, default=0, help="how many of the worst documents to show")
    parser.add_argument(
        "--dump", type=Path, help="folder for every faulty document with its truth, what was found, and the differences"
    )
    parser.add_argument("--told", type=int, default=0, help="answers of an honest reviewer before a second reading")
    args = parser.parse_args()
    forms = [f for f in args.format.split(",") if f in FORMATS]
    only = [x for x in args.layout.split(",") if x]
    results: list[Result] = []
    many = len(forms) * args.n if args.split not in run.WRITTEN else None
    if args.split in run.WRITTEN and not shutil.which("soffice"):
        CONSOLE.print("No soffice on this machine: these documents are judged as .docx and .xlsx only.")
    reader = Told(args.told) if args.told else run.samplan_reader
    read = run.run(args.split, forms, args.n, args.seed, reader, only=only, parts=args.part)
    for result in track(read, "Reading", total=many, console=CONSOLE):
        results.append(result)
        if args.dump and (result.tally.total.f1 < 1 or result.lost):
            run.dump(result, args.dump)
    show(results, forms, args.worst)


def show(results: list[Result], forms: list[str], worst: int) -> None:
    """Everything a reader's developer or the README needs."""
    CONSOLE.print(summary("Per format", grouped(results, "form")))
    CONSOLE.print(summary("Per way of writing", dict(sorted(grouped(results, "how").items()))))
    CONSOLE.print(summary("Per layout", dict(sorted(grouped(results, "layout").items()))))
    CONSOLE.print(per_kind(results, forms))
    CONSOLE.print(beside(results))
    for name, many in Counter(r.error for r in results if r.error).most_common(5):
        CONSOLE.print(f"[red]{many} documents failed: {name[:300]}", highlight=False)
    for r in sorted(results, key=lambda r: r.tally.total.f1)[:worst]:
        CONSOLE.print(
            f"\n{r.tally.total.f1:.3f} {r.path.name} ({r.how}); words lost {r.lost}: {' '.join(r.lost_words[:12])}",
            markup=False,
        )
        for fault in r.tally.faults[:20]:
            CONSOLE.print(f"   {fault[:150]}", markup=False, highlight=False)


if __name__ == "__main__":
    main()
