"""Sources: a citation as a reader can find it."""

from __future__ import annotations

from slimmer_rules.rulebook.model import Citation, Rulebook
from slimmer_rules.rulebook.wording.texts import quoted


def citation_text(citation: Citation, rulebook: Rulebook) -> str:
    """A citation with the titles of source and section."""
    place = place_text(citation, rulebook)
    return ", ".join(filter(None, [source_text(citation.source, rulebook), place]))


def source_text(id: str, rulebook: Rulebook) -> str:
    """A source by its authors, year and title; one that is not listed is said to be so."""
    source = rulebook.sources.get(id)
    if source is None:
        return f"{quoted(id)} (deze bron staat niet in de lijst van bronnen)"
    return f"{source.authors} ({source.year}), {quoted(source.title)}"


def place_text(citation: Citation, rulebook: Rulebook) -> str:
    """Where in its source a citation points; empty for the whole of it."""
    source = rulebook.sources.get(citation.source)
    sections = source.sections if source else {}
    told = [f"onderdeel {quoted(sections.get(citation.section, citation.section))}"] if citation.section else []
    if citation.part:
        part = citation.part.replace("-", " ")
        told.append(f"alinea {part}" if part.isdigit() else part)
    return ", ".join(told)
