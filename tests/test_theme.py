import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from generator import config, theme
from generator.config import Config, ThemeSettings
from generator.errors import SitegenError
from generator.theme import colours


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


def test_the_language_picks_the_words_and_english_fills_what_is_missing(project: Path) -> None:
    words = {
        "en": {"nav.map": "Atlas", "nav.papers": "Works"},
        "pt": {"nav.map": "Mapa"},
        "pt-BR": {"nav.topics": "Temas"},
    }
    for name, table in words.items():
        (project / f"static/words/{name}.json").write_text(json.dumps(table), "utf-8")
    loaded = theme.load(project, Config(language="pt-BR"))
    said = [loaded.word(key) for key in ("nav.map", "nav.papers", "nav.topics", "nav.keywords")]
    assert (said, loaded.problems) == (["Mapa", "Works", "Temas", "Keywords"], ())
    assert theme.load(project).word("nav.map") == "Atlas"


def test_a_word_that_is_none_is_said_with_its_line(project: Path) -> None:
    (project / "templates/page.html").write_text('{{ t("my.word") }}{{ t("my.many", n=2) }}', "utf-8")
    table = '{\n"nav.mpa": "x",\n"my.word": "x",\n"my.many.other": "x",\n"zzz": "x",\n"nav.map": 3\n}'
    (project / "static/words/de.json").write_text(table, "utf-8")
    loaded = theme.load(project, Config(language="de"))
    assert [str(problem) for problem in loaded.problems] == [
        'static/words/de.json:2: "nav.mpa" is no word of the interface\n  Did you mean "nav.map"?',
        'static/words/de.json:5: "zzz" is no word of the interface\n  Take the line out.',
        'static/words/de.json:6: "nav.map" must be a text\n  Write "...": "...".',
    ]
    assert loaded.word("nav.map") == "Map"


def test_words_must_be_a_table(project: Path) -> None:
    (project / "static/words/en.json").write_text("[]", "utf-8")
    with pytest.raises(SitegenError, match=r"static/words/en\.json:1: must be a table of words"):
        theme.load(project)


def told(project: Path, settings: str) -> list[str]:
    (project / "sitegen.toml").write_text(settings, "utf-8")
    return [str(problem) for problem in theme.load(project, config.load(project)).problems]


def test_a_colour_that_is_hard_to_read_is_said_with_what_is_shown_instead(project: Path) -> None:
    assert told(project, '[theme]\naccent = "#ffee00"\naccent_dark = "#7fc0e6"\n') == [
        "sitegen.toml:2: theme.accent #ffee00 is hard to read on #fbfaf7: a contrast of 1.2, 4.5 is asked\n"
        "  It is shown as #736b00; write that, or another."
    ]


def test_colours_of_the_curators_that_are_hard_to_read_together_are_said(project: Path) -> None:
    settings = '[theme.colours]\nmuted = "#aaaaaa"\ntext = "#000"\n[theme.colours_dark]\nbg = "#777777"\n'
    assert told(project, settings) == [
        "sitegen.toml:2: theme.colours.muted #aaaaaa is hard to read on #fbfaf7: a contrast of 2.2, 4.5 is asked\n"
        "  Make muted darker, or bg the other way.",
        "sitegen.toml:5: the dark scheme's text #e7e5df is hard to read on #777777: a contrast of 3.6, 4.5 is asked\n"
        "  Make text lighter, or bg the other way.",
        "sitegen.toml:5: the dark scheme's muted #a5a8ad is hard to read on #777777: a contrast of 1.9, 4.5 is asked\n"
        "  Make muted lighter, or bg the other way.",
    ]


def test_the_colours_that_are_checked_are_the_style_sheets() -> None:
    css = (config.theme_folder() / "static/css/base.css").read_text("utf-8")
    light, _, dark = css.partition("@media (prefers-color-scheme: dark)")
    for scheme, part in (("light", light), ("dark", dark)):
        declared = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", part))
        assert {name: declared[name] for name in colours.DEFAULTS[scheme]} == colours.DEFAULTS[scheme]
        assert set(config.COLOURS) <= set(declared)


def test_a_logo_and_a_menu_that_lead_nowhere_are_said(project: Path) -> None:
    (project / "static/logo.svg").write_text("<svg/>", "utf-8")
    assert (
        told(project, '[theme]\nlogo = "logo.svg"\nmenu = {Blog = "https://x.example", Us = "pages/us.html"}\n') == []
    )
    settings = '[theme]\nlogo = "logo.png"\nmenu = {Go = "javascript:alert(1)"}\n'
    assert told(project, settings) == [
        'sitegen.toml:2: theme.logo names "logo.png", which is not in static/\n  Did you mean "logo.svg"?',
        'sitegen.toml:3: theme.menu leads "Go" to "javascript:alert(1)", which is no address of the web or of the site\n'
        '  Write "https://...", or a page such as "pages/about.html".',
    ]


