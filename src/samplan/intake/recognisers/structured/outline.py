"""The outline of a document: what each heading is, and which headings are areas.

An area is known by what it holds: the heading that governs goals, activities, indicators and the like, and the
headings of the same make beside it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from samplan.documents.blocks import Block, Heading, ListItem, Paragraph
from samplan.intake.recognisers.structured.areaquestions import areas_under_labels
from samplan.intake.recognisers.structured.coded import coded_items, counted_items
from samplan.intake.recognisers.structured.content import leads_to_doing, typed
from samplan.intake.recognisers.structured.contents import without_contents
from samplan.intake.recognisers.structured.detailed import items_over_details
from samplan.intake.recognisers.structured.details import told_inside
from samplan.intake.recognisers.structured.focus import FocusAreas
from samplan.intake.recognisers.structured.heeding import heeded
from samplan.intake.recognisers.structured.labelheads import loose_labels, repeated_labels
from samplan.intake.recognisers.structured.lettered import letter_headings
from samplan.intake.recognisers.structured.nodes import (
    BOLD,
    FLAT,
    HEADINGS,
    LABELLED,
    Node,
    Tag,
    heading_label,
    is_period,
    node_of,
    tag_of,
)
from samplan.intake.recognisers.structured.numbertied import tie_by_number
from samplan.intake.recognisers.structured.pooling import pool_tables
from samplan.intake.recognisers.structured.recurring import recurring_labels
from samplan.intake.recognisers.structured.sayings import charged
from samplan.intake.recognisers.structured.shaping import Shape
from samplan.intake.recognisers.structured.soleareas import items_in_headings, mark_sole_area
from samplan.intake.recognisers.structured.titles import depth, is_contents_line, read_title
from samplan.intake.recognisers.vocabulary import Label, Role, vocabulary
from samplan.intake.recognisers.wording import plain

ANCHORS = frozenset(
    {Role.LONG_GOAL, Role.SHORT_GOAL, Role.GOAL, Role.ACTIVITY, Role.REPORTED, Role.INDICATOR, Role.RESPONSIBLE,
     Role.PROPOSAL, Role.QUESTION, Role.FOLLOWUP_QUESTION, Role.IDENTIFIED}
)  # fmt: skip
"""Labels whose heading is an area's."""

__all__ = ["HEADINGS", "Node", "Tag", "is_period", "outline"]


