"""What a page shows: its elements, their attributes and its words, in order.

A page is read strictly, for what looks innocent in a page can hide or add text: a style, an attribute, a remark that
one program ends elsewhere than another. White space, and how an attribute or a sign is written, make no difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser


def in_page(content: bytes) -> Mapping[str, Sequence[str]]:
    """The appearance of a page. Raises UnicodeDecodeError where it is no text."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(content.decode("utf-8-sig"))
    reader.close()
    return {"de tekst": reader.words, "de opmaak van de pagina": reader.elements}


class _Reader(HTMLParser):
    """Words apart from what is around them, so that a changed word is told as such."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.words: list[str] = []
        self.elements: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in ("script", "style")
        given = sorted((name, " ".join((value or "").split())) for name, value in attrs)
        self.elements.append(" ".join([f"<{tag}", *(f'{name}="{value}"' for name, value in given)]) + ">")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._unseen -= tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("script", "style")
        self.elements.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        words = data.split()
        if self._unseen:
            self.elements += words
        elif words:
            self.words += words
            self.elements.append(f"({len(words)} woorden)")

    def handle_comment(self, data: str) -> None:
        self.elements.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.elements.append(f"<!{decl.lower()}>")

    def unknown_decl(self, data: str) -> None:
        self.elements.append(f"<![{data}]>")

    def handle_pi(self, data: str) -> None:
        self.elements.append(f"<?{data}>")
