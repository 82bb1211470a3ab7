"""The words of a letter in each of its formats, to see that all formats say the same.

Where a format keeps the order of the words, its marks (a comma, a bracket) count as words too.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from io import BytesIO

from slimmer_rules.letter.appearance.pdf import opened_pdf
from slimmer_rules.letter.markdown import to_html
from slimmer_rules.letter.rendered import Rendered
from slimmer_rules.letter.typst_source import BREAK, STRETCH

_WORD = re.compile(r"\w+")
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_HEAD = re.compile(r"^(\|.*)\n\|[-:| ]+$", re.MULTILINE)
_PART = re.compile(rf"[^\W_]{{1,{STRETCH}}}_*|_+")
_PAGE = re.compile(r"bladzijde \d+ van \d+")


def words(text: str, ending: str) -> list[str]:
    """The words and marks of a letter in Markdown, in order, or the words of a plain text."""
    return list(_in_markdown(text)) if ending == ".md" else _WORD.findall(text)


@lru_cache(maxsize=1)
def _in_markdown(text: str) -> tuple[str, ...]:
    """Kept for one text: each of its formats is held against it in turn."""
    return tuple(_WORD_OR_MARK.findall(_visible(to_html(text))))


def in_text(content: bytes) -> list[str]:
    """The words of a plain text."""
    return words(content.decode("utf-8"), ".txt")


def in_html(content: bytes) -> list[str]:
    """The words and marks of a page; not those in a drawing, for which a table stands."""
    page = re.sub(r"<(head|svg|style|script)\b.*?</\1>", " ", content.decode("utf-8"), flags=re.DOTALL)
    return _WORD_OR_MARK.findall(_visible(page))


def in_docx(content: bytes) -> list[str]:
    """The words and marks of a Word file."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        document = file.read("word/document.xml").decode("utf-8")
    return _WORD_OR_MARK.findall(_visible(re.sub(r"</w:p>|<w:br ?/>", " ", document)))


def in_pdf(content: bytes) -> list[str]:
    """The words of a PDF, long ones in parts, without page numbers. Raises as `opened_pdf` does."""
    with opened_pdf(content) as reader:
        text = " ".join(page.extract_text() for page in reader.pages)
    return [part for word in _WORD.findall(_PAGE.sub(" ", text.replace(BREAK, ""))) for part in _in_parts(word)]


def _visible(page: str) -> str:
    """The text of HTML or XML; tags within a word leave it whole, tags of blocks part words."""
    page = re.sub(r"</?(p|h\d|li|td|th|tr|div|table|blockquote|br)\b[^>]*>", " ", page)
    return html.unescape(re.sub(r"<[^>]+>", "", page))


def in_markdown(content: bytes) -> list[str]:
    """The words of a letter in Markdown."""
    return words(content.decode("utf-8"), ".md")


READERS: Mapping[str, Callable[[bytes], list[str]]] = {
    ".md": in_markdown,
    ".txt": in_text,
    ".html": in_html,
    ".docx": in_docx,
    ".pdf": in_pdf,
}


IN_ORDER = (".md", ".html", ".docx")
"""The formats that keep the order of the words; in the others a cell of a table may be broken over lines."""


def differing(letter: Rendered, ending: str, content: bytes) -> list[str]:
    """The words that a format has too many or too few of, or in another place, beside those of the letter in Markdown.

    The numbers of a list are text where the order of words is not kept. A PDF keeps the words of its drawings as text,
    repeats the heads of tables on each page, so these may be there more often.
    """
    own, other = words(letter.markdown, ".md"), READERS[ending](content)
    if ending in IN_ORDER:
        return _in_order(own, other)
    own = [word for word in own if _WORD.match(word)]
    if ending == ".pdf":
        own = [part for word in own for part in _in_parts(word)]
    missing, added = Counter(own) - Counter(other), Counter(other) - Counter(own)
    if ending == ".pdf":
        added = _beyond_pdf(letter, added)
    return sorted((missing + (added - Counter(_list_numbers(to_html(letter.markdown))))).elements())


def _in_order(own: list[str], other: list[str]) -> list[str]:
    """The words that are too many or too few; if there are none, those that stand elsewhere."""
    odd = (Counter(own) - Counter(other)) + (Counter(other) - Counter(own))
    return sorted(odd.elements()) or [mine for mine, theirs in zip(own, other, strict=True) if mine != theirs]


def _in_parts(word: str) -> list[str]:
    """A word in parts such that a PDF, which may break long ones over lines, breaks it between two of them."""
    return _PART.findall(word)


def _beyond_pdf(letter: Rendered, added: Counter[str]) -> Counter[str]:
    """What is added beyond what a PDF does: words of drawings, and heads again."""
    heads = set(words("\n".join(_HEAD.findall(letter.markdown)), ".txt"))
    drawn = Counter(word for svg in letter.figures.values() for word in _drawn(svg))
    return Counter({word: count for word, count in (added - drawn).items() if word not in heads})


def _drawn(svg: str) -> list[str]:
    texts = re.findall(r"<text\b[^>]*>(.*?)</text>", svg, flags=re.DOTALL)
    return [word for text in texts for word in _WORD.findall(_visible(text))]


def _list_numbers(page: str) -> Iterator[str]:
    """The numbers before the items of numbered lists, which in a page are no text."""
    counts: list[int | None] = []
    for tag, start in re.findall(r"<(/?(?:ol|ul|li))\b(?: start=\"(\d+)\")?", page):
        if tag in ("ol", "ul"):
            counts.append(int(start or 1) if tag == "ol" else None)
        elif tag in ("/ol", "/ul"):
            counts.pop()
        elif tag == "li" and (count := counts[-1]) is not None:
            yield str(count)
            counts[-1] = count + 1