def outline(blocks: Sequence[Block], focus: FocusAreas) -> list[Node]:
    """The document's blocks with what each is; areas are marked."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    flat = len(levels) > 3 and len(set(levels[1:])) == 1 and levels[1] <= levels[0]
    nodes = [heeded(node_of(index, block, focus, flat)) for index, block in enumerate(blocks)]
    without_contents(nodes)
    pool_tables(nodes)
    tie_by_number(nodes)
    _under_grants(nodes)
    items_in_headings(nodes)
    coded_items(nodes)
    counted_items(nodes)
    items_over_details(nodes)
    _leads_into_lists(nodes)
    _titles_in_sheets(nodes, focus, FLAT if flat else BOLD)
    _areas_by_name(nodes, focus, FLAT if flat else BOLD)
    areas_under_labels(nodes, focus, FLAT if flat else BOLD)
    letter_headings(nodes)
    repeated_labels(nodes)
    _chapters_over_tables(nodes)
    loose_labels(nodes)
    recurring_labels(nodes)
    _settle_levels(nodes)
    _mark_areas(nodes)
    _mark_parents(nodes)
    mark_sole_area(nodes)
    return nodes


_GRANTS = re.compile(r"\b(?:stimulans|stats)?(?:medel|bidrag)\b|medelsfördelning|fördelning av medel", re.I)


def _under_grants(nodes: Sequence[Node]) -> None:
    """Tell tables that the heading right above them speaks of grant money."""
    for before, node in itertools.pairwise(nodes):
        headed = before.tag in HEADINGS or before.tag is Tag.LABEL
        if node.shape is not None and headed and _GRANTS.search(before.text):
            node.shape.under_grants = True


def _leads_into_lists(nodes: Sequence[Node]) -> None:
    """A line such as "Parterna är överens om följande insatser:" over a list is a label for what it speaks of."""
    for node, after in itertools.pairwise(nodes):
        if not isinstance(node.block, Paragraph) or not isinstance(after.block, ListItem):
            continue
        listed = itertools.takewhile(lambda n: isinstance(n.block, ListItem), nodes[node.index + 1 :])
        below = [other.text for other in listed]
        if node.label is not None and node.label.role is Role.FUND and leads_to_doing(node.text, below):
            node.label = Label((Role.ACTIVITY,), 0.75)
        if node.tag is not Tag.TEXT:
            continue
        node.doing = leads_to_doing(node.text, below)
        label = _led_in(node.text, below) if node.text.rstrip().endswith(":") and len(node.text) <= 120 else None
        if label is not None:
            node.label, node.tag, node.level = label, Tag.LABEL, LABELLED


def _led_in(text: str, below: Sequence[str]) -> Label | None:
    """What a line leads into: what it names, else what the list under it holds for sure."""
    if charged(text) is not None:
        return Label((Role.ACTIVITY,), 0.75)
    named = vocabulary().within(_TOWARDS.sub(" ", text))
    held = typed(below)
    if held is Role.ACTIVITY or leads_to_doing(text, below):
        return Label((Role.ACTIVITY,), 0.75) if named is not None else None
    if named is not None and not (named.role is Role.ACTIVITY and held in _NO_DOING):
        return replace(named, certainty=0.75)
    return Label((held,), 0.6) if held in (Role.INDICATOR, Role.RESPONSIBLE) and len(below) > 1 else None


_TOWARDS = re.compile(r"\bför att (?:nå|uppnå|klara|komma|bidra)\b.*?\bmål\w*", re.I)
"""What a thing is done for is not what is listed."""
_NO_DOING = frozenset({Role.INDICATOR, Role.RESPONSIBLE, Role.TIME, Role.COST, Role.QUESTION})


def _titles_in_sheets(nodes: Sequence[Node], focus: FocusAreas, level: float) -> None:
    """A lone short line of a workbook, right above a table of a plan, is the table's title."""
    for node, after in itertools.pairwise(nodes):
        block = node.block
        if node.tag is not Tag.TEXT or not isinstance(block, Paragraph) or after.shape is None:
            continue
        place, short = block.provenance, len(block.text) <= 100 and not block.text.rstrip().endswith((".", "?", ":"))
        before = nodes[node.index - 1].block.provenance if node.index else None
        apart = before is None or before.sheet != place.sheet or (place.row or 0) - (before.row or 0) != 1
        if place.sheet and short and apart and after.shape.strong() and plain(block.text):
            node.level, node.title, node.focus = level, read_title(block.text), focus.heading(block.text)
            node.label = heading_label(block, node)
            node.tag = tag_of(node)


def _areas_by_name(nodes: Sequence[Node], focus: FocusAreas, level: float) -> None:
    """A line such as "Område: Skola" over a table or labels of a plan is that area's heading, whatever its name."""
    for node in nodes:
        lead = vocabulary().leading(node.text) if node.tag is Tag.TEXT and isinstance(node.block, Paragraph) else None
        if lead is None or lead[0].role is not Role.AREA or node.text[len(lead[1]) :].lstrip()[:1] != ":":
            continue
        below = nodes[node.index + 1 : node.index + 4]
        told = any(after.tag is Tag.LABEL or (after.shape is not None and after.shape.strong()) for after in below)
        told = told and not is_contents_line(node.text)
        if told and plain(lead[2]) and len(lead[2]) <= 90 and not lead[2].rstrip().endswith("."):
            node.level, node.title, node.focus = level, read_title(node.text), focus.heading(node.text)
            node.label, node.tag = None, Tag.AREA


