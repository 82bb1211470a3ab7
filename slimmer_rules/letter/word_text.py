"""The text of the Word file, from the tree of the letter: paragraphs and tables in the styles of the network's file.

Styles are found by their name, so that it does not matter in which language Word saved them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from slimmer_rules.letter.markdown import leads_away, shown_text, side_of
from slimmer_rules.letter.word_lists import DEEPEST, INDENT, Lists, parsed

if TYPE_CHECKING:
    from docx.document import Document
    from markdown_it.tree import SyntaxTreeNode

PICTURE_WIDTH = 15.2
"""How wide a drawing is, in centimetres."""

SHORT = 10
"""A table with no more rows than this stays on one page."""

FIRST, TEXT, QUOTE, ITEM, CELL = "First Paragraph", "Body Text", "Block Text", "Opsomming", "Compact"
_LINE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'


def with_text(document: Document, root: SyntaxTreeNode, pictures: Mapping[str, bytes]) -> Document:
    """A Word file with a letter (`markdown.tree`) in place of its text; its last section stays.

    `pictures`: each drawing as PNG, by name. The file given is not to be used any more.
    """
    from lxml.etree import tostring  # type: ignore[import-untyped]  # it ships no types

    part: Any = document.part
    section = document.element.body.sectPr
    last = "" if section is None else tostring(section, encoding="unicode", with_tail=False)
    text = "".join(_Text(document, pictures).blocks(root.children, _Within()))
    part._element = parsed("w:document", f"<w:body>{text}{last}</w:body>")
    return cast("Document", part.document)


@dataclass(frozen=True, slots=True)
class _Within:
    """Where a block stands: the style that a styled block or a quote gives it, how deep in lists, and in which list."""

    style: str = ""
    depth: int = -1
    list: int | None = None


@dataclass
class _Text:
    """Writes blocks as WordprocessingML."""

    document: Document
    pictures: Mapping[str, bytes]
    chapters: int = 0
    drawings: int = 0

    def __post_init__(self) -> None:
        self.lists = Lists(self.document)
        section = self.document.sections[-1]
        self.width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        self.styles = {str(style.name).casefold(): style.style_id for style in self.document.styles}

    # -- blocks

    def blocks(self, nodes: Sequence[SyntaxTreeNode], within: _Within) -> Iterator[str]:
        """Blocks that follow each other; only the first is the item of a list that they stand in."""
        before = ""
        for number, node in enumerate(nodes):
            after = nodes[number + 1].type if number + 1 < len(nodes) else ""
            yield from self._block(node, within, before, after)
            before, within = node.type, replace(within, list=None)

    def _block(self, node: SyntaxTreeNode, within: _Within, before: str, after: str) -> Iterator[str]:
        """One block; what stands right before a table stays with it, and what comes after it gets some room."""
        together = "<w:keepNext/>" if after == "table" else ""
        match node.type:
            case "heading":
                yield self._heading(node, together)
            case "paragraph":
                style = within.style or (TEXT if before == "paragraph" else FIRST)
                room = '<w:spacing w:before="160"/>' if before == "table" and style == FIRST else ""
                yield self._paragraph(style, self._runs(node), together + self._in_list(within) + room)
            case "bullet_list" | "ordered_list":
                yield from self._list(node, within)
            case "blockquote":
                yield from self.blocks(node.children, replace(within, style=QUOTE))
            case "table":
                yield self._paragraph(CELL, "") if before == "table" else ""
                yield self._table(node)
            case "code_block" | "fence":
                runs = "<w:r><w:br/></w:r>".join(map(self._code, node.content.rstrip("\n").split("\n")))
                yield self._paragraph(within.style or TEXT, runs, together + self._in_list(within))
            case "hr":
                yield self._paragraph("", "", together + _LINE)
            case _:  # a styled block
                yield from self.blocks(node.children, replace(within, style=node.meta.get("style", within.style)))

    def _heading(self, node: SyntaxTreeNode, properties: str) -> str:
        """A heading; each chief one but the first is on a new page: there an appendix begins."""
        if node.tag == "h1":
            self.chapters += 1
            properties += "<w:pageBreakBefore/>" if self.chapters > 1 else ""
        return self._paragraph(f"Heading {node.tag.removeprefix('h')}", self._runs(node), properties)

    def _list(self, node: SyntaxTreeNode, within: _Within) -> Iterator[str]:
        depth = min(within.depth + 1, DEEPEST)
        sign = node.markup if node.type == "ordered_list" else ""
        inner = _Within(ITEM, depth, self.lists.add(depth, sign, int(node.attrs.get("start", 1))))
        for item in node.children:
            if not item.children or item.children[0].type != "paragraph":
                yield self._paragraph(ITEM, "", self._in_list(inner))
            yield from self.blocks(item.children, inner)

    def _in_list(self, within: _Within) -> str:
        """The properties of a paragraph in a list: as its item, or below that."""
        if within.list is not None:
            return f'<w:numPr><w:ilvl w:val="{within.depth}"/><w:numId w:val="{within.list}"/></w:numPr>'
        return f'<w:ind w:left="{INDENT * (within.depth + 1)}"/>' if within.depth >= 0 else ""

    def _paragraph(self, style: str, runs: str, properties: str = "") -> str:
        return f"<w:p><w:pPr>{self._style('p', style)}{properties}</w:pPr>{runs}</w:p>"

    def _style(self, kind: str, name: str) -> str:
        """A style by its name; nothing where the file has none."""
        id = self.styles.get(name.casefold())
        return f'<w:{kind}Style w:val="{escape(id)}"/>' if id else ""

    # -- tables

    def _table(self, node: SyntaxTreeNode) -> str:
        """A table over the full width: a short one whole, the rows of a long one whole."""
        rows = [row.children for part in node.children for row in part.children]
        shares = node.meta["shares"]
        widths = [self.width // 635 * share // sum(shares) for share in shares]
        last = len(rows) - 1
        kept = range(last) if len(rows) <= SHORT else range(1)
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr>{self._style("tbl", "Table")}<w:tblW w:type="pct" w:w="5000"/>'
            '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="0" '
            f'w:val="0020"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
            f"{''.join(self._row(row, widths, n == 0, n in kept) for n, row in enumerate(rows))}</w:tbl>"
        )

    def _row(self, cells: Sequence[SyntaxTreeNode], widths: Sequence[int], head: bool, kept: bool) -> str:
        together = "<w:keepNext/>" if kept else ""
        texts = "".join(
            f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{width}"/></w:tcPr>'
            f"{self._paragraph(CELL, self._runs(cell), together + _aligned(cell))}</w:tc>"
            for cell, width in zip(cells, widths, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{texts}</w:tr>"

    # -- within a paragraph

    def _runs(self, node: SyntaxTreeNode, look: str = "") -> str:
        return "".join(self._part(part, look) for part in node.children)

    def _part(self, node: SyntaxTreeNode, look: str) -> str:
        match node.type:
            case "text":
                return _run(node.content, look) if node.content else ""
            case "code_inline":
                return self._code(node.content)
            case "softbreak":
                return _run(" ", look)
            case "hardbreak":
                return "<w:r><w:br/></w:r>"
            case "em":
                return self._runs(node, f"{look}<w:i/><w:iCs/>")
            case "strong":
                return self._runs(node, f"{look}<w:b/><w:bCs/>")
            case "link" if leads_away(node):
                return self._link(node, look)
            case "image":
                return self._picture(node)
            case _:
                return self._runs(node, look)

    def _code(self, text: str) -> str:
        return _run(text, self._style("r", "Verbatim Char"))

    def _link(self, node: SyntaxTreeNode, look: str) -> str:
        from docx.opc.constants import RELATIONSHIP_TYPE

        id = self.document.part.relate_to(str(node.attrs["href"]), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return f'<w:hyperlink r:id="{id}">{self._runs(node, self._style("r", "Hyperlink") + look)}</w:hyperlink>'

    def _picture(self, node: SyntaxTreeNode) -> str:
        """A drawing as PNG, for Word takes no SVG, with its alternative text."""
        from docx.oxml.xmlchemy import serialize_for_reading
        from docx.shared import Cm

        picture = BytesIO(self.pictures[str(node.attrs["src"]).removesuffix(".svg")])
        inline = self.document.part.new_pic_inline(picture, width=Cm(PICTURE_WIDTH))
        self.drawings += 1
        inline.docPr.set("id", str(self.drawings))
        inline.docPr.set("name", f"Tekening {self.drawings}")
        inline.docPr.set("descr", shown_text(node))
        return f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"


def _run(text: str, look: str) -> str:
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _aligned(cell: SyntaxTreeNode) -> str:
    side = side_of(cell)
    return f'<w:jc w:val="{side}"/>' if side else ""
