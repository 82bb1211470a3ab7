"""Files are replaced as a whole, or not at all."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from slimmer_rules import atomic_write
from slimmer_rules.atomic_write import ChangedError, exchange, goes_round, stream, write_files, write_folder

unix = pytest.mark.skipif(os.name == "nt", reason="Windows kent deze signalen en grenzen niet")


def test_a_new_file_is_for_its_owner_only_and_a_replaced_one_keeps_its_rights(tmp_path: Path) -> None:
    new, old = tmp_path / "nieuw", tmp_path / "oud"
    old.write_bytes(b"was")
    old.chmod(0o644)
    write_files({new: b"een", old: b"twee"})
    assert (new.read_bytes(), old.read_bytes()) == (b"een", b"twee")
    assert (new.stat().st_mode & 0o777, old.stat().st_mode & 0o777) == (0o600, 0o644)


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    old = tmp_path / "oud"
    old.write_bytes(b"was")
    with pytest.raises(FileNotFoundError):
        write_files({old: b"wordt", tmp_path / "nergens" / "nieuw": b"x"})
    assert old.read_bytes() == b"was"
    assert [path.name for path in tmp_path.iterdir()] == ["oud"]


def test_a_file_that_is_read_only_stays(tmp_path: Path) -> None:
    new, old = tmp_path / "nieuw", tmp_path / "oud"
    old.write_bytes(b"was")
    old.chmod(0o444)
    with pytest.raises(PermissionError) as caught:
        write_files({new: b"x", old: b"wordt"})
    assert caught.value.filename == str(old)
    assert old.read_bytes() == b"was"
    assert [path.name for path in tmp_path.iterdir()] == ["oud"]


def test_a_file_that_only_others_may_write_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "oud"
    old.write_bytes(b"was")
    monkeypatch.setattr(os, "access", lambda path, way: not (Path(path) == old and way == os.W_OK))
    with pytest.raises(PermissionError):
        write_files({old: b"wordt"})
    assert old.read_bytes() == b"was"


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_replaced(there: bool, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    target, link, chain = tmp_path / "map" / "echt", tmp_path / "link", tmp_path / "nog-een"
    if there:
        target.write_bytes(b"was")
    link.symlink_to(Path("map") / "echt")
    chain.symlink_to(link)
    write_files({chain: b"wordt"})
    assert link.is_symlink()
    assert chain.is_symlink()
    assert target.read_bytes() == b"wordt"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["echt", "link", "map", "nog-een"]


def test_links_that_go_round_are_no_file(tmp_path: Path) -> None:
    for one, other in ("ab", "ba"):
        (tmp_path / one).symlink_to(tmp_path / other)
    with pytest.raises(OSError):  # noqa: PT011  # systems word it in their own way
        write_files({tmp_path / "a": b"x"})
    assert all(path.is_symlink() for path in tmp_path.iterdir())


def refuse(monkeypatch: pytest.MonkeyPatch, last: Path) -> None:
    """Let every file be renamed, except to this place."""
    usual = Path.replace

    def replace(part: Path, target: Path) -> Path:
        if target == last:
            raise PermissionError(13, "in gebruik", str(part), None, str(target))
        return usual(part, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_what_is_new_goes_again_when_a_later_renaming_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, last = tmp_path / "nieuw", tmp_path / "laatst"
    refuse(monkeypatch, last)
    with pytest.raises(PermissionError) as caught:
        write_files({new: b"x", last: b"x"})
    assert (caught.value.filename, caught.value.filename2) == (str(last), None)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_file_to_replace(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        write_files({tmp_path / "nieuw": b"x", tmp_path: b"x"})
    assert caught.value.filename == str(tmp_path)
    assert not list(tmp_path.iterdir())


AT_RENAMING = """
import os, sys, time
from pathlib import Path
from slimmer_rules.atomic_write import write_files, write_folder

def hang(*_):
    print("geschreven", flush=True)
    time.sleep(600)

