"""What the signals of plain language see, and what they leave alone."""

from __future__ import annotations

import pytest

from slimmer_rules.rulebook import language


def test_a_text_is_cut_into_sentences() -> None:
    text = "Is er een adopter? Dat is belangrijk. {{ antwoord('adopter') }} En dit: u kunt het vragen."
    assert language.sentences(text) == [
        "Is er een adopter?",
        "Dat is belangrijk.",
        "dit En dit: u kunt het vragen.",
    ]  # a gap carries no end of its own: what fills it brings one


def test_a_sentence_is_long_from_one_word_too_many() -> None:
    assert not list(language.long_sentences("een twee drie vier vijf.", most=5))
    assert [r.words for r in language.long_sentences("een twee drie vier vijf zes.", most=5)] == ["6 woorden"]


@pytest.mark.parametrize(
    "text",
    [
        "De oplossing wordt door de gemeente ingevoerd.",
        "Uw vraag werd besproken.",
        "Dat moet nog worden uitgezocht.",
    ],
)
def test_passives_are_seen(text: str) -> None:
    assert [remark.kind for remark in language.passives(text)] == ["lijdend"]


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente voert de oplossing in.",
        "Het werk wordt leuker.",
        "Wij hebben uw vraag besproken.",
        "Het wordt koud, en wij hebben dat gezien.",
    ],
)
def test_active_sentences_are_left_alone(text: str) -> None:
    assert not list(language.passives(text))


def test_a_difficult_word_is_fine_once_it_is_explained() -> None:
    text = "Zijn er adopters?"
    assert [remark.words for remark in language.difficult(text)] == ["adopters"]
    assert not list(language.difficult(text, explained={"adopter"}))


def test_two_negations_in_one_clause() -> None:
    assert [r.words for r in language.double_negatives("Er is niemand die het niet wil.")] == ["niemand … niet"]
    assert not list(language.double_negatives("Er is niemand, en dat wil u niet."))


def test_english_words() -> None:
    assert [r.words for r in language.english("Geef feedback aan de groep.")] == ["feedback"]
