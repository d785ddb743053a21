"""`sitegen keywords`, as a person runs it: the list, the likely merges, previews and refreshes."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from conftest import listing, tree
from generator import build, cli
from generator.content import state
from generator.papers import Vocabulary

LSTM = "A long short-term memory reads sensor streams."
PAPERS = (
    ("Sensor Streams and LSTM", "We study sensor streams. The LSTM reads sensor streams; our LSTM is small. The GLUE benchmark is used."),
    ("Reading Sensor Streams", f"{LSTM} Sensor streams are long. The long short-term memory (LSTM) is small."),
    ("A Long Short-Term Memory for Weather", f"{LSTM} Weather maps come of it. GLUE is a test."),
    ("Weather Maps", "Weather maps of sensor streams. The GLUE benchmark tests nothing here; GLUE is for text."),
)  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = tmp_path_factory.mktemp("built")
    (project / "list.txt").write_text(listing(*PAPERS), "utf-8")
    build.build(project, [project / "list.txt"])
    for page in (project / "content" / "papers").glob("*.md"):
        labels = {
            "sensor-streams-and-lstm": "LSTM, Sensor streams, GLUE benchmark",
            "reading-sensor-streams": "Long short-term memory, Sensor streams",
            "a-long-short-term-memory-for-weather": "Long short-term memory, Weather maps, GLUE",
            "weather-maps": "Weather maps, Sensor streams, GLUE",
        }[page.stem]
        lines = page.read_text("utf-8").splitlines(keepends=True)
        lines = [f"keywords: [{labels}]\n" if line.startswith("keywords:") else line for line in lines]
        page.write_text("".join(lines), "utf-8")
    build.build(project)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "project"))


def run(project: Path, *words: str, ends: int = 0) -> Result:
    done = CliRunner().invoke(cli.main, ["keywords", "--project", str(project), *words])
    assert done.exit_code == ends, done.output
    return done


def test_keywords_are_listed_with_their_counts_most_frequent_first(project: Path) -> None:
    lines = run(project).stdout.splitlines()
    assert lines[0] == "6 keywords: in how many lists, in how many papers at all"
    assert lines[1] == "     3      4  Sensor streams"
    assert "     2      3  GLUE" in lines
    assert not [line for line in lines if line.endswith("  Maps")]  # no text has it outside "Weather maps"
    table = json.loads(run(project, "--json").stdout)
    assert {one["label"]: (one["listed"], one["papers"]) for one in table["keywords"]}["GLUE benchmark"] == (1, 2)
    assert table["problems"] == []


def test_likely_merges_can_be_pasted(project: Path) -> None:
    printed = run(project).stdout
    pasted = printed[printed.index("# Probably") :]
    assert tomllib.loads(pasted)["prefer"]["GLUE benchmark"] == "GLUE"
    (project / "content" / "keywords.toml").write_text(pasted, "utf-8")
    again = run(project)
    assert "GLUE benchmark" not in again.stdout.partition("# Probably")[2]
    assert again.stderr == ""


def test_below_a_prefer_that_is_there_no_second_one_is_printed(project: Path) -> None:
    file = project / "content" / "keywords.toml"
    file.write_text('[prefer]\n"Maps of weather" = "Weather maps"\n', "utf-8")
    printed = run(project).stdout
    lines = printed[printed.index("# Probably") :]
    assert "[prefer]\n" not in lines
    tomllib.loads(file.read_text("utf-8") + lines)


def test_a_filter_lists_what_has_these_words(project: Path) -> None:
    lines = run(project, "glue").stdout.splitlines()
    assert [line.split("  ")[-1] for line in lines[1:3]] == ["GLUE", "GLUE benchmark"]
    assert lines[0].startswith("2 keywords")
    assert not any("Weather" in line for line in lines)


def test_what_cannot_be_meant_is_said(project: Path) -> None:
    (project / "content" / "keywords.toml").write_text('hide = ["Sensor steams"]\n', "utf-8")
    assert run(project).stderr == (
        'content/keywords.toml:1: hide names "Sensor steams", which no paper holds\n  Did you mean "Sensor streams"?\n'
    )


def test_a_preview_compares_the_edited_file_with_the_last_build(project: Path) -> None:
    assert run(project, "--preview").stdout == "Compared with the last build, nothing would change.\n"
    (project / "content" / "keywords.toml").write_text('[prefer]\n"GLUE benchmark" = "GLUE"\n', "utf-8")
    before = tree(project)
    printed = run(project, "--preview").stdout
    assert printed.startswith("Compared with the last build:\n  keyword lists  1 paper\n")
    assert "\nKeyword lists\n  sensor-streams-and-lstm: - GLUE benchmark  + GLUE\n" in printed
    assert tree(project) == before
    build.build(project)
    assert run(project, "--preview").stdout == "Compared with the last build, nothing would change.\n"


def test_what_a_preview_says_is_what_the_build_then_makes(project: Path) -> None:
    (project / "content" / "keywords.toml").write_text('hide = ["Weather maps"]\n', "utf-8")
    told = json.loads(run(project, "--preview", "--json").stdout)
    pages = {one["id"] for one in told["pages"] if one["before"] and not one["after"]}
    assert pages == {"weather-maps"}
    folder = project / "site" / "keywords"
    assert (folder / "weather-maps.html").is_file()
    before = build.build(project).links
    assert not (folder / "weather-maps.html").exists()
    (project / "content" / "keywords.toml").unlink()
    assert build.build(project).links == before - len(told["made"]) + len(told["lost"])


def test_a_preview_of_another_file_or_of_words_compares_with_the_file_on_disk(project: Path, tmp_path: Path) -> None:
    (project / "content" / "keywords.toml").write_text('[prefer]\n"GLUE benchmark" = "GLUE"\n', "utf-8")
    candidate = tmp_path / "candidate.toml"
    candidate.write_text("", "utf-8")
    told = json.loads(run(project, str(candidate), "--preview", "--json").stdout)
    assert (told["base"], told["lists"]) == (
        "content/keywords.toml",
        [{"paper": "sensor-streams-and-lstm", "removed": ["GLUE"], "added": ["GLUE benchmark"]}],
    )
    told = json.loads(
        run(project, "--preview", "--prefer", "LSTM = Long short-term memory", "--hide", "GLUE", "--json").stdout
    )
    assert {one["paper"]: one["removed"] for one in told["lists"]}["sensor-streams-and-lstm"][-1] == "GLUE"


def test_a_preview_tells_what_is_odd_about_a_candidate(project: Path, tmp_path: Path) -> None:
    candidate = tmp_path / "candidate.toml"
    candidate.write_text('[define]\n"Whether maps" = "x"\n', "utf-8")
    done = run(project, str(candidate), "--preview")
    assert done.stderr == (
        f'{candidate.as_posix()}:2: define names "Whether maps", which no paper holds\n  Did you mean "Weather maps"?\n'
    )
    done = run(project, "--preview", "--hide", "Whether maps")
    assert done.stderr.startswith('the command line: hide names "Whether maps", which no paper holds\n')
    candidate.write_text("[define\n", "utf-8")
    assert f"{candidate.as_posix()}:1: not valid TOML" in run(project, str(candidate), "--preview", ends=1).stderr


@pytest.mark.parametrize(
    "words",
    [
        ["--yes"],
        ["--refresh", "glue"],
        ["--preview", "nowhere.toml"],
        ["--preview", "--prefer", "LSTM"],
        ["--refresh", "--hide", "x"],
    ],
)
def test_wrong_usage_ends_with_2(project: Path, words: list[str]) -> None:
    run(project, *words, ends=2)


def test_a_refresh_is_shown_first_and_written_only_on_a_yes(project: Path) -> None:
    for page in (project / "content" / "papers").glob("*.md"):
        text = page.read_text("utf-8").replace("keywords: [", "keywords: [My own words, ")
        if page.stem == "weather-maps":
            text = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("keywords:"))
        page.write_text(text, "utf-8")
    before = tree(project / "content")
    shown = run(project, "--refresh")
    assert "content/papers/weather-maps.md\n  + " in shown.stdout
    assert "1 list would change, 0 would not.\n3 lists are yours, or locked, and will stay.\n" in shown.stdout
    assert "Nothing is written. To write: sitegen keywords --refresh --yes" in shown.stdout
    run(project, "--refresh", "--dry-run", "--yes")
    run(project, "--refresh", "--json")
    assert tree(project / "content") == before
    done = json.loads(run(project, "--refresh", "--yes", "--json").stdout)
    assert (done["written"], [one["file"] for one in done["lists"]]) == (True, ["content/papers/weather-maps.md"])
    assert len(done["touched"]) == 3
    changed = [name for name, seen in tree(project / "content").items() if before.get(name) != seen]
    assert [name for name in changed if not name.startswith((".sitegen/base/", ".sitegen/undo/"))] == [
        "papers/weather-maps.md"
    ]
    assert run(project, "--refresh", "--yes").stdout.startswith("0 lists would change, 1 would not.")


def test_the_vocabulary_of_the_last_build_is_kept_only_where_there_is_one(project: Path) -> None:
    noted = project / state.FOLDER / "vocabulary.json"
    assert not noted.exists()
    words = Vocabulary({"GLUE benchmark": "GLUE"}, ("b", "a"), {"GLUE": "A \u201ctest\u201d."})
    state.write_vocabulary(project, words)
    assert state.read_vocabulary(project) == Vocabulary(words.prefer, ("a", "b"), words.define)
    state.write_vocabulary(project, Vocabulary())
    assert state.read_vocabulary(project) == Vocabulary()


def test_a_frozen_build_notes_no_vocabulary_and_the_next_build_does(project: Path) -> None:
    (project / "content" / "keywords.toml").write_text('[define]\nGLUE = "Nine tasks."\n', "utf-8")
    before = tree(project / "content")
    build.build(project)
    (project / state.FOLDER / "vocabulary.json").unlink()
    assert tree(project / "content") == before
    shutil.rmtree(project / ".sitegen-cache")
    build.build(project, frozen=True)
    assert tree(project / "content") == before
    build.build(project)
    assert state.read_vocabulary(project).define == {"GLUE": "Nine tasks."}


def test_a_project_without_papers_has_no_keywords(tmp_path: Path) -> None:
    (tmp_path / "sitegen.toml").touch()
    assert run(tmp_path).stdout == "there are no keywords yet\n"
    assert run(tmp_path, "zebra").stdout == 'no keyword has "zebra"\n'
    assert run(tmp_path, "--preview").stdout == "Compared with the last build, nothing would change.\n"
    assert run(tmp_path, "--refresh").stdout.startswith("0 lists would change, 0 would not.\n")