os.replace = hang
"""
FILE = AT_RENAMING + "write_files({Path(sys.argv[1]): b'wordt' * 100_000})"
FOLDER = AT_RENAMING + "write_folder(Path(sys.argv[1]), {'a': b'1', 'b/c': b'2'})"


def end(program: str, target: Path, number: int) -> None:
    """Run a program until it renames, and end it then by a signal."""
    with subprocess.Popen([sys.executable, "-c", program, str(target)], stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline().strip() == b"geschreven"
        writing.send_signal(number)
        assert writing.wait() != 0


@unix
def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file_whole_and_the_next_clears(tmp_path: Path) -> None:
    old = tmp_path / "oud"
    old.write_bytes(b"was")
    end(FILE, old, signal.SIGKILL)
    assert old.read_bytes() == b"was"
    assert len(list(tmp_path.iterdir())) == 2
    write_files({tmp_path / "ander": b"x"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ander", "oud"]


@unix
def test_a_folder_that_is_killed_while_it_is_written_is_not_there_and_the_next_clears(tmp_path: Path) -> None:
    end(FOLDER, tmp_path / "nieuw" / "map", signal.SIGKILL)
    assert not (tmp_path / "nieuw").exists()
    write_folder(tmp_path / "nieuw" / "map", {"a": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["nieuw"]


@unix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
@pytest.mark.parametrize("program", [FILE, FOLDER])
def test_a_process_that_is_asked_to_end_leaves_nothing(program: str, number: int, tmp_path: Path) -> None:
    end(program, tmp_path / "nieuw", number)
    assert not list(tmp_path.iterdir())


def test_a_file_that_looks_nearly_as_one_of_ours_stays(tmp_path: Path) -> None:
    names = (".geval.yaml.deel", "geval.yaml.abcdefgh.deel", ".geval.yaml.abcdefg.deel", ".geval.yaml.abcdefgh.bezig")
    for name in names:
        (tmp_path / name).touch()
    write_files({tmp_path / "x": b""})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((*names, "x"))


# --- one step: reading, comparing, replacing -------------------------------------------------------------------------


def test_a_file_is_changed_only_if_it_holds_what_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "geval"
    exchange(path, None, b"een")
    exchange(path, b"een", b"twee")
    for expected in (None, b"een", b""):
        with pytest.raises(ChangedError):
            exchange(path, expected, b"drie")
    with pytest.raises(ChangedError):
        exchange(path, b"drie", b"drie")
    assert path.read_bytes() == b"twee"
    assert [each.name for each in tmp_path.iterdir()] == ["geval"]
    path.unlink()
    with pytest.raises(ChangedError):
        exchange(path, b"twee", b"drie")


@pytest.mark.parametrize("two_names", [True, False])
def test_a_new_name_that_another_takes_meanwhile_is_left_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, two_names: bool
) -> None:
    path, usual = tmp_path / "geval", os.link

    def link(part: Path, target: Path) -> None:
        target.write_bytes(b"van een ander")
        if not two_names:
            raise PermissionError(1, "Operation not permitted")
        usual(part, target)

    monkeypatch.setattr(os, "link", link)
    with pytest.raises(ChangedError):
        exchange(path, None, b"van mij")
    assert path.read_bytes() == b"van een ander"
    assert [each.name for each in tmp_path.iterdir()] == ["geval"]


def test_a_new_file_on_a_disk_that_gives_no_file_two_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", link)
    exchange(tmp_path / "geval", None, b"van mij")
    assert (tmp_path / "geval").read_bytes() == b"van mij"
    refuse(monkeypatch, tmp_path / "ander")
    with pytest.raises(PermissionError):
        exchange(tmp_path / "ander", None, b"van mij")
    assert [each.name for each in tmp_path.iterdir()] == ["geval"]


def test_who_waits_too_long_for_another_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic_write, "PATIENCE", 0.05)
    with atomic_write._alone([tmp_path / "a"]), pytest.raises(OSError) as caught:  # noqa: PT011  # told by its number
        exchange(tmp_path / "b", None, b"x")
    assert (caught.value.errno, caught.value.filename) == (errno.EBUSY, str(tmp_path))


@pytest.mark.parametrize("usable", [True, False])
def test_the_lock_is_in_the_users_own_runtime_folder_or_among_their_data(
    usable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime, data, cases = (tmp_path / name for name in ("runtime", "data", "gevallen"))
    for folder in (data, cases):
        folder.mkdir()
    runtime.mkdir() if usable else runtime.touch()
    runtime.chmod(0o700)
    monkeypatch.setattr("platformdirs.user_runtime_path", lambda *_, **__: runtime if usable else runtime / "weg")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: data)
    if not usable:
        monkeypatch.setattr(os, "access", lambda path, way: path != runtime / "weg")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        exchange(cases / "geval", None, b"x")
    assert [path.name for path in cases.iterdir()] == ["geval"]
    assert len(list((runtime if usable else data / "vergrendeling").iterdir())) == 1


@pytest.mark.parametrize("held", [3, 10**6])
def test_windows_tries_again_for_a_second_while_a_synchroniser_holds_the_file(
    held: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, usual, now = tmp_path / "geval", Path.replace, [0.0]
    path.write_bytes(b"was")
    tries: list[float] = []

    def replace(part: Path, target: Path) -> Path:
        tries.append(now[0])
        if len(tries) <= held:
            raise PermissionError(13, "wordt gebruikt door een ander proces")
        return usual(part, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(atomic_write, "WINDOWS", True)
    monkeypatch.setattr(atomic_write, "_now", lambda: now[0])
    monkeypatch.setattr(atomic_write, "_pause", lambda seconds: now.__setitem__(0, now[0] + seconds))
    if held < 10:
        exchange(path, b"was", b"wordt")
    else:
        with pytest.raises(PermissionError):
            exchange(path, b"was", b"wordt")
    assert path.read_bytes() == (b"wordt" if held < 10 else b"was")
    assert len(tries) == held + 1 if held < 10 else 1.0 <= tries[-1] < 1.2
    assert [each.name for each in tmp_path.iterdir()] == ["geval"]


@unix
def test_a_disk_that_is_full_leaves_all_as_it_was(tmp_path: Path) -> None:
    old = tmp_path / "oud"
    old.write_bytes(b"was")
    program = (
        "import resource, sys; from pathlib import Path; from slimmer_rules.atomic_write import exchange\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))\n"
        "try: exchange(Path(sys.argv[1]), b'was', b'x' * 5000)\n"
        "except OSError as error: print(error.filename)\n"
    )
    told = subprocess.run([sys.executable, "-c", program, str(old)], capture_output=True, text=True, check=True).stdout
    assert told.strip() == str(old)
    assert old.read_bytes() == b"was"
    assert [path.name for path in tmp_path.iterdir()] == ["oud"]


# --- folders ---------------------------------------------------------------------------------------------------------


def test_all_files_of_a_folder_are_written_and_others_are_left(tmp_path: Path) -> None:
    (tmp_path / "eigen").write_text("van mij", encoding="utf-8")
    write_folder(tmp_path, {"a": b"1", "b/c": b"2", "b/d/e": b"3"})
    names = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    assert names == ["a", "b", "b/c", "b/d", "b/d/e", "eigen"]


def test_nothing_is_left_of_what_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        write_folder(tmp_path / "nieuw" / "map", {"a": b"1", "b" * 300: b"2"})
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("first", ["nieuw/a", "nieuw/map/a", "a"])
def test_nothing_new_is_left_where_the_last_file_cannot_be_placed(tmp_path: Path, first: str) -> None:
    (tmp_path / "z" / "in de weg").mkdir(parents=True)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OSError, match=r"."):
        write_folder(tmp_path, {first: b"1", "z": b"2"})
    assert sorted(tmp_path.rglob("*")) == before


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder, with what the files hold."""
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in folder.rglob("*")}


