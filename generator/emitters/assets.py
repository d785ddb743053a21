"""Static files of the theme and the project, and those made for the site: its colours and the words its scripts say."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from generator.config import COLOURS, Config
from generator.emitters import Output, digest
from generator.emitters.datafile import literal
from generator.pages import Site, TopicPage
from generator.papers import OutputPath
from generator.theme import Theme, colours

TOPIC_COLOURS = 16
"""Colours in base.css; topics beyond them use these again, in other shapes."""

_SCRIPT_WORDS = ("js.", "map.", "mend.", "search.", "cite.", "list.")


def outputs(site: Site, theme: Theme, config: Config) -> Iterator[Output]:
    """Yield static/* as it lies, then static/css/topics.css and static/js/words.js."""
    made = {"css/topics.css": _topics_css(site, config), "js/words.js": _words_js(theme)}
    for name, path in theme.files:
        if not name.startswith("words/") and name not in made:
            yield _copy(OutputPath(f"static/{name}"), path)
    for name, content in made.items():
        yield Output(OutputPath(f"static/{name}"), digest(content), lambda content=content: content)  # type: ignore[misc]


def pictures(site: Site, project: Path) -> Iterator[Output]:
    """Yield the pictures that lie beside the curator's pages and are shown in published notes."""
    return (_copy(name, project / where) for name, where in site.pictures.items())


def _copy(name: OutputPath, path: Path) -> Output:
    return Output(name, sha256(path.read_bytes()).hexdigest(), path.read_bytes)


def _words_js(theme: Theme) -> bytes:
    """Return the words of the interface that scripts use, as a script: data files cannot be fetched from disk."""
    words = {key: word for key, word in sorted(theme.words.items()) if key.startswith(_SCRIPT_WORDS)}
    return f"sitegen.words({literal(words)});\n".encode()


def _topics_css(site: Site, config: Config) -> bytes:
    """Return the colours that the style sheet cannot know: the project's own and what the curator gave to topics."""
    grounds = colours.grounds(config)
    rules = [*_variables(config), *_accents(config, grounds)]
    for page in site.pages:
        if isinstance(page, TopicPage):
            rules += _topic(page.topic.number, page.colour, grounds)
    return "".join(f"{rule}\n" for rule in rules).encode()


def _variables(config: Config) -> Iterator[str]:
    """Yield the rules of the schemes that have colours of their own."""
    values = {
        scheme: "; ".join(
            f"--{name}: {full}"
            for name, colour in sorted(own.items())
            if name in COLOURS and (full := colours.full(colour))
        )
        for scheme, own in colours.given(config).items()
    }
    yield from _by_scheme(":root", values)


def _accents(config: Config, grounds: Mapping[str, str]) -> Iterator[str]:
    light = colours.full(config.theme.accent)
    dark = colours.full(config.theme.accent_dark) or light
    given = {"light": light, "dark": dark}
    yield from _by_scheme(":root", {scheme: _accent(given[scheme], ground) for scheme, ground in grounds.items()})


def _accent(colour: str, ground: str) -> str:
    if not colour:
        return ""
    legible = colours.readable(colour, ground)
    on_it = "#ffffff" if colours.contrast(legible, "#ffffff") >= colours.READ else "#111111"
    return f"--accent: {legible}; --accent-text: {on_it}"


def _topic(number: int, colour: str, grounds: Mapping[str, str]) -> Iterator[str]:
    given = colours.full(colour)
    if given:
        yield from _by_scheme(
            f".topic-{number}", {scheme: _marked(given, ground) for scheme, ground in grounds.items()}
        )
    elif number >= TOPIC_COLOURS:
        like = number % TOPIC_COLOURS
        yield f".topic-{number} {{ --topic: var(--colour-{like}); --topic-text: var(--colour-{like}) }}"


def _marked(colour: str, ground: str) -> str:
    seen, read = colours.readable(colour, ground, colours.SEEN), colours.readable(colour, ground)
    return f"--topic: {seen}; --topic-text: {read}"


def _by_scheme(selector: str, values: Mapping[str, str]) -> Iterator[str]:
    """Yield rules for the schemes that have values: the reader's system decides, the reader's own choice wins."""
    rest = "" if selector == ":root" else f" {selector}"
    if values["light"]:
        yield f"{selector} {{ {values['light']} }}"
    if values["dark"]:
        yield f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme=light]){rest} {{ {values['dark']} }} }}"
        yield f":root[data-theme=dark]{rest} {{ {values['dark']} }}"
