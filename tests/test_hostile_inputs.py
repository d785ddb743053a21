"""The benchmark of hostile files sees what is wrong, and the quick rows of it hold."""

from pathlib import Path

import pytest

from benchmarks import hostile
from benchmarks.hostile_cases import NONE, Case

FORMAT = "TY  - JOUR\nTI  - A Title\nER  - \n"


@pytest.mark.parametrize(
    ("case", "wrong"),
    [
        (Case(1, "right", "a.ris"), ()),
        (Case(1, "nothing", "a.ris", NONE), ("exit 0, not 1", "records (1, 0, 0), not (0, 0, 0)")),
        (Case(1, "message", "a.ris", says="no words"), ("does not say: no words",)),
        (Case(1, "page", "a.ris", page="no words"), ("no page says: no words",)),
        (Case(1, "memory", "a.ris", megabytes=1), ("more than 1 MB",)),
    ],
    ids=lambda value: value.what if isinstance(value, Case) else "",
)
def test_a_case_that_is_not_as_it_must_be_is_seen(tmp_path: Path, case: Case, wrong: tuple[str, ...]) -> None:
    (tmp_path / "a.ris").write_text(FORMAT, "utf-8")
    assert hostile.measured(case, tmp_path / "a.ris", tmp_path / "project", base=60.0).wrong == wrong


def test_archives_pictures_and_empty_files_change_nothing(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        hostile.main([str(shared / "inputs"), "--row", "9", "--row", "14", "--row", "34"])
    assert ended.value.code == 0, capsys.readouterr().out
