"""What holds whatever a coach types: nothing stops the interview, nothing answered is lost, and it can always go on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from slimmer_rules.interview import Phase, letter_failed
from slimmer_rules.interview.commands import COMMANDS
from slimmer_rules.rulebook.cases import dump_case, read_case
from tests.building import rulebook
from tests.interview.talking import Talk, resumed, small_talk, text

BOOK = rulebook(small_talk())

line = st.one_of(
    st.sampled_from(["", "0", "1", "2", "3", "ja", "nee", "onbekend", "?", "17", "keuze"]),
    st.builds(
        lambda name, rest: f":{name} {rest}",
        st.sampled_from([name for name in COMMANDS if name != "stop"]),
        st.one_of(
            st.sampled_from(["", "1", "4", "partner", "alles"]),
            st.text(max_size=20).map(lambda t: t.replace("\n", " ")),
        ),
    ),
    st.text(max_size=30),
)
lines = st.lists(line, max_size=40)


def hold(typed: list[str]) -> list[Talk]:
    """The interview after each line; a letter that is asked for cannot be made here.

    Every other interview looks ahead, and half of those ask only what matters.
    """
    talk, steps = Talk(ahead=len(typed) % 2 == 0, short=len(typed) % 4 == 0), []
    for each in typed:
        talk.type(each)
        if talk.state.letter is not None:
            talk.state, _ = letter_failed(talk.state, "Dat kan hier niet.")
        after = Talk.__new__(Talk)
        after.__dict__.update(talk.__dict__)
        steps.append(after)
        if talk.state.over:
            break
    return steps


@given(lines)
@settings(max_examples=150)
def test_no_line_stops_the_interview_or_loses_an_answer(typed: list[str]) -> None:
    answered: set[str] = set()
    for talk in hold(typed):
        assert answered <= talk.answers.keys()
        answered = set(talk.answers)
        assert talk.state.over or talk.asked, "there is always something to answer"


@given(lines)
@settings(max_examples=100)
def test_what_is_kept_can_always_be_read_and_gone_on_with(typed: list[str]) -> None:
    for talk in hold(typed)[-3:]:
        case = talk.state.case
        assert read_case(dump_case(case).encode(), "geval.yaml", BOOK) == case
        again = resumed(talk.state)
        assert again.answers == talk.answers
        if talk.state.phase not in (Phase.DONE, Phase.TITLE):
            assert again.at == talk.at


@given(lines)
@settings(max_examples=100)
def test_the_outcome_is_never_shown_before_the_own_view_could_be_given(typed: list[str]) -> None:
    asked = False
    for talk in hold(typed):
        if "Titel van besluit: label" in text(talk.said):
            assert asked
        asked = asked or talk.state.phase is Phase.OWN_VIEW
