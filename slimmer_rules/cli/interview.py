"""`slimmer interview`: the conversation, in plain lines. It reads, shows and keeps; what is asked is `interview/`'s."""

from __future__ import annotations

import os
import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date as Date  # noqa: N812  # a type, beside fields named `date`
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from slimmer_rules.cli.called import called
from slimmer_rules.cli.case_store import CaseFile, ChangedUnderneathError, free, new_path, own_folder, unfinished
from slimmer_rules.cli.common import (
    fail,
    knowledge_folder,
    knowledge_option,
    load_rulebook,
    templates_folder,
    templates_option,
)
from slimmer_rules.cli.putting import taken

if TYPE_CHECKING:
    from slimmer_rules.cli.screen import Screen
    from slimmer_rules.interview import Interview, Messages
    from slimmer_rules.rulebook.cases import Case
    from slimmer_rules.rulebook.model import Rulebook

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
    "Dit gesprek is intussen ook ergens anders gewijzigd. Dat overschrijf ik niet. "
    "Uw antwoorden staan nu apart, in {path}."
)
NO_FOLDER = "De map voor uw gesprekken is niet te maken: {reason}. Noem zelf een bestand: {program} interview naam.yaml"
FOLDERS = ("knowledge", "templates")
UNFINISHED = "Er staat nog een gesprek open: {title}, {count}."
UNFINISHED_ASK = "Wilt u daarmee verder?"
UNFINISHED_YES = "Ja, verder waar ik was"
UNFINISHED_NO = "Nee, een nieuw gesprek"


@click.command(help="Voer het intakegesprek, vraag voor vraag.")
@click.argument("geval", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--gesprek", metavar="NAAM", help="Welk gesprek, als het een nieuw gesprek is. Zonder deze optie: intake."
)
@click.option("--kort", is_flag=True, help="Alleen de vragen die het advies nog kunnen veranderen.")
@knowledge_option
@templates_option
def command(
    geval: Path | None, gesprek: str | None, kort: bool, knowledge: Path | None, templates: Path | None
) -> None:
    """Start or resume an interview. Ctrl-C, end of input and `:stop` all end it with everything kept, and code 0."""
    from slimmer_rules.cli.screen import Screen

    rulebook = load_rulebook(knowledge)
    conversation = _conversation(rulebook, gesprek)
    screen = Screen()
    try:
        file, case = _given(geval, rulebook, conversation) if geval else _own(rulebook, conversation, screen)
    except (EOFError, KeyboardInterrupt):
        click.echo()
        return
    if kort and rulebook.conversations[case.conversation].goal is None:
        fail(f"Gesprek “{case.conversation}” geeft geen advies. Daarom is --kort hier niet mogelijk.")
    _Session(rulebook, screen, file, geval, (knowledge, templates), short=kort).run(case)


def _conversation(rulebook: Rulebook, name: str | None) -> str:
    from slimmer_rules.rulebook.diagnostics import suggest

    known = rulebook.conversations
    wanted = name or ("intake" if "intake" in known else next(iter(known), "intake"))
    if wanted not in known:
        near = suggest(wanted, known)
        fail(f"Er is geen gesprek “{wanted}”." + (f" Bedoelde u {near}?" if near else f" Er zijn: {', '.join(known)}."))
    return wanted


def _new(conversation: str) -> Case:
    from slimmer_rules.rulebook.cases import Case

    return Case(conversation=conversation, answers={}, date=Date.today().isoformat())


def _given(path: Path, rulebook: Rulebook, conversation: str) -> tuple[CaseFile, Case]:
    """The case in the file that was named, or a new one for it."""
    from slimmer_rules.rulebook.cases import read_case

    if not path.parent.is_dir():
        fail(f"De map “{path.parent}” bestaat niet.")
    if not os.access(path.parent, os.W_OK):
        fail(f"In de map “{path.parent}” mag u niet schrijven; kies een andere plek voor het gesprek.")
    if not path.exists():
        return CaseFile(path), _new(conversation)
    if not path.is_file():
        fail(f"“{path}” is geen gewoon bestand; kies een andere plek voor het gesprek.")
    if not os.access(path, os.W_OK):
        fail(f"“{path}” mag u niet wijzigen; maak een kopie of geef uzelf schrijfrechten.")
    content = taken(path)
    return CaseFile(path, content), read_case(content, str(path), rulebook)


def _own(rulebook: Rulebook, conversation: str, screen: Screen) -> tuple[CaseFile | None, Case]:
    """An unfinished case of the user's own folder if the coach wants that one, else a new one."""
    try:
        folder = own_folder()
    except OSError as error:
        fail(NO_FOLDER.format(reason=_reason(error), program=called()))
    for path, content, case in unfinished(folder, rulebook):
        if _wants(screen, case, path):
            return CaseFile(path, content), case
        break
    return None, _new(conversation)