def _chapters_over_tables(nodes: Sequence[Node]) -> None:
    """A heading such as "Aktivitetsplan" right above a table that names its own areas is a chapter, no label."""
    counts = Counter(plain(node.text) for node in nodes if node.tag is Tag.LABEL)
    for node in nodes:
        after = _past_introduction(nodes, node) if node.tag is Tag.LABEL else node
        places = after.shape is not None and after.shape.places_itself() and vocabulary().is_chapter(node.text)
        names = after.shape is not None and after.shape.names_areas() and counts[plain(node.text)] == 1
        if node.tag is Tag.LABEL and (places or names) and not node.told:
            node.tag = Tag.CHAPTER


def _past_introduction(nodes: Sequence[Node], node: Node) -> Node:
    """What comes after a heading and the few sentences that introduce it; itself at the document's end."""
    after = nodes[node.index + 1 : node.index + 4]
    below = next((n for n in after if not (n.tag is Tag.TEXT and _introduces(n))), node)
    return below


def _introduces(node: Node) -> bool:
    return isinstance(node.block, Paragraph) and node.text.rstrip().endswith(".") and len(node.text.split()) > 4


def _settle_levels(nodes: Sequence[Node]) -> None:
    """Lay headings by looks below the heading by style that they stand under (labels aside)."""
    above = last = 0.0
    for node in nodes:
        if node.tag not in HEADINGS and node.tag is not Tag.LABEL:
            continue
        if node.styled:
            last = node.level
            above = node.level if node.tag in HEADINGS else above
        else:
            node.level += last if node.tag is Tag.LABEL else above
            last = above if node.tag in HEADINGS else last


def _mark_parents(nodes: Sequence[Node]) -> None:
    """A heading with nothing under it but the next area's heading is the group's, though it looks like an area's."""
    parents, told = [], False
    for node in nodes[:-1]:
        after = nodes[node.index + 1]
        placed = node.level != 1 or node.index > 3 or _numbered_over(node, after)
        candidate = node.tag in (Tag.PLAIN, Tag.CHAPTER, Tag.AREA) and placed
        if candidate and after.is_area and after.level >= node.level and not _numbered_alike(node, after):
            parents.append(node)
            told = told or node.tag is Tag.AREA or node.title.number is not None
    if len(parents) < 2 and not told:
        return
    for node in parents:
        node.is_area, node.tag = False, Tag.GROUP


def _numbered_over(node: Node, after: Node) -> bool:
    """Whether the next heading's number goes on from a heading's own ("B" over "B1", "2" over "2.1")."""
    above, below = node.title.number, after.title.number
    return bool(above and below and below.startswith(above) and depth(below) > depth(above))


def _numbered_alike(node: Node, after: Node) -> bool:
    """Whether a heading is an area without content: it has a number of the same depth as the next."""
    return node.title.number is not None and depth(node.title.number) == depth(after.title.number)


def _mark_chapters(nodes: Sequence[Node], governed: Mapping[int, Sequence[Node]]) -> None:
    """A heading that reads like a chapter's is an area's when it is made like theirs and holds what they hold."""
    makes = {_make(node) for node in nodes if node.is_area and node.tag in (Tag.PLAIN, Tag.AREA)}
    for index, anchors in governed.items():
        node = nodes[index]
        deeper = [anchor for anchor in anchors if anchor.shape or anchor.level > node.level]
        asked = any(anchor.tag is Tag.TEXT and anchor.text.rstrip().endswith("?") for anchor in deeper)
        held = len(deeper) > 1 or asked or any(anchor.shape for anchor in deeper) or (deeper and node.title.number)
        if node.tag is Tag.CHAPTER and held and _make(node) in makes:
            node.is_area, node.tag = True, Tag.PLAIN


