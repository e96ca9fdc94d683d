"""A paragraph's words: what stands after all changes are accepted, and what hangs on it (notes, boxes, breaks)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from samplan.documents.folding import fold
from samplan.documents.ooxml import DGM, MC, A, Element, M, R, W, switch, value
from samplan.documents.word.styles import Style, Styles, points

BREAK = "\n"
PASSED_THROUGH = frozenset(
    [W + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdtContent", "fldSimple", "customXml", "dir",
                           "bdo", "rubyBase", "ruby", "object", "subDoc")]
    + [M + name for name in ("oMath", "oMathPara")]
)  # fmt: skip
CHARACTERS = {
    W + "tab": " ", W + "ptab": " ", W + "cr": BREAK, W + "noBreakHyphen": "-", W + "softHyphen": "",
}  # fmt: skip
REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote", W + "commentReference": "comment"}


@dataclass(slots=True)
class Fields:
    """The complex fields that are open; a table of contents stays open over many paragraphs."""

    open: list[list[str]] = field(default_factory=list)

    def contents(self) -> bool:
        """Whether we stand in a table of contents."""
        return any(is_contents(parts[0]) for parts in self.open)

    def instructing(self) -> bool:
        """Whether we stand in a field's instruction, which is no text."""
        return bool(self.open) and self.open[-1][1] == "instruction"


def is_contents(instruction: str) -> bool:
    """Whether a field's instruction makes a table of contents or of figures."""
    return instruction.strip().upper().startswith("TOC")


@dataclass(slots=True)
class Inline:
    """What one paragraph holds."""

    pieces: list[str] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    breaks_before: int = 0
    breaks_after: int = 0
    contents: bool = False
    page_field: bool = False
    hidden: bool = False
    bold: bool | None = None
    sizes: Counter[float] = field(default_factory=Counter)

    @property
    def raw(self) -> str:
        """The text with its line breaks as they are."""
        return "".join(self.pieces)

    @property
    def lines(self) -> list[str]:
        """The folded lines; soft hyphens at a line's end stay for `join_lines`."""
        return [line for line in self.raw.split(BREAK) if fold(line)]

    @property
    def size(self) -> float | None:
        """The font size that most of the letters have."""
        return self.sizes.most_common(1)[0][0] if self.sizes else None


