"""What stands above an area: the headings, the group, the focus areas, and a number that a heading lends it."""

from __future__ import annotations

from collections.abc import Sequence

from samplan.documents.blocks import Heading, Paragraph
from samplan.intake.recognisers.builder import AreaBuilder, Found, PlanBuilder
from samplan.intake.recognisers.ledger import Piece
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.outline import HEADINGS, Node, Tag
from samplan.intake.recognisers.structured.titles import Title, read_title
from samplan.intake.recognisers.times import is_time
from samplan.intake.recognisers.wording import plain
from samplan.intake.shapes import Doubt

Pieces = tuple[Piece, ...]


class Above:
    """The headings that the walk stands under."""

    def __init__(self, focus: FocusAreas) -> None:
        self.focus = focus
        self.headings: list[Node] = []
        self.group: tuple[Title, Pieces, float] | None = None
        self.focused: tuple[list[int], Pieces, float] | None = None
        self.lent: Found | None = None
        self.banner: tuple[Title, Pieces] | None = None

    def leave(self, group: str = "") -> None:
        """Pass to a new sheet: no heading of another one holds here. group: its name, where that groups its areas."""
        self.headings, self.group, self.focused, self.lent, self.banner = [], None, None, None, None
        if group:
            self.group = (read_title(group), (), 0.0)

    @property
    def level(self) -> float:
        """The level of the nearest heading, 0 without any."""
        return self.headings[-1].level if self.headings else 0.0

    def enter(self, node: Node, pieces: Pieces) -> None:
        """Pass a heading: what stood at its level or below ends."""
        while self.headings and self.headings[-1].level >= node.level:
            self.headings.pop()
        self.headings.append(node)
        if self.group and _ends(self.group[2], node):
            self.group = None
        if self.focused and _ends(self.focused[2], node):
            self.focused = None
        if node.focus:
            numbers, title = node.focus
            if len(numbers) == 1:
                self.focus.learn(numbers[0], title, pieces)
            self.focused = (numbers or self.focus.numbers(title, pieces), pieces, node.level)

    def enter_group(self, node: Node, pieces: Pieces) -> None:
        """Pass a group's heading; one that has the name of a focus area is one, and tags its areas."""
        self.group = (node.title, pieces, node.level)
        name, number = node.title.title, node.title.number
        known = self.focus.known(name) or self.focus.standard(name)
        if known and self.focused is None:
            told = number.split(".")[0] if number else ""
            chosen = int(told) if told.isdigit() and not self.focus.known(name) else known
            self.focus.learn(chosen, name, pieces)
            self.focused, self.group = ([chosen], pieces, node.level), None
        self.lent = Found(number, pieces) if number and "." in number else None

    def give(self, area: AreaBuilder, title: Title, pieces: Pieces) -> None:
        """Tell an area its number, its group and its focus areas."""
        self.banner = None
        if title.number:
            area.number = Found(title.number, pieces)
        elif self.lent:
            area.number, self.lent = self.lent, None
        if self.group:
            area.group = Found(self.group[0].title, self.group[1])
        for number in self.focused[0] if self.focused else ():
            area.add_focus(number, self.focused[1] if self.focused else ())


def _ends(level: float, node: Node) -> bool:
    """Whether a heading ends what a heading of a level began; where all look alike, an area does not end its group."""
    return level > node.level or (level == node.level and not node.is_area)


def group_headings(nodes: Sequence[Node]) -> set[str]:
    """The texts of headings that group areas: parents of areas that are neither chapters nor focus areas."""
    found: set[str] = set()
    told: set[int] = set()
    for node in nodes:
        if not node.is_area:
            continue
        for other in reversed(nodes[: node.index]):
            if other.tag in HEADINGS and other.level < node.level and not other.is_area:
                told.add(other.index if other.tag is Tag.GROUP else -1)
                if other.tag is Tag.PLAIN and isinstance(other.block, Heading | Paragraph) and other.index > 0:
                    found.add(plain(other.text))
                break
    return (found if len(found) + len(told - {-1}) > 1 else set()) | _table_headings(nodes)


def group_sheets(nodes: Sequence[Node]) -> frozenset[str]:
    """The names of a workbook's sheets that group areas: each of two or more sheets names several areas in a column."""
    named = [(node.block.provenance.sheet or "", node) for node in nodes]
    return _over_areas(named)


def _table_headings(nodes: Sequence[Node]) -> frozenset[str]:
    """The texts of headings, alike in level, that stand each right over a table whose column names several areas."""
    above: Node | None = None
    over: list[tuple[str, Node]] = []
    levels: set[float] = set()
    for node in nodes:
        above = node if node.tag in HEADINGS else above
        if node.shape is None or above is None or not node.shape.strong():
            continue
        plainly = above.tag is Tag.PLAIN and above.index > 0 and not above.is_area
        over.append((plain(above.text) if plainly else "", node))
        levels |= {above.level} if node.shape.area_names() else set()
    return _over_areas(over) if len(levels) == 1 else frozenset()


def _over_areas(named: Sequence[tuple[str, Node]]) -> frozenset[str]:
    """Of what tables stand under, the names that group areas, if two or more do and no area stands under both."""
    areas: dict[str, set[str]] = {}
    for name, node in named:
        if name and node.shape is not None and node.shape.strong() and not is_time(name):
            areas.setdefault(name, set()).update(plain(title) for title in node.shape.area_names())
    several = [name for name, titles in areas.items() if len(titles) > 1 and plain(name) not in titles]
    alike = len(several) > 1 and len(several) * 2 > len(areas)
    # Areas that come again are parted in another way than by group: by year, by body.
    held = [*areas.values()]
    apart = not any(one & other for at, one in enumerate(held) for other in held[at + 1 :])
    return frozenset(several) if alike and apart else frozenset()


def number_areas(builder: PlanBuilder) -> None:
    """Give areas without a number one from their order: "2.1" for the first of the second group, "3" without groups."""
    if any(area.number for area in builder.areas):
        return
    grouped = [str(area.group.value) if area.group else "" for area in builder.areas]
    order = list(dict.fromkeys(grouped))
    count: dict[str, int] = {}
    for place, (area, group) in enumerate(zip(builder.areas, grouped, strict=True), 1):
        count[group] = count.get(group, 0) + 1
        made = f"{order.index(group) + 1}.{count[group]}" if any(grouped) else str(place)
        area.number = Found(made, (), 0.9, (Doubt("area_number_made", made),))