def _wants(screen: Screen, case: Case, path: Path) -> bool:
    from slimmer_rules.interview.messages import error, item, plain, question

    number = len(case.answers)
    count = "1 antwoord" if number == 1 else f"{number} antwoorden"
    screen.show((plain(UNFINISHED.format(title=f"“{case.title or path.stem}”", count=count)),))
    screen.show((question(UNFINISHED_ASK), item(UNFINISHED_YES, "1"), item(UNFINISHED_NO, "2")))
    while True:
        line = screen.read().strip().casefold()
        if line in (":stop", ":s"):
            raise EOFError
        if line in ("1", "ja", "j", "2", "nee", "n"):
            return line in ("1", "ja", "j")
        screen.show((error("Typ 1 of 2."),))


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
    ) -> None:
        self._short = short
        self._rulebook = rulebook
        self._screen = screen
        self._file = file
        self._folders = folders
        self._failure: str | None = None
        self._told = file is not None and file.exists
        self._options = _typed_folders()
        self._argument = self._for(given)
        self._lettered = False

    def run(self, case: Case) -> None:
        """The whole conversation."""
        from slimmer_rules.interview import prompt, respond, start
        from slimmer_rules.reasoning.analysis import Analysis

        self._untouched = case
        analysis = Analysis(self._rulebook.conversations[case.conversation])
        show = f"{called()} rules show{self._options}"
        derive = analysis.reasoner.derive
        state, said = start(self._rulebook, case, derive, analysis, short=self._short, show_rule=show)
        self._screen.show(said)
        try:
            while not state.over:
                self._screen.show(prompt(state))
                line = self._screen.read()
                with _undisturbed():
                    state, said = respond(state, line)
                    self._keep(state)
                    self._screen.show(said)
                if state.letter is not None:
                    state = self._letter(state)
        except (EOFError, KeyboardInterrupt):
            click.echo()
        self._farewell(state)

    # -- keeping

    def _keep(self, state: Interview) -> None:
        """Keep the case, before anything is said about it. What goes wrong is told, and nothing is given up."""
        from slimmer_rules.interview.messages import error, hint, notice

        if not _worth_keeping(state.case, self._untouched):
            return
        try:
            file = self._file = self._file or self._new_file(state.case)
            file.keep(state.case)
        except ChangedUnderneathError:
            self._keep_apart(state)
        except OSError as problem:
            if self._failure is None:
                self._screen.show((error(NOT_KEPT.format(reason=_reason(problem))),))
            self._failure = _reason(problem)
        else:
            if self._failure is not None:
                self._screen.show((notice(KEPT_AGAIN),))
            elif not self._told:
                self._screen.show((hint(KEPT_IN.format(path=file.path)),))
            self._failure, self._told = None, True

    def _new_file(self, case: Case) -> CaseFile:
        return CaseFile(new_path(own_folder(), case.conversation, str(case.date), case.title))

    def _keep_apart(self, state: Interview) -> None:
        from slimmer_rules.interview.messages import error

        assert self._file is not None  # noqa: S101  # only a file can have changed
        self._file = CaseFile(free(self._file.path))
        self._argument = self._for(self._file.path)
        self._keep(state)
        self._screen.show((error(CHANGED_UNDERNEATH.format(path=self._file.path)),))

    def _farewell(self, state: Interview) -> None:
        from slimmer_rules.interview import Phase
        from slimmer_rules.interview.messages import error, hint, notice

        said: Messages
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
                said += (hint(CONTINUE.format(command=self._again())),)
            elif state.talk.goal is not None and not self._lettered:
                said += (hint(LETTER_LATER.format(command=self._letter_command(self._file.path))),)
        self._screen.show(said)

    def _for(self, path: Path | None) -> str:
        """What stands behind `slimmer interview` to go on with the conversation in a file."""
        return (" --kort" if self._short else "") + self._options + (f" {shlex.quote(str(path))}" if path else "")

    def _letter_command(self, path: Path) -> str:
        from slimmer_rules.letter import usual_ending

        return f"{called()} letter{self._options} {shlex.quote(str(path))} -o brief{usual_ending()}"

    def _again(self) -> str:
        """The command that goes on with this conversation: what the coach began with, if that was another."""
        begun = os.environ.get("SLIMMER_AGAIN")  # `make intake` puts no `slimmer` on the PATH
        return begun if begun and not self._argument else f"{called()} interview{self._argument}"

    def _rescue(self, state: Interview) -> None:
        """A last try: the user's own folder."""
        from slimmer_rules.interview.messages import notice

        try:
            rescue = self._new_file(state.case)
            rescue.keep(state.case)
        except OSError:
            return
        self._screen.show((notice(RESCUED.format(path=rescue.path)),))

    # -- the letter

    def _letter(self, state: Interview) -> Interview:
        from slimmer_rules.interview import letter_failed, letter_made

        target = self._letter_path(state)
        reason = f"“{target}” bestaat al; typ een andere naam." if target.exists() else self._written(state, target)
        state, said = letter_failed(state, reason) if reason else letter_made(state, str(target.resolve()))
        self._lettered = reason is None
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
            return Path(state.letter).expanduser()
        from slimmer_rules.letter import usual_ending

        path = self._file.path if self._file else Path("brief")
        folder = _documents() if self._file is None or path.parent == own_folder() else path.parent
        return free(folder / f"{path.stem}-brief{usual_ending()}")

    def _written(self, state: Interview, target: Path) -> str | None:
        """Write the letter; what went wrong, in one sentence, or None."""
        from slimmer_rules.letter import LetterError, prepare, read_templates, write_letter
        from slimmer_rules.rulebook.diagnostics import RulebookError

        knowledge, templates = self._folders
        case = replace(state.case, progress=None)
        try:
            letter = prepare(case, self._rulebook, knowledge_folder(knowledge), today=Date.today())
            write_letter(letter, read_templates(templates_folder(templates)), target)
        except (LetterError, RulebookError) as error:
            return str(error)
        except OSError as error:
            return f"{_reason(error)}."
        return None


def _worth_keeping(case: Case, untouched: Case) -> bool:
    """Whether anything was added: merely looking at a case that someone else wrote leaves its file as it is."""
    skipped = case.progress and case.progress.skipped
    return bool(untouched.progress or skipped or replace(case, progress=None) != untouched)


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


def _documents() -> Path:
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def _reason(error: OSError) -> str:
    from slimmer_rules.rulebook.troubles import trouble

    reasons = {PermissionError: "u heeft daar geen schrijfrechten", FileNotFoundError: "de map is er niet meer"}
    return reasons.get(type(error)) or f"het bestand {trouble(error)}"
