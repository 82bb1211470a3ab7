"""Files are replaced as a whole, or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from slimmer_rules.replacing import goes_round, replace_files, replacing


def test_a_new_file_is_for_its_owner_only_and_a_replaced_one_keeps_its_rights(tmp_path: Path) -> None:
    new, old = tmp_path / "nieuw", tmp_path / "oud"
    old.write_bytes(b"was")
    old.chmod(0o644)
    replace_files({new: b"een", old: b"twee"})
    assert (new.read_bytes(), old.read_bytes()) == (b"een", b"twee")
    assert (new.stat().st_mode & 0o777, old.stat().st_mode & 0o777) == (0o600, 0o644)


def test_one_that_cannot_be_written_leaves_all_as_they_were(tmp_path: Path) -> None:
    old = tmp_path / "oud"
    old.write_bytes(b"was")
    with pytest.raises(FileNotFoundError):
        replace_files({old: b"wordt", tmp_path / "nergens" / "nieuw": b"x"})
    assert old.read_bytes() == b"was"
    assert [path.name for path in tmp_path.iterdir()] == ["oud"]


def test_a_file_that_is_read_only_stays(tmp_path: Path) -> None:
    new, old = tmp_path / "nieuw", tmp_path / "oud"
    old.write_bytes(b"was")
    old.chmod(0o444)
    with pytest.raises(PermissionError) as caught:
        replace_files({new: b"x", old: b"wordt"})
    assert caught.value.filename == str(old)
    assert old.read_bytes() == b"was"
    assert [path.name for path in tmp_path.iterdir()] == ["oud"]


def test_a_file_that_only_others_may_write_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "oud"
    old.write_bytes(b"was")
    monkeypatch.setattr(os, "access", lambda path, way: not (Path(path) == old and way == os.W_OK))
    with pytest.raises(PermissionError):
        replace_files({old: b"wordt"})
    assert old.read_bytes() == b"was"


@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_and_what_it_leads_to_is_replaced(there: bool, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    target, link, chain = tmp_path / "map" / "echt", tmp_path / "link", tmp_path / "nog-een"
    if there:
        target.write_bytes(b"was")
    link.symlink_to(Path("map") / "echt")
    chain.symlink_to(link)
    replace_files({chain: b"wordt"})
    assert link.is_symlink()
    assert chain.is_symlink()
    assert target.read_bytes() == b"wordt"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["echt", "link", "map", "nog-een"]


def test_links_that_go_round_are_no_file(tmp_path: Path) -> None:
    for one, other in ("ab", "ba"):
        (tmp_path / one).symlink_to(tmp_path / other)
    with pytest.raises(OSError):  # noqa: PT011  # systems word it in their own way
        replace_files({tmp_path / "a": b"x"})
    assert all(path.is_symlink() for path in tmp_path.iterdir())


def test_what_was_renamed_is_undone_when_a_later_renaming_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, last = (tmp_path / name for name in ("oud", "nieuw", "laatst"))
    old.write_bytes(b"was")
    old.chmod(0o640)
    usual = Path.replace

    def replace(part: Path, target: Path) -> Path:
        if target == last:
            raise PermissionError(13, "in gebruik", str(part), None, str(target))
        return usual(part, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PermissionError) as caught:
        replace_files({old: b"wordt", new: b"x", last: b"x"})
    assert (caught.value.filename, caught.value.filename2) == (str(last), None)
    assert (old.read_bytes(), old.stat().st_mode & 0o777) == (b"was", 0o640)
    assert [path.name for path in tmp_path.iterdir()] == ["oud"]


def test_a_folder_is_no_file_to_replace(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as caught:
        replace_files({tmp_path / "nieuw": b"x", tmp_path: b"x"})
    assert caught.value.filename == str(tmp_path)
    assert not list(tmp_path.iterdir())


KILLED = """
import os, sys, time
from pathlib import Path
from slimmer_rules.replacing import replace_files

def hang(*_):
    print("geschreven", flush=True)
    time.sleep(600)

os.replace = hang
replace_files({Path(sys.argv[1]): b"wordt" * 100_000})
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows kent SIGKILL niet")
def test_a_process_that_is_killed_while_it_writes_leaves_the_old_file_whole(tmp_path: Path) -> None:
    old = tmp_path / "oud"
    old.write_bytes(b"was")
    with subprocess.Popen([sys.executable, "-c", KILLED, str(old)], stdout=subprocess.PIPE) as writing:
        assert writing.stdout is not None
        assert writing.stdout.readline().strip() == b"geschreven"
        writing.send_signal(signal.SIGKILL)
        assert writing.wait() == -signal.SIGKILL
    assert old.read_bytes() == b"was"


def test_a_stream_replaces_what_a_link_points_to_and_keeps_its_rights(tmp_path: Path) -> None:
    old, link = tmp_path / "oud", tmp_path / "verwijzing"
    old.write_text("was")
    old.chmod(0o640)
    link.symlink_to(old)
    with replacing(link) as stream:
        stream.write("wordt\n")
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
    with replacing(target) as stream:
        stream.write("wordt")
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
