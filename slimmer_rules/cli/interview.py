"""`slimmer interview`: the conversation, in plain lines. It reads, shows and keeps; what is asked is `interview/`'s."""

from __future__ import annotations

import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from slimmer_rules.atomic_write import ChangedError, real
from slimmer_rules.cli.beside import beside_option, read_earlier, with_earlier
from slimmer_rules.cli.case_store import (
    CaseFile,
    CommentsError,
    free,
    new_path,
    own_folder,
    own_place,
    reason,
)
from slimmer_rules.cli.common import (
    fail,
    knowledge_folder,
    knowledge_option,
    load_rulebook,
    named_conversation,
    templates_folder,
    templates_option,
    today,
)
from slimmer_rules.cli.lines import whole
from slimmer_rules.cli.opening import given, own
from slimmer_rules.cli.program_name import called
from slimmer_rules.cli.rules_changed import rules_changed
from slimmer_rules.cli.rules_store import keep_rules

if TYPE_CHECKING:
    from slimmer_rules.cli.screen import Screen
    from slimmer_rules.interview import Interview, Messages
    from slimmer_rules.reasoning.earlier import Earlier
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Conversation, Rulebook

KEPT_IN = "Uw antwoorden staan in {path}."
KEPT = "Alles is bewaard in {path}."
CONTINUE = "Verder gaan: {command}"
LETTER_LATER = "De brief maken: {command}"
NOTHING_KEPT = "Er is nog niets om te bewaren. Tot een volgende keer."
NOT_KEPT = "Bewaren lukt nu niet: {reason}. U kunt doorgaan; ik probeer het na elk antwoord opnieuw."
KEPT_AGAIN = "Bewaren lukt weer."
NEVER_KEPT = "Uw laatste antwoorden zijn niet bewaard: {reason}."
RESCUED = "Daarom staan uw antwoorden nu in {path}."
CHANGED_UNDERNEATH = (
    "Dit gesprek is intussen ook ergens anders gewijzigd. Dat overschrijf ik niet: het staat in {other}. "
    "Uw antwoorden staan nu apart, in {path}."
)
DIFFERENCES = "Dit is het verschil:"
DIFFERENCE = "{question}: daar {there}, bij u {here}."
NOT_ANSWERED = "nog geen antwoord"
GONE = "Het bestand {path} was er niet meer. Ik heb het opnieuw gemaakt."
COMMENTS_COPIED = (
    "In dit bestand staan opmerkingen die ik niet alle kan laten staan. "
    "Daarom staat er nu eerst een kopie van het bestand, zoals u het schreef, in {path}."
)
LETTER_THERE = "“{path}” bestaat al; typ een andere naam."
LETTER_FAULT = "Er ging iets mis in Slimmer Rules zelf ({error}). Meld dit aan wie het programma beheert."
LETTER_CLASH = "De regels {first} en {second} spreken elkaar tegen; meld dit aan wie de regels beheert."
FOLDERS = ("knowledge", "templates")


@click.command(help="Voer een gesprek, vraag voor vraag.")
@click.argument("geval", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--gesprek",
    metavar="NAAM",
    help="Welk gesprek, als het een nieuw gesprek is. Zonder deze optie kiest u; met een GEVAL is het de eerste.",
)
@beside_option
@click.option("--kort", is_flag=True, help="Alleen de vragen die de uitkomst nog kunnen veranderen.")
@knowledge_option
@templates_option
def command(
    geval: Path | None,
    gesprek: str | None,
    bij: Path | None,
    kort: bool,
    knowledge: Path | None,
    templates: Path | None,
) -> None:
    """Start or resume an interview. Ctrl-C, end of input and `:stop` all end it with everything kept, and code 0."""
    from slimmer_rules.cli.screen import Screen

    rulebook = load_rulebook(knowledge)
    conversation = named_conversation(gesprek, rulebook).id if gesprek else None
    screen = Screen()
    try:
        file, case = given(geval, rulebook, conversation) if geval else own(rulebook, conversation, screen)
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return
    if kort and rulebook.conversations[case.conversation].goal is None:
        fail(f"Gesprek “{case.conversation}” heeft geen doel. Daarom is --kort hier niet mogelijk.")
    earlier = read_earlier(bij, case, rulebook) if bij else None
    if earlier and (file is None or not file.exists):
        case = with_earlier(case, earlier)
    _Session(rulebook, screen, file, geval, (knowledge, templates), short=kort, earlier=earlier, beside=bij).run(case)


