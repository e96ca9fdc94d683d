"""Reads a framework out of a YAML or a CSV file. Raises only BadFrameworkFile, which tells each fault by its line.

YAML is read safely: plain values only, without references (which could grow without end), within limits of size,
depth and number of parts.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from samplan.actors.shapes import Sentences
from samplan.plans.framework_csv import FIELD_WORDS, read_csv
from samplan.plans.framework_yaml import read_yaml
from samplan.plans.shapes.framework_files import (
    DEEPEST,
    LARGEST_FILE,
    MOST_NODES,
    BadFrameworkFile,
    FrameworkFile,
    FrameworkState,
    NodeState,
    RowFault,
    depths,
    in_tree_order,
)

LENGTHS = {"level": 40, "number": 20, "name": 500, "name_en": 500, "code": 100}
"""Most letters of a part's fields."""


def read_framework_file(name: str, data: bytes, *, code: str, known: Container[str]) -> FrameworkFile:
    """What a file tells. name: what it is called, to know its kind by; code: of the framework that it is meant for.

    known: "framework/part" of everything that a part may correspond to.
    """
    if len(data) > LARGEST_FILE:
        raise BadFrameworkFile([_too_large()])
    text = _decoded(data)
    if name.lower().endswith((".yaml", ".yml")):
        read = read_yaml(text)
    elif name.lower().endswith(".csv"):
        read = read_csv(text)
    else:
        raise BadFrameworkFile([RowFault(None, Sentences(
            "Filens namn slutar varken på .yaml eller .csv. Välj en sådan fil.",
            "The file's name ends neither in .yaml nor in .csv. Choose such a file.",
        ))])  # fmt: skip
    faults = _faults(read, code, known)
    if faults:
        raise BadFrameworkFile(sorted(faults, key=lambda f: f.row or 0))
    return replace(read, state=FrameworkState(read.state.head, in_tree_order(read.state.nodes)))


def _too_large() -> RowFault:
    kilo = LARGEST_FILE // 1000
    return RowFault(None, Sentences(
        f"Filen är större än {kilo} kB. Dela upp ramverket.", f"The file is larger than {kilo} kB. Split the framework."
    ))  # fmt: skip


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets on older machines save so; every byte but a few is a letter there.
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            text = "\x00"
    if "\x00" in text:
        raise BadFrameworkFile([RowFault(None, Sentences(
            "Filen är inte text. Spara den som YAML eller CSV i UTF-8.",
            "The file is no text. Save it as YAML or CSV in UTF-8.",
        ))])  # fmt: skip
    return text


def _faults(read: FrameworkFile, code: str, known: Container[str]) -> list[RowFault]:
    nodes, rows = read.state.nodes, read.rows
    if len(nodes) > MOST_NODES:
        return [RowFault(None, Sentences(
            f"Filen har {len(nodes)} delar. Ett ramverk har högst {MOST_NODES}.",
            f"The file has {len(nodes)} parts. A framework has {MOST_NODES} at most.",
        ))]  # fmt: skip
    faults: list[RowFault] = []
    codes = {node.code for node in nodes}
    for node in nodes:
        faults += [RowFault(rows.get(node.code), said) for said in _of_node(node, codes, code, known)]
    if faults:
        return faults
    stands = depths(in_tree_order(nodes))
    for node in nodes:
        if node.code not in stands:
            faults.append(RowFault(rows.get(node.code), Sentences(
                f"{node.code} står under sig själv, direkt eller genom andra.",
                f"{node.code} stands under itself, at once or through others.",
            )))  # fmt: skip
        elif stands[node.code] >= DEEPEST:
            faults.append(RowFault(rows.get(node.code), Sentences(
                f"{node.code} står under fler än {DEEPEST - 1} andra delar.",
                f"{node.code} stands under more than {DEEPEST - 1} other parts.",
            )))  # fmt: skip
    return faults


def _of_node(node: NodeState, codes: set[str], code: str, known: Container[str]) -> list[Sentences]:
    found = [_too_long(name, most) for name, most in LENGTHS.items() if len(getattr(node, name)) > most]
    found += [_too_long("wordings", 500) for words in node.wordings if len(words) > 500]
    if node.parent and node.parent not in codes:
        found.append(Sentences(
            f"{node.code} står under {node.parent}, som inte finns i filen.",
            f"{node.code} stands under {node.parent}, which is not in the file.",
        ))  # fmt: skip
    if node.valid_from and node.valid_to and node.valid_to < node.valid_from:
        found.append(Sentences(
            f"Sista dagen för {node.code} ligger före den första.",
            f"The last day of {node.code} lies before the first.",
        ))  # fmt: skip
    for mapping in node.mappings:
        if mapping.to.split("/")[0] == code:
            found.append(Sentences(
                f"{node.code} motsvarar en del i samma ramverk: {mapping.to}.",
                f"{node.code} corresponds to a part of the same framework: {mapping.to}.",
            ))  # fmt: skip
        elif mapping.to not in known:
            found.append(Sentences(
                f"{node.code} motsvarar {mapping.to}, som inte finns.",
                f"{node.code} corresponds to {mapping.to}, which does not exist.",
            ))  # fmt: skip
        if len(mapping.source) > 300:
            found.append(_too_long("mappings", 300))
    if len({m.to for m in node.mappings}) < len(node.mappings):
        found.append(Sentences(
            f"{node.code} motsvarar samma del flera gånger.", f"{node.code} corresponds to the same part several times."
        ))  # fmt: skip
    return found


def _too_long(name: str, most: int) -> Sentences:
    sv, en = FIELD_WORDS[name]
    return Sentences(f"{sv} är längre än {most} tecken.", f"{en} is longer than {most} characters.")
