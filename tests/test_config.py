"""sitegen.toml: defaults, and a clear word about what is wrong."""

from pathlib import Path

import pytest

from generator import config
from generator.errors import SitegenError


def loaded(tmp_path: Path, text: str) -> config.Config:
    (tmp_path / "sitegen.toml").write_text(text, "utf-8")
    return config.load(tmp_path)


def test_all_settings_are_optional(tmp_path: Path) -> None:
    assert config.load(tmp_path) == loaded(tmp_path, "") == config.Config()


def test_settings_are_read(tmp_path: Path) -> None:
    settings = loaded(
        tmp_path,
        'title = "T"\nshow_fields = ["rating"]\n[map]\nlinks = 5\nthreshold = 0\n[theme]\nmenu = {Blog = "https://x.org"}\n',
    )
    assert (settings.title, settings.show_fields, settings.map.links, settings.map.threshold) == (
        "T",
        ("rating",),
        5,
        0.0,
    )
    assert settings.theme.menu == {"Blog": "https://x.org"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('titel = "x"', 'sitegen.toml:1: unknown setting titel\n  Did you mean "title"?'),
        ("[map]\nlinks = 5\nlinkss = 3", 'sitegen.toml:3: unknown setting map.linkss\n  Did you mean "links"?'),
        ("title = 3", "sitegen.toml:1: title must be a text in quotes, found 3"),
        ("[map]\nlinks = 0", "sitegen.toml:2: map.links must be 1 to 50, found 0"),
        ("[map]\nthreshold = 2", "sitegen.toml:2: map.threshold must be between 0 and 1, found 2.0"),
        ('abstracts = "some"', 'sitegen.toml:1: abstracts must be "full", "excerpt" or "none", found "some"'),
        ("a = 1\nb = ", "sitegen.toml:2: not valid TOML"),
        (
            '[theme]\naccent = "red"',
            'sitegen.toml:2: theme.accent is no colour: "red"\n  Write it as "#0072b2".',
        ),
        (
            '[theme.colours]\ntext = "#000"\nmutd = "#fff"',
            'sitegen.toml:3: unknown setting theme.colours.mutd\n  Did you mean "muted"?',
        ),
        ('[theme]\n[theme.colours]\nbg = "#ff"', 'sitegen.toml:3: theme.colours.bg is no colour: "#ff"'),
        ("[theme]\nmenu = {Blog = 3}", "sitegen.toml:2: theme.menu.Blog must be a text in quotes, found 3"),
        ('language = "english (uk)"', 'sitegen.toml:1: language is no language: "english (uk)"\n  Write it as "en" or'),
        (
            'url = "me.github.io/map"',
            'sitegen.toml:1: url is no web address: "me.github.io/map"\n  Write it whole, such as "https://',
        ),
        ('repository = "me/map"', 'sitegen.toml:1: repository is no web address: "me/map"'),
        (
            'show_fields = "doi"',
            """sitegen.toml:1: show_fields must be a list of texts, found 'doi'\n  Write show_fields = ["doi"].""",
        ),
        (
            '[map]\nlinks = "ten"',
            "sitegen.toml:2: map.links must be a whole number, found 'ten'\n  Write links = 10, or",
        ),
        (
            'theme = "dusk"',
            "sitegen.toml:1: theme must be a section, found 'dusk'\n  Write [theme] on a line of its own",
        ),
        ("[mapp]\n", 'sitegen.toml:1: unknown setting mapp\n  Did you mean "map"?'),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SitegenError) as caught:
        loaded(tmp_path, text)
    assert str(caught.value).startswith(message)