def _mark_areas(nodes: Sequence[Node]) -> None:
    governed: dict[int, list[Node]] = {}
    for node in nodes:
        if _is_anchor(node) or _asks(nodes, node):
            ruler = _ruler(nodes, node)
            if ruler is not None:
                governed.setdefault(ruler.index, []).append(node)
    for index, anchors in governed.items():
        nodes[index].is_area = _rules_one_area(nodes[index], anchors)
    _mark_over_titled(nodes, governed)
    _mark_lone_groups(nodes, governed)
    _mark_chapters(nodes, governed)
    for node in nodes:
        if node.tag is Tag.AREA and not node.is_area:
            if _rules_areas(nodes, node):
                node.tag = Tag.GROUP
            else:
                node.is_area = True
    _mark_siblings(nodes)


def _mark_lone_groups(nodes: Sequence[Node], governed: Mapping[int, Sequence[Node]]) -> None:
    """Headings "Insatsområde 1: …" are areas where no heading stands under any of them and they hold items."""
    groups = [node for node in nodes if node.tag is Tag.GROUP and node.title.kind == "group"]
    held = [node for node in groups if node.index in governed]
    over = any(_over_headings(nodes, node) for node in groups)
    if over or len(held) * 2 <= len(groups):
        return
    for node in held:
        shapes = [anchor.shape for anchor in governed[node.index] if anchor.shape]
        node.is_area = not any(found.places_itself() or found.titles() for found in shapes)


def _over_headings(nodes: Sequence[Node], node: Node) -> bool:
    after = next((other for other in nodes[node.index + 1 :] if other.tag in HEADINGS), None)
    return after is not None and after.level > node.level


def _is_anchor(node: Node) -> bool:
    if node.shape is not None:
        return node.shape.strong()
    if node.tag is Tag.LABEL and node.label:
        return node.label.may(*ANCHORS)
    if node.item is not None or node.doing:
        return True
    if isinstance(node.block, Paragraph) and node.tag is Tag.TEXT:
        lead = vocabulary().leading(node.text)
        sure = lead is not None and (":" in node.text[:60] or lead[0].certainty >= 0.95)
        return bool(lead and sure and lead[0].may(*ANCHORS) and plain(lead[2])) or told_inside(node.text)
    return False


