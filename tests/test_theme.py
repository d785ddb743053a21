import re
from pathlib import Path

import pytest

from generator import config, theme
from generator.errors import SitegenError


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("templates", "static/words", "static/css"):
        (tmp_path / folder).mkdir(parents=True)
    return tmp_path


def test_a_projects_template_wins_over_ours(project: Path) -> None:
    (project / "templates/redirect.html").write_text("mine")
    assert theme.load(project).page("redirect.html") == "mine"


def test_a_projects_static_file_wins_file_by_file(project: Path) -> None:
    (project / "static/css/base.css").write_text("mine")
    (project / "static/extra.css").write_text("more")
    (project / "static/.DS_Store").write_text("litter")
    files = dict(theme.load(project).files)
    assert files["css/base.css"] == project / "static/css/base.css"
    assert files["extra.css"] == project / "static/extra.css"
    assert files["css/parts.css"].is_file()
    assert ".DS_Store" not in files


def test_a_project_without_folders_has_our_theme(tmp_path: Path) -> None:
    loaded = theme.load(tmp_path)
    assert "base.html" in loaded.environment.list_templates()
    assert loaded.stamp == theme.load(tmp_path).stamp


def test_the_project_may_be_the_folder_of_the_theme_itself() -> None:
    names = [name for name, _ in theme.load(config.theme_folder()).files]
    assert len(names) == len(set(names))


def test_words_are_overridden_key_by_key(project: Path) -> None:
    (project / "static/words/en.json").write_text('{"nav.map": "Atlas"}')
    loaded = theme.load(project)
    assert loaded.word("nav.map") == "Atlas"
    assert loaded.word("nav.papers") == "Papers"


def test_words_have_a_singular_and_take_values_escaped(project: Path) -> None:
    (project / "static/words/en.json").write_text('{"x.one": "{n} <cat>", "x.other": "{n} of {who}"}')
    loaded = theme.load(project)
    assert loaded.word("x", n=1) == "1 &lt;cat&gt;"
    assert loaded.word("x", n=1200, who="<me>") == "1,200 of &lt;me&gt;"


def test_a_missing_word_names_the_file_to_mend(project: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        theme.load(project).word("no.such")
    assert str(caught.value) == 'static/words/en.json: no words for \'no.such\'\n  Add a line "no.such": "...".'


def test_every_word_that_a_template_asks_for_is_there() -> None:
    loaded = theme.load(Path("no-such-project"))
    loader = loaded.environment.loader
    assert loader is not None
    missing = set()
    for name in loaded.environment.list_templates():
        if name.startswith("!base/"):
            continue
        source = loader.get_source(loaded.environment, name)[0]
        for key, rest in re.findall(r"""\bt\(["']([^"']+)["'](\s*[,)~])""", source):
            if "~" not in rest and key not in loaded.words and f"{key}.other" not in loaded.words:
                missing.add((name, key, rest))
    assert missing == set()


def test_counted_words_have_both_numbers() -> None:
    words = theme.load(Path("no-such-project")).words
    assert [key for key in words if key.endswith(".one") and f"{key[:-4]}.other" not in words] == []


def test_broken_words_name_the_line(project: Path) -> None:
    (project / "static/words/en.json").write_text('{\n"a": \n}')
    with pytest.raises(SitegenError, match=r"static/words/en\.json:3: not valid JSON"):
        theme.load(project)


@pytest.mark.parametrize(
    ("text", "line"), [("a\n{% if %}\n", 2), ("a\nb\n{{ nothing.here }}", 3), ("{% include 'gone.html' %}", 1)]
)
def test_a_template_error_names_the_template_and_the_line(project: Path, text: str, line: int) -> None:
    (project / "templates/page.html").write_text(text)
    with pytest.raises(SitegenError) as caught:
        theme.load(project).page("page.html")
    assert (caught.value.where, caught.value.line) == ("templates/page.html", line)


def test_a_changed_template_or_word_changes_the_stamp(project: Path) -> None:
    before = theme.load(project).stamp
    (project / "templates/page.html").write_text("new")
    between = theme.load(project).stamp
    (project / "static/words/en.json").write_text('{"nav.map": "Atlas"}')
    assert len({before, between, theme.load(project).stamp}) == 3


def test_a_link_out_of_the_static_folder_is_not_published(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    (tmp_path / "p" / "static").mkdir(parents=True)
    (tmp_path / "p" / "static" / "leak.txt").symlink_to(tmp_path / "secret.txt")
    assert "leak.txt" not in [name for name, _ in theme.load(tmp_path / "p").files]