class _Session:
    """One run of the interview: shows, reads, keeps, and makes the letter."""

    def __init__(
        self,
        rulebook: Rulebook,
        screen: Screen,
        file: CaseFile | None,
        given: Path | None,
        folders: tuple[Path | None, Path | None],
        *,
        short: bool,
        earlier: Earlier | None,
        beside: Path | None,
    ) -> None:
        self._earlier = earlier
        self._beside = beside
        self._short = short
        self._rulebook = rulebook
        self._screen = screen
        self._file = file
        self._folders = folders
        self._failure: str | None = None
        self._told = file is not None and file.exists
        self._options = _typed_folders()
        self._given = given
        self._lettered = False
        self._rules_kept = False

    def run(self, case: Case) -> None:
        """The whole conversation."""
        from slimmer_rules.interview import prompt, respond, start
        from slimmer_rules.reasoning.analysis import Analysis

        self._untouched = case
        analysis = Analysis(self._rulebook.conversations[case.conversation])
        show = f"{called()} rules show{self._options}"
        derive = analysis.reasoner.derive
        state, said = start(
            self._rulebook,
            case,
            derive,
            analysis,
            short=self._short,
            show_rule=show,
            greet=_greet,
            earlier=self._earlier,
        )
        self._screen.show((*rules_changed(case, self._rulebook), *said))
        try:
            while not state.over:
                self._screen.show(prompt(state))
                line = self._screen.read(partial(_asked, state))
                with _undisturbed():
                    state, said = respond(state, line)
                    self._keep(state)
                    self._screen.show(said)
                if state.letter is not None:
                    state = self._letter(state)
        except (EOFError, KeyboardInterrupt):
            click.echo()
        except Exception:
            with suppress(click.exceptions.Exit):  # a fault of ours, which comes first
                self._farewell(state)
            raise
        self._farewell(state)

    # -- keeping

    def _keep(self, state: Interview) -> None:
        """Keep the case, before anything is said about it. What goes wrong is told, and nothing is given up."""
        from slimmer_rules.interview.messages import error, hint, notice

        if not _worth_keeping(state.case, self._untouched):
            return
        try:
            told = self._put(state.case)
            self._keep_rules()
        except OSError as problem:
            if self._failure is None:
                self._screen.show((error(NOT_KEPT.format(reason=reason(problem))),))
            self._failure = reason(problem)
        else:
            if self._failure is not None:
                self._screen.show((notice(KEPT_AGAIN),))
            elif not self._told and self._file:
                self._screen.show((hint(KEPT_IN.format(path=self._file.path)),))
            self._failure, self._told = None, True
            self._screen.show(told)

    def _keep_rules(self) -> None:
        """Keep the rules once, for who goes on with this conversation when they have changed."""
        if not self._rules_kept:
            keep_rules(knowledge_folder(self._folders[0]), self._rulebook)
        self._rules_kept = True

    def _put(self, case: Case) -> Messages:
        """Keep the case in its file, or apart where someone else changed that; what to tell. Raises OSError."""
        from slimmer_rules.interview.messages import notice

        if self._file is None:
            self._file = self._new_file(case)
            return ()
        try:
            try:
                self._file.keep(case)
            except CommentsError:
                self._screen.show((notice(COMMENTS_COPIED.format(path=self._file.copy())),))
                self._file.keep(case)
        except ChangedError:
            theirs, self._file = self._file, self._file.apart(case)
            if theirs.path == self._file.path:
                return (notice(GONE.format(path=theirs.path)),)
            self._given = None
            return self._both(theirs, case)
        return ()

    def _both(self, theirs: CaseFile, case: Case) -> Messages:
        """Where the two cases are that came of one, and in what answers they differ."""
        from slimmer_rules.interview.messages import error, item, plain

        said = (error(CHANGED_UNDERNEATH.format(other=theirs.path, path=self._file and self._file.path)),)
        other = theirs.other()
        if other is None or other.conversation != case.conversation:
            return said
        lines = tuple(item(line) for line in _differences(self._rulebook.conversations[case.conversation], case, other))
        return (*said, plain(DIFFERENCES), *lines) if lines else said

    def _new_file(self, case: Case) -> CaseFile:
        path = new_path(own_folder(), case.conversation, case.date or today().isoformat(), case.title)
        return CaseFile(path, self._rulebook).apart(case)

    def _farewell(self, state: Interview) -> None:
        from slimmer_rules.interview import Phase, left
        from slimmer_rules.interview.messages import error, hint, notice

        said: Messages
        state, said = left(state)
        self._screen.show(said)
        self._keep(state)
        if self._failure is not None:
            self._screen.show((error(NEVER_KEPT.format(reason=self._failure)),))
            self._rescue(state)
            raise click.exceptions.Exit(1)
        if self._file is None or not self._file.exists:
            said = (notice(NOTHING_KEPT),)
        else:
            said = (notice(KEPT.format(path=self._file.path)),)
            if state.phase is not Phase.DONE:
                said += (hint(CONTINUE.format(command=whole(self._again(self._file.path)))),)
            elif not self._lettered:
                said += (hint(LETTER_LATER.format(command=whole(self._letter_command(self._file.path)))),)
        self._screen.show(said)

    def _letter_command(self, path: Path) -> str:
        from slimmer_rules.letter import usual_ending

        return f"{called()} letter{self._options} {shlex.quote(str(path))} -o brief{usual_ending()}"

    def _again(self, path: Path) -> str:
        """The command that goes on with this very conversation, however many others are open."""
        short = " --kort" if self._short else ""
        beside = f" --bij {shlex.quote(str(self._beside))}" if self._beside else ""
        return f"{called()} interview{short}{beside}{self._options} {shlex.quote(str(self._given or path))}"

    def _rescue(self, state: Interview) -> None:
        """A last try: the user's own folder."""
        from slimmer_rules.interview.messages import notice

        try:
            rescue = self._new_file(state.case)
        except OSError:
            return
        self._screen.show((notice(RESCUED.format(path=rescue.path)),))

    # -- the letter

    def _letter(self, state: Interview) -> Interview:
        from slimmer_rules.interview import letter_failed, letter_made
        from slimmer_rules.letter import LetterError

        try:
            made = self._written(state)
        except LetterError as error:
            state, said = letter_failed(state, str(error))
        else:
            state, said = letter_made(state, str(real(made)))
            self._lettered = True
        self._keep(state)
        self._screen.show((*self._on_sender(), *said) if self._lettered else said)
        return state

    def _on_sender(self) -> Messages:
        """What is not right yet with who sends the letter: nothing in the conversation asks for that."""
        from slimmer_rules.interview.messages import notice
        from slimmer_rules.letter.sender import EXAMPLE_SENDER, read_sender

        example = read_sender(knowledge_folder(self._folders[0])).is_example
        return (notice(f"Let op: {EXAMPLE_SENDER}."),) if example else ()

    def _letter_path(self, state: Interview) -> Path:
        """Where the coach wants it, else a new file beside the case file, or among the coach's documents."""
        if state.letter:
            return _from_home(Path(state.letter))
        from slimmer_rules.letter import usual_ending

        path = self._file.path if self._file else Path("brief")
        folder = _documents() if self._file is None or path.parent == real(own_place()) else path.parent
        return free(folder / f"{path.stem}-brief{usual_ending()}")

    def _written(self, state: Interview) -> Path:
        """Write the letter; where it is. Raises LetterError, with what is wrong in one sentence, whatever that is."""
        from slimmer_rules.letter import LetterError, prepare, read_templates, write_letter
        from slimmer_rules.reasoning.forward import ContradictionError
        from slimmer_rules.rulebook.diagnostics import RulebookError

        knowledge, templates = self._folders
        case = replace(state.case, progress=None)
        try:
            target = self._letter_path(state)
            if target.exists():
                raise LetterError(LETTER_THERE.format(path=target))
            letter = prepare(case, self._rulebook, knowledge_folder(knowledge), today=today())
            write_letter(letter, read_templates(templates_folder(templates)), target)
        except LetterError:
            raise
        except RulebookError as error:
            raise LetterError(str(error)) from error
        except ContradictionError as clash:
            raise LetterError(LETTER_CLASH.format(first=clash.first[1], second=clash.second[1])) from clash
        except OSError as error:
            raise LetterError(_not_written(error, state.letter)) from error
        except click.ClickException as error:
            raise LetterError(error.format_message()) from error
        except Exception as error:  # whatever it is: the conversation goes on, and can be held again without a letter
            raise LetterError(LETTER_FAULT.format(error=f"{type(error).__name__}: {error}")) from error
        return target