def test_files_that_were_there_stay_as_they_were_when_a_later_one_cannot_be_placed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"was")
    (tmp_path / "z" / "in de weg").mkdir(parents=True)
    before = tree(tmp_path)
    with pytest.raises(IsADirectoryError) as caught:
        write_folder(tmp_path, {"a": b"wordt", "nieuw/b": b"1", "z": b"2"})
    assert caught.value.filename == str(tmp_path / "z")
    assert tree(tmp_path) == before


def test_a_file_in_the_place_of_a_folder_leaves_all_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"was")
    (tmp_path / "b").write_bytes(b"een bestand")
    before = tree(tmp_path)
    with pytest.raises(OSError) as caught:  # noqa: PT011  # systems word it in their own way
        write_folder(tmp_path, {"a": b"wordt", "nieuw/c": b"1", "b/c": b"2"})
    assert caught.value.filename == str(tmp_path / "b")
    assert tree(tmp_path) == before


def test_in_a_folder_a_file_that_is_read_only_stays_and_so_do_the_others(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"was")
    (tmp_path / "b").chmod(0o444)
    with pytest.raises(PermissionError) as caught:
        write_folder(tmp_path, {"a": b"wordt", "b": b"wordt"})
    assert caught.value.filename == str(tmp_path / "b")
    assert tree(tmp_path) == {"a": b"was", "b": b"was"}


