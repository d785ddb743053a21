"""What other packages bring: the examples of docs/examples, installed as anyone would, and packages that misbehave."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG
from generator import importers, ingest
from generator.errors import SitegenError
from generator.importers import INTERFACE
from generator.ingest import Source

EXAMPLES = CHECKOUT / "docs" / "examples"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which both examples were installed, without any network."""
    folder = tmp_path_factory.mktemp("installed")
    options = "--quiet --no-deps --no-build-isolation --no-index --disable-pip-version-check --target".split()
    packages = [str(EXAMPLES / name) for name in ("sitegen-dblp", "sitegen-dusk")]
    command = [sys.executable, "-m", "pip", "install", *options, str(folder), *packages]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def run(folder: Path, installed: Path, *words: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(CHECKOUT), str(installed)])
    return subprocess.run(
        [sys.executable, "-P", "-m", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def test_an_installed_importer_and_an_installed_theme_make_a_site(installed: Path, tmp_path: Path) -> None:
    hits = [
        {
            "@id": str(n),
            "info": {"title": f"{title}.", "authors": {"author": [{"text": "Wei Wang 0001"}]}, "year": "2020"},
        }
        for n, title in enumerate(("Maps of rivers", "Rivers and maps"), start=1)
    ]
    (tmp_path / "dblp.json").write_text(json.dumps({"result": {"hits": {"hit": hits}}}, indent=1), "utf-8")
    (tmp_path / "sitegen.toml").write_text('[theme]\nuse = "dusk"\naccent = "#8a2be2"\n', "utf-8")
    done = run(tmp_path, installed, "generator.cli", "build", "dblp.json")
    assert done.returncode == 0, done.stderr
    assert "2 records = 2 new" in done.stdout
    page = (tmp_path / "site/papers/maps-of-rivers.html").read_text("utf-8")
    assert "Wei Wang" in page
    assert '<p class="dusk-line">Set at dusk.</p>' in page
    assert page.index("css/dusk.css") < page.index("css/topics.css")
    assert (tmp_path / "site/static/css/dusk.css").read_bytes() == (
        installed / "sitegen_dusk/static/css/dusk.css"
    ).read_bytes()
    assert "--accent: #8a2be2" in (tmp_path / "site/static/css/topics.css").read_text("utf-8")
    (tmp_path / "static/words").mkdir(parents=True)
    (tmp_path / "static/words/en.json").write_text('{"dusk.line": "Mine.", "nav.mpa": "x"}', "utf-8")
    own = run(tmp_path, installed, "generator.cli", "build")
    assert '"nav.mpa" is no word of the interface' in own.stderr
    assert '<p class="dusk-line">Mine.</p>' in (tmp_path / "site/papers/maps-of-rivers.html").read_text("utf-8")


def test_the_examples_own_test_passes(installed: Path, tmp_path: Path) -> None:
    tests = EXAMPLES / "sitegen-dblp" / "tests"
    done = run(tmp_path, installed, "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path), str(tests))
    assert done.returncode == 0, done.stdout


GOOD = """
from generator.importers import Problem, Record, Rejected
class Cards:
    interface = "1.0"
    title = "Cards"
    def recognises(self, text):
        return 500 if text.startswith("CARDS") else 0
    def read(self, text, source):
        for line, row in enumerate(text.splitlines()[1:], start=2):
            yield Record({"title": row, "year": 1999, "nosuch": object(), "doi": "https://doi.org/10.1000/A"}, "x", line)
importer = Cards()
"""


@pytest.fixture
def brought(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """A project; the packages that the test names, as (name, code), can be found."""
    place = tmp_path / "site-packages"
    for number, (name, code) in enumerate(request.param):
        module = f"brought_{abs(hash((name, code)))}_{number}"
        info = place / f"{module}-1.{number}.dist-info"
        info.mkdir(parents=True)
        (place / f"{module}.py").write_text(code, "utf-8")
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: pack-{number}\nVersion: 1.{number}\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[sitegen.importers]\n{name} = {module}:importer\n", "utf-8")
    monkeypatch.syspath_prepend(str(place))
    (tmp_path / "p").mkdir()
    return tmp_path / "p"


def taken(project: Path, text: str, format: str = "") -> tuple[list[str], list[str]]:
    """Import a text; return the titles of the papers and all problems."""
    ledger = ingest.run(project, [Source("given.txt", text.encode(), given=True)], format)
    papers = sorted((project / "content/papers").glob("*.md")) if (project / "content/papers").is_dir() else []
    return [path.stem for path in papers], [str(problem) for problem in ledger.problems]


@pytest.mark.parametrize("brought", [[("cards", GOOD)]], indirect=True)
def test_records_of_another_package_are_tidied_like_ours(brought: Path) -> None:
    assert taken(brought, "CARDS\nOn Maps\n\n") == (
        ["on-maps"],
        [
            "content/sources/given.txt:3: rejected: it has no title\n"
            "  Its text is kept in content/.sitegen/rejected/; mend the source and import again."
        ],
    )
    page = (brought / "content/papers/on-maps.md").read_text("utf-8")
    assert "year: 1999" in page
    assert 'doi: "10.1000/a"' in page
    assert "nosuch" not in page


REFUSED = [
    (GOOD.replace('"1.0"', '"2.0"'), f'its importer "odd" is made for interface 2.0, and this is {INTERFACE}: it is not used\n  Update sitegen.'),
    (GOOD.replace('"1.0"', '"1.99"'), f'its importer "odd" is made for interface 1.99, and this is {INTERFACE}: it is not used\n  Update sitegen.'),
    (GOOD.replace('"1.0"', '"0.9"'), f'its importer "odd" is made for interface 0.9, and this is {INTERFACE}: it is not used\n  Update the package.'),
    (GOOD.replace('interface = "1.0"', ""), f'its importer "odd" does not say which interface it is made for: it is not used\n  It must say interface = "{INTERFACE}".'),
    (GOOD.replace("def read", "def reed"), 'its importer "odd" has no read: it is not used\n  See docs/reference/importers.md.'),
    ("import no_such_module", 'its importer "odd" cannot be loaded: ModuleNotFoundError: No module named \'no_such_module\'\n'
     "  Update the package, or tell whoever makes it; without it: pip uninstall pack-1."),
    (GOOD.replace("importer = Cards()", ""), "AttributeError"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("brought", "message"),
    [([("cards", GOOD), ("odd", code)], message) for code, message in REFUSED],
    indirect=["brought"],
    ids=range(len(REFUSED)),
)
def test_an_importer_that_does_not_fit_is_refused_by_name_and_the_others_go_on(brought: Path, message: str) -> None:
    papers, (problem,) = taken(brought, "CARDS\nOn Maps\n")
    assert papers == ["on-maps"]
    assert problem.startswith("pack-1 1.1: ")
    assert message in problem
    with pytest.raises(SitegenError) as caught:
        importers.choose("CARDS", "x", "odd")
    assert problem == str(caught.value)


FAILING = [
    (GOOD.replace("return 500", "return 1 / 0"), "while it looked at a file: ZeroDivisionError: division by zero"),
    (GOOD.replace("yield Record", "yield dict"), "after 0 records: TypeError"),
    (GOOD.replace("        for", "        yield 3\n        for"), "after 0 records: TypeError: it yields int, which is neither Record, Rejected nor Problem"),
    (GOOD.replace("importer =", "import generator\nimporter =").replace("        for line", "        yield Record({'title': 'First one'}, 'x', 1)\n        raise SystemError('ow')\n        for line"), "after 1 records: SystemError: ow"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("brought", "message"),
    [([("odd", code)], message) for code, message in FAILING],
    indirect=["brought"],
    ids=range(len(FAILING)),
)
def test_an_importer_that_fails_is_a_problem_that_names_its_package(brought: Path, message: str) -> None:
    (brought / "content/sources").mkdir(parents=True)
    (brought / "content/sources/own.csv").write_text(f'title,abstract\nOwn paper,"{LONG}"\n', "utf-8")
    sources = [
        Source("given.txt", b"CARDS\nOn Maps\n"),
        Source("own.csv", (brought / "content/sources/own.csv").read_bytes()),
    ]
    ledger = ingest.run(brought, sources)
    said = [str(problem) for problem in ledger.problems if "pack-0" in str(problem)]
    assert len(said) == 1
    assert 'pack-0 1.0: its importer "odd" failed' in said[0]
    assert message in said[0]
    assert (brought / "content/papers/own-paper.md").is_file()
    assert (brought / "content/papers/first-one.md").is_file() == ("after 1" in message)


@pytest.mark.parametrize("brought", [[("cards", GOOD), ("cards", GOOD + "\n"), ("ris", GOOD)]], indirect=True)
def test_a_name_that_is_taken_stays_with_the_first_and_ours_stay_ours(brought: Path) -> None:
    assert importers.choose("", "", "ris").title != "Cards"
    papers, problems = taken(brought, "CARDS\nOn Maps\n")
    assert papers == ["on-maps"]
    assert [problem.partition("\n")[0] for problem in problems] == [
        'pack-1 1.1: brings an importer "cards"; so does pack-0 1.0, which is used',
        'pack-2 1.2: brings an importer "ris"; so does sitegen, which is used',
    ]