def _worth_keeping(case: Case, untouched: Case) -> bool:
    """Whether anything was added: merely looking at a case that someone else wrote leaves its file as it is."""
    skipped = case.progress and case.progress.skipped
    return bool(untouched.progress or skipped or replace(case, progress=None) != untouched)


def _differences(talk: Conversation, mine: Case, theirs: Case) -> Iterator[str]:
    """Each question that two cases answer in their own way, with both answers."""
    from slimmer_rules.interview.words import answer_text
    from slimmer_rules.rulebook.wording import capital, quoted

    for question in talk.questions.values():
        here, there = (
            NOT_ANSWERED if answer is None else quoted(answer_text(question, answer))
            for answer in (mine.answers.get(question.id), theirs.answers.get(question.id))
        )
        if here != there:
            yield DIFFERENCE.format(question=capital(question.short), there=there, here=here)


def _asked(state: Interview) -> Messages:
    """What is asked now, also where it stands on the screen already."""
    from slimmer_rules.interview import prompt

    return prompt(replace(state, quiet=False))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold a Ctrl-C back until what was answered is kept."""
    came: list[int] = []
    try:
        usual = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    except ValueError:  # only the main thread can; elsewhere no Ctrl-C arrives
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
    if came:
        raise KeyboardInterrupt


def _typed_folders() -> str:
    """The folders that were named on the command line: whoever goes on needs them again."""
    context = click.get_current_context()
    named = [name for name in FOLDERS if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    return "".join(f" --{name} {shlex.quote(str(context.params[name]))}" for name in named)


def _greet(case: Case) -> str:
    """How the letter will begin."""
    from slimmer_rules.letter.texts import salutation

    return salutation(case)


def _from_home(path: Path) -> Path:
    """The path with `~` filled in; as it stands for a user who is not there, to be told as a missing folder."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def _not_written(error: OSError, typed: str | None) -> str:
    """What is wrong with the file, in a sentence that stays short, however long its name is."""
    from slimmer_rules.interview.matching import shown
    from slimmer_rules.rulebook.os_errors import trouble

    name = typed or error.filename
    return f"“{shown(str(name))}” {trouble(error)}." if name else f"Het bestand {trouble(error)}."


def _documents() -> Path:
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()