class Gatherer:
    """Walks paragraphs one after the other."""

    def __init__(self, styles: Styles, *, rendered_breaks: bool) -> None:
        self._styles = styles
        self._rendered = rendered_breaks
        self.fields = Fields()

    def gather(self, paragraph: Element, style: Style) -> Inline:
        """What the paragraph holds."""
        inline = Inline(contents=style.contents or self.fields.contents())
        self._children(paragraph, inline, style)
        inline.contents = inline.contents or self.fields.contents()
        return inline

    def _children(self, element: Element, inline: Inline, style: Style) -> None:
        for child in element:
            tag = child.tag
            if tag == W + "r" or tag == M + "r":
                self._run(child, inline, style)
            elif tag == W + "sdt":
                self._children(child, inline, style)
            elif tag in PASSED_THROUGH or (isinstance(tag, str) and tag.startswith(M)):
                self._simple_field(child, inline)
                self._children(child, inline, style)
            elif tag == MC + "AlternateContent":
                self._alternative(child, inline, style)

    def _simple_field(self, element: Element, inline: Inline) -> None:
        if element.tag == W + "fldSimple":
            instruction = value(element, "instr") or ""
            inline.contents = inline.contents or is_contents(instruction)
            inline.page_field = inline.page_field or is_page(instruction)

    def _run(self, run: Element, inline: Inline, style: Style) -> None:
        before = len(inline.pieces)
        for child in run:
            self._part(child, inline, style)
        text = "".join(inline.pieces[before:])
        if text.strip():
            self._look(run.find(W + "rPr"), len(text), inline, style)

    def _part(self, child: Element, inline: Inline, style: Style) -> None:
        tag = child.tag
        if tag == W + "t" or tag == M + "t":
            if not self.fields.instructing():
                inline.pieces.append((child.text or "").replace("\n", " ").replace("\f", " "))
        elif tag in CHARACTERS:
            inline.pieces.append(CHARACTERS[tag])
        elif tag == W + "br" or tag == W + "lastRenderedPageBreak":
            self._break(child, inline)
        elif tag in REFERENCES:
            inline.references.append((REFERENCES[tag], value(child, "id") or ""))
        elif tag == W + "fldChar":
            self._field(child, inline)
        elif tag == W + "instrText":
            self._instruct(child.text or "", inline)
        else:
            self._odd(child, inline, style)

    def _odd(self, child: Element, inline: Inline, style: Style) -> None:
        if child.tag == W + "sym":
            inline.pieces.append(_symbol(child))
        elif child.tag == MC + "AlternateContent":
            self._alternative(child, inline, style)
        elif child.tag in (W + "drawing", W + "pict", W + "object"):
            self._drawing(child, inline)
        elif child.tag == W + "ruby":
            self._children(child, inline, style)

    def _alternative(self, element: Element, inline: Inline, style: Style) -> None:
        """One of the alternatives, never both: the first that holds a box, a drawing or text."""
        for option in element:
            if option.tag not in (MC + "Choice", MC + "Fallback"):
                continue
            if next(option.iter(W + "txbxContent", W + "t", DGM + "relIds"), None) is not None:
                for child in option:
                    if child.tag == W + "r":
                        self._run(child, inline, style)
                    else:
                        self._part(child, inline, style)
                return

    def _drawing(self, element: Element, inline: Inline) -> None:
        inline.boxes += [box for box in element.iter(W + "txbxContent") if _outermost(box, element)]
        inline.diagrams += [each.get(R + "dm", "") for each in element.iter(DGM + "relIds")]

    def _break(self, element: Element, inline: Inline) -> None:
        kind = value(element, "type")
        if element.tag == W + "br" and kind != "page":
            inline.pieces.append(BREAK)
            return
        if element.tag == W + "br":
            inline.pieces.append(BREAK)
        if self._rendered != (element.tag == W + "br"):
            if inline.raw.strip():
                inline.breaks_after += 1
            else:
                inline.breaks_before += 1

    def _field(self, element: Element, inline: Inline) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            self.fields.open.append(["", "instruction"])
        elif kind == "separate" and self.fields.open:
            self.fields.open[-1][1] = "result"
        elif kind == "end" and self.fields.open:
            inline.contents = inline.contents or self.fields.contents()
            self.fields.open.pop()

    def _instruct(self, text: str, inline: Inline) -> None:
        if self.fields.open:
            self.fields.open[-1][0] += text
            inline.page_field = inline.page_field or is_page(self.fields.open[-1][0])

    def _look(self, properties: Element | None, length: int, inline: Inline, style: Style) -> None:
        bold, size = style.bold, style.size
        if properties is not None:
            character = self._styles.run(value(properties.find(W + "rStyle")))
            own = switch(properties.find(W + "b"))
            bold = own if own is not None else (bold if character.bold is None else character.bold)
            size = points(properties) or character.size or size
            inline.hidden = inline.hidden or bool(switch(properties.find(W + "vanish")))
        inline.bold = bool(bold) and inline.bold is not False
        if size:
            inline.sizes[size] += length


def is_page(instruction: str) -> bool:
    """Whether a field's instruction gives a page number or the number of pages."""
    return instruction.strip().upper().startswith(("PAGE", "NUMPAGES", "SECTIONPAGES"))


def _symbol(element: Element) -> str:
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= code <= 0xF8FF or not 0x20 <= code < 0xD800 else chr(code)


def _outermost(box: Element, drawing: Element) -> bool:
    """Whether no other box, and no second alternative, lies between the box and its drawing."""
    for above in box.iterancestors():
        if above is drawing:
            return True
        if above.tag == W + "txbxContent":
            return False
        if above.tag == MC + "Fallback":
            choice = next(above.itersiblings(MC + "Choice", preceding=True), None)
            if choice is not None and next(choice.iter(W + "txbxContent"), None) is not None:
                return False
    return True


def diagram_texts(root: Element) -> list[str]:
    """The texts of a drawn diagram (SmartArt), a paragraph each."""
    texts = (fold("".join(part.text or "" for part in each.iter(A + "t"))) for each in root.iter(A + "p"))
    return [text for text in texts if text]