def test_in_a_folder_a_link_stays_one_and_new_files_are_for_anyone_to_read(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "echt").write_bytes(b"was")
    (tmp_path / "map" / "a").symlink_to(tmp_path / "echt")
    write_folder(tmp_path / "map", {"a": b"wordt", "b": b"1"})
    assert (tmp_path / "map" / "a").is_symlink()
    assert (tmp_path / "echt").read_bytes() == b"wordt"
    (tmp_path / "gewoon").touch()
    assert (tmp_path / "map" / "b").stat().st_mode == (tmp_path / "gewoon").stat().st_mode
    (tmp_path / "map-2").mkdir()
    write_folder(tmp_path / "nieuw", {"a": b"1", "b/c": b"2"})
    assert (tmp_path / "nieuw").stat().st_mode == (tmp_path / "map-2").stat().st_mode
    assert (tmp_path / "nieuw" / "b" / "c").stat().st_mode == (tmp_path / "gewoon").stat().st_mode


def test_a_folder_of_which_a_part_cannot_be_placed_leaves_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "eigen").touch()
    refuse(monkeypatch, tmp_path / "b")
    with pytest.raises(PermissionError):
        write_folder(tmp_path, {"a/x": b"1", "b/x": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["eigen"]


# --- streams ---------------------------------------------------------------------------------------------------------


def test_a_stream_replaces_what_a_link_points_to_and_keeps_its_rights(tmp_path: Path) -> None:
    old, link = tmp_path / "oud", tmp_path / "verwijzing"
    old.write_text("was")
    old.chmod(0o640)
    link.symlink_to(old)
    with stream(link) as file:
        file.write("wordt\n")
        assert old.read_text() == "was"
    assert (old.read_bytes(), old.stat().st_mode & 0o777, link.is_symlink()) == (b"wordt\n", 0o640, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["oud", "verwijzing"]


@pytest.mark.parametrize("end", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_stream_that_does_not_end_well_leaves_all_as_it_was(tmp_path: Path, end: type[BaseException]) -> None:
    old = tmp_path / "oud"
    old.write_text("was")
    with pytest.raises(end):
        _broken_off(old, end)
    assert old.read_text() == "was"
    assert [path.name for path in tmp_path.iterdir()] == ["oud"]


def _broken_off(target: Path, end: type[BaseException]) -> None:
    with stream(target) as file:
        file.write("wordt")
        raise end


@pytest.mark.skipif(os.name == "nt", reason="Windows heeft deze koppelingen niet")
def test_links_that_lead_back_to_themselves_are_known(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "nieuw")
    assert goes_round(tmp_path / "a")
    assert goes_round(tmp_path / "a" / "onder")
    assert not goes_round(tmp_path / "c")
    assert not goes_round(tmp_path)
