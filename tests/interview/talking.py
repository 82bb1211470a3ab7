"""A small conversation to hold, and a way to hold it: what is typed, what is said."""

from __future__ import annotations

from dataclasses import replace

from slimmer_rules.interview import Interview, Phase, prompt, respond, start
from slimmer_rules.interview.messages import Message, Tone
from slimmer_rules.letter.texts import salutation
from slimmer_rules.reasoning.analysis import Analysis
from slimmer_rules.reasoning.forward import Reasoner
from slimmer_rules.rulebook.cases import Case
from slimmer_rules.rulebook.conditions import AnyOf, Is
from slimmer_rules.rulebook.model import Conversation, Outcome, Section
from tests.building import HERE, conclusion, conversation, given, members, question, rule, rulebook


def small_talk() -> Conversation:
    """Three sections: one with a dependent question, one with the coach's judgement and a number, one optional."""
    motivation = question("motivatie", "ja", "twijfel", "nee")
    motivation = replace(
        motivation,
        assessor="coach",
        note="Vraag naar eerdere ervaring.",
        answers=tuple(replace(answer, note=f"Te zien aan {answer.id}.") for answer in motivation.answers),
    )
    adopter = replace(
        question("adopter", "concreet", "in_beeld", "geen"),
        why="Zonder adopter blijft het een idee.",
        note="Denk aan een teamleider.",
        example="De leider van een wijkteam.",
    )
    first, *rest = adopter.answers
    adopter = replace(adopter, answers=(replace(first, note="U kent de naam."), *rest))
    talk = conversation(
        questions=[
            question("aanvrager", "professional", "anders"),
            question("partner", applies_if=Is("aanvrager", ("anders",))),
            adopter,
            question("voortgang", "ingevoerd", "nog_niet"),
            motivation,
            question("leden", between=(0, 50)),
            replace(question("det_a", "helpt", "hindert"), optional=True),
            replace(question("det_b", "helpt", "hindert"), optional=True),
        ],
        conclusions=[
            conclusion("kans", "gunstig", "ongunstig", "onbekend", default="onbekend"),
            conclusion("besluit", "aannemen", "aanhouden", "afwijzen", default="aanhouden"),
            members("voorwaarden", "adopter_vastleggen"),
            members("tegenspraak", "adopter_en_voortgang"),
        ],
        rules=[
            rule("K1", given(adopter="geen"), ("kans", "ongunstig"), reason=("Niemand gaat de oplossing gebruiken.",)),
            rule("K2", Is("adopter", ("concreet", "in_beeld")), ("kans", "gunstig"), reason=("Er is een gebruiker.",)),
            rule("V1", given(adopter="in_beeld"), ("voorwaarden", "adopter_vastleggen")),
            rule(
                "T1",
                given(adopter="geen", voortgang="ingevoerd"),
                ("tegenspraak", "adopter_en_voortgang"),
                reason=("Er is geen gebruiker, maar het is al ingevoerd.",),
            ),
            rule("B1", given(kans="gunstig", motivatie="ja"), ("besluit", "aannemen"), reason=("De kans is goed.",)),
            rule(
                "B2",
                AnyOf((Is("kans", ("ongunstig",)), Is("motivatie", ("nee",)))),
                ("besluit", "afwijzen"),
                reason=("De kans is te klein.",),
            ),
        ],
        goal="besluit",
    )
    return replace(
        talk,
        signals="tegenspraak",
        outcomes={"aannemen": Outcome(True, ("voorwaarden",)), "afwijzen": Outcome()},
        sections=(
            Section("1-wie", "Wie", ("aanvrager", "partner")),
            Section("2-kans", "Kans", ("adopter", "voortgang", "motivatie", "leden")),
            Section("3-verder", "Verder", ("det_a", "det_b")),
        ),
    )


class Talk:
    """An interview that is held line by line."""

    def __init__(
        self, case: Case | None = None, talk: Conversation | None = None, *, ahead: bool = False, short: bool = False
    ) -> None:
        """With `ahead` the interview looks ahead, as it does for a coach; `short` asks only what matters."""
        talk = talk or small_talk()
        self.derived = 0
        reasoner = Reasoner(talk)

        def derive(answers):  # type: ignore[no-untyped-def]  # passes through
            self.derived += 1
            return reasoner.derive(answers)

        given = case or Case(conversation=talk.id, answers={})
        analysis = Analysis(talk) if ahead or short else None
        self.state, said = start(rulebook(talk), given, derive, analysis, short=short, greet=salutation)
        self.greeting = text(said)
        self.said: tuple[Message, ...] = said

    def type(self, *lines: str) -> str:
        """Type lines; what the last one made the interview say, without what is asked next."""
        for line in lines:
            self.state, self.said = respond(self.state, line)
        return text(self.said)

    @property
    def asked(self) -> str:
        """What stands on the screen to be answered."""
        return text(prompt(replace(self.state, quiet=False)))

    @property
    def answers(self) -> dict[str, str | int]:
        return dict(self.state.case.answers)

    @property
    def at(self) -> str:
        """The question at hand, or the phase."""
        return self.state.cursor or self.state.phase.value

    def erred(self) -> bool:
        """Whether the last line was not understood."""
        return any(message.tone is Tone.ERROR for message in self.said)


def text(messages: tuple[Message, ...]) -> str:
    """Messages as a person reads them."""
    return "\n".join(f"{message.mark} {message.text}".strip() for message in messages)


def begun(*lines: str) -> Talk:
    """A talk past the two opening questions."""
    talk = Talk()
    talk.type("Een titel", "Een coach", *lines)
    return talk


def resumed(state: Interview) -> Talk:
    """The same case, opened again."""
    return Talk(state.case)


__all__ = ["HERE", "Phase", "Talk", "begun", "resumed", "small_talk", "text"]