@pytest.fixture
def dusk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A theme as it is installed: a package with templates/ and static/, and what its distribution says of it."""
    place = tmp_path / "site-packages"
    for folder in ("dusk_theme/templates", "dusk_theme/static/words", "dusk_theme-1.0.dist-info"):
        (place / folder).mkdir(parents=True)
    (place / "dusk_theme/__init__.py").write_text("raise RuntimeError('a theme is not run')", "utf-8")
    (place / "dusk_theme-1.0.dist-info/METADATA").write_text("Metadata-Version: 2.1\nName: dusk-theme\nVersion: 1.0\n")
    (place / "dusk_theme-1.0.dist-info/entry_points.txt").write_text("[sitegen.themes]\ndusk = dusk_theme\n", "utf-8")
    (place / "dusk_theme/templates/page.html").write_text("dusk {% block x %}{{ t('nav.map') }}{% endblock %}", "utf-8")
    (place / "dusk_theme/templates/404.html").write_text("dusk", "utf-8")
    (place / "dusk_theme/static/words/en.json").write_text('{"nav.map": "Chart", "nav.papers": "Works"}', "utf-8")
    (place / "dusk_theme/static/night.css").write_text("", "utf-8")
    monkeypatch.syspath_prepend(str(place))
    return place / "dusk_theme"


def test_an_installed_theme_lies_between_ours_and_the_project(project: Path, dusk: Path) -> None:
    (project / "templates/page.html").write_text(
        '{% extends "!theme/page.html" %}{% block x %}mine {{ super() }}{% endblock %}'
    )
    (project / "templates/author.html").write_text('{% extends "!theme/redirect.html" %}')
    (project / "static/words/en.json").write_text('{"nav.papers": "Texts"}', "utf-8")
    loaded = theme.load(project, Config(theme=ThemeSettings(use="dusk")))
    assert (loaded.page("page.html"), loaded.page("404.html")) == ("dusk mine Chart", "dusk")
    assert [loaded.word(key) for key in ("nav.map", "nav.papers", "nav.topics")] == ["Chart", "Texts", "Topics"]
    assert dict(loaded.files)["night.css"] == dusk / "static/night.css"
    assert "night.css" not in dict(theme.load(project).files)
    before = loaded.stamp
    (dusk / "templates/404.html").write_text("dawn", "utf-8")
    assert theme.load(project, Config(theme=ThemeSettings(use="dusk"))).stamp != before


def test_a_theme_that_is_not_installed_is_named_with_its_line(project: Path, dusk: Path) -> None:
    with pytest.raises(SitegenError) as caught:
        told(project, '[theme]\nuse = "dsuk"\n')
    assert str(caught.value) == 'sitegen.toml:2: the theme "dsuk" is not installed\n  Did you mean "dusk"?'


def test_compiled_templates_are_kept_and_made_anew_with_other_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "theme"
    for name, text in {"templates/x.html": "{{ t('x') }}", "static/words/en.json": '{"x": "One"}'}.items():
        (shipped / name).parent.mkdir(parents=True)
        (shipped / name).write_text(text)
    monkeypatch.setattr(theme.config, "theme_folder", lambda: shipped)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))

    def kept() -> list[bytes]:
        return [file.read_bytes() for file in (tmp_path / "kept").rglob("*x.html*.pyc")]

    assert theme.load(tmp_path).page("x.html") == "One"
    (first,) = kept()
    assert theme.load(tmp_path).page("x.html") == "One"
    assert kept() == [first]
    (shipped / "static/words/en.json").write_text('{"x": "Two"}')
    assert theme.load(tmp_path).page("x.html") == "Two"
    assert kept() != [first]


@pytest.mark.parametrize(("own", "asked"), [("", 6), ("{% set site = site %}", 9)])
def test_what_the_pages_of_a_section_say_alike_is_made_once_unless_the_template_says_what_site_is(
    project: Path, own: str, asked: int
) -> None:
    class Site:
        asked = 0

        @property
        def title(self) -> str:
            Site.asked += 1
            return "A"

    alike = "{{ site.title }}{{ site.title }}{{ site.title }}{{ page.section }}"
    (project / "templates/page.html").write_text(f"{own}{alike}|{{{{ page.path }}}}", "utf-8")
    kept: dict[tuple[object, ...], Markup] = {}

    def once(*part: object, caller: Callable[[], Markup]) -> Markup:
        return kept[part] if part in kept else kept.setdefault(part, caller())

    loaded, site = theme.load(project), Site()
    pages = [SimpleNamespace(section=section, path=path) for section, path in ("x1", "x2", "y3")]
    made = [loaded.page("page.html", page=page, site=site, once=once) for page in pages]
    assert made == ["AAAx|1", "AAAx|2", "AAAy|3"]
    assert Site.asked == asked