def _asks(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a paragraph is a question with a list under it."""
    after = nodes[node.index + 1].block if node.index + 1 < len(nodes) else None
    asks = node.tag is Tag.TEXT and isinstance(node.block, Heading | Paragraph) and node.text.rstrip().endswith("?")
    headed = isinstance(node.block, Heading) or (isinstance(node.block, Paragraph) and node.block.bold)
    return asks and (isinstance(after, ListItem) or (headed and _challenges(node.text)))


def _challenges(text: str) -> bool:
    """Whether a question asks how something could be done, as challenge questions do."""
    return bool(
        re.match(r"\s*(?:hur (?:kan|skulle|får|når|ska)|vad (?:krävs|kan|behövs)|på vilke[nt]|vilka)\b", text, re.I)
    )


def _ruler(nodes: Sequence[Node], anchor: Node) -> Node | None:
    """The heading that an anchor stands under."""
    for place in range(anchor.index - 1, -1, -1):
        node = nodes[place]
        if node.tag in HEADINGS:
            if anchor.tag is Tag.LABEL and node.level > anchor.level:
                continue
            return None if _is_plan_title(nodes, node) else node
    return None


def _is_plan_title(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a heading is the plan's own title: the first of several, of the highest level or with a plan's name."""
    first = next((other for other in nodes if other.tag in HEADINGS and other.tag is not Tag.CHAPTER), None)
    others = any(other.index != node.index for other in nodes if other.tag in HEADINGS or other.tag is Tag.LABEL)
    named = bool(re.search(r"plan\b|planen\b", node.text, re.I))
    return first is node and others and (named or node.level <= 1) and node.title.number is None


def _rules_one_area(ruler: Node, anchors: Sequence[Node]) -> bool:
    if ruler.tag in (Tag.GROUP, Tag.TARGET, Tag.CHAPTER):
        return False
    shapes = [anchor.shape for anchor in anchors if anchor.shape]
    planned = bool(re.search(r"plan\b|planen\b", ruler.text, re.I)) and ruler.title.number is None
    itself = [found for found in shapes if found.places_itself() or (planned and found.by_focus())]
    titled = [found for found in shapes if found.titles()]
    if itself and (len(itself) == len(anchors) or _named_below(ruler, anchors)):
        return False
    if ruler.tag is Tag.FOCUS:
        return not titled
    labels = [anchor for anchor in anchors if anchor.tag is Tag.LABEL]
    if labels and all(anchor.level == ruler.level for anchor in labels) and ruler.tag is Tag.PLAIN and not shapes:
        return len(labels) >= 2
    return not _titles_are_areas(ruler, shapes)


def _named_below(ruler: Node, anchors: Sequence[Node]) -> bool:
    """Whether the first of what stands under a heading without a number is a table that names its own area."""
    first = anchors[0].shape
    return ruler.title.number is None and first is not None and Role.AREA in first.roles()


def _over_titled_tables(ruler: Node, anchors: Sequence[Node]) -> bool:
    """Whether a heading that is no area stands over tables whose title rows name areas."""
    shapes = [anchor.shape for anchor in anchors if anchor.shape]
    return ruler.tag is Tag.PLAIN and not ruler.is_area and any(found.titles() for found in shapes)


def _mark_over_titled(nodes: Sequence[Node], governed: Mapping[int, Sequence[Node]]) -> None:
    """Headings over tables with title rows are groups; beside such a group, one over a single title is a group too."""
    over = [n for n, anchors in governed.items() if _over_titled_tables(nodes[n], anchors)]
    levels = {nodes[n].level for n in over}
    for index, anchors in governed.items():
        node = nodes[index]
        titles = [title for anchor in anchors if anchor.shape for title in anchor.shape.titles()]
        alone = node.tag is Tag.PLAIN and node.is_area and node.level in levels and len(titles) == 1
        if alone and plain(titles[0]) != plain(node.title.title) and all(anchor.shape for anchor in anchors):
            node.is_area = False
            over.append(index)
    for index in over if len(over) > 1 else ():
        nodes[index].tag = Tag.GROUP


def _titles_are_areas(ruler: Node, shapes: Sequence[Shape]) -> bool:
    """Whether the title rows of the tables under a heading name areas, and the heading does not."""
    titles = [title for found in shapes for title in found.titles()]
    numbers = [read_title(title).number for title in titles]
    if ruler.title.number and any(number and number.startswith(ruler.title.number + ".") for number in numbers):
        return True
    return len({plain(title) for title in titles}) >= 2 and plain(ruler.title.title) not in map(plain, titles)


def _make(node: Node) -> tuple[float, int]:
    """What headings of one kind share: their level and the depth of their numbers."""
    return node.level, depth(node.title.number)


def _mark_siblings(nodes: Sequence[Node]) -> None:
    """Headings of the same make between the first and the last area are areas too, though they hold only text."""
    makes = Counter(_make(node) for node in nodes if node.is_area)
    if not makes:
        return
    places = [node.index for node in nodes if node.is_area]
    for node in nodes[places[0] : places[-1] + 1]:
        said = node.label is not None and node.label.may(Role.FUND, Role.AMOUNT, Role.COST) and not node.title.number
        if node.tag is Tag.PLAIN and not said and makes[_make(node)] >= 2 and not _rules_areas(nodes, node):
            node.is_area = True


def _rules_areas(nodes: Sequence[Node], node: Node) -> bool:
    """Whether a heading is the parent of areas: an area of a deeper level comes before the next of its own."""
    for other in nodes[node.index + 1 :]:
        if other.tag in HEADINGS and other.level <= node.level:
            return False
        if other.is_area:
            return True
    return False
