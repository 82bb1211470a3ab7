"""Files are replaced as a whole, or not at all."""

from pathlib import Path

import pytest

from slimmer_rules.replacing import replace_files, replacing


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
