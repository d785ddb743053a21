"""The package is whole and lean, and installed it does outside the checkout just what it does in it."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from conftest import CHECKOUT, LONG, listing, tree
from generator import __version__, build, scaffold


def hatch(folder: Path, source: Path, *kinds: str) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run(
        [*command, *(f"-t{kind}" for kind in kinds)], cwd=source, env=environment, check=True, capture_output=True
    )


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    hatch(folder, CHECKOUT, "wheel", "sdist")
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment in which only the wheel is installed; what it needs is lent to it."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    bin_ = folder / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [sys.executable, "-m", "pip", "--python", str(next(bin_.glob("python*"))), "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--quiet", "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    inside = next(path for path in folder.rglob("site-packages") if path.is_dir())
    # Read after the environment's own packages; no path file in there counts, so a checkout installed there is not seen.
    (inside / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return bin_


def files_of(folder: Path) -> list[str]:
    """Return the files below a folder of the checkout, without what Python makes of them."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return [path.relative_to(CHECKOUT).as_posix() for path in found]


def run(*words: str | Path, cwd: Path, **more: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | more
    done = subprocess.run(list(map(str, words)), cwd=cwd, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_with_its_theme_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {name for folder in ("generator", "templates", "static") for name in files_of(CHECKOUT / folder)}
    assert names == {name if name.startswith("generator/") else f"generator/_theme/{name}" for name in ours}
    assert wheel.stat().st_size < 1_000_000


def test_the_sdist_makes_the_same_wheel(dist: Path, wheel: Path, tmp_path: Path) -> None:
    sdist = next(dist.glob("*.tar.gz"))
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    source = next(tmp_path.iterdir())
    assert not [name for name in ("content", "site", ".github") if (source / name).exists()]
    assert sdist.stat().st_size < 3_000_000
    hatch(tmp_path / "again", source, "wheel")
    assert (tmp_path / "again" / wheel.name).read_bytes() == wheel.read_bytes()


def test_installed_it_makes_the_same_site_as_in_the_checkout(scripts: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(
        listing(("Maps of Graph Papers", LONG), ("Papers on Maps", LONG + "Graphs.")), "utf-8"
    )
    sitegen = scripts / "sitegen"
    where = run(next(scripts.glob("python*")), "-P", "-c", "import generator; print(generator.__file__)", cwd=tmp_path)
    assert Path(where).is_relative_to(scripts.parent)
    run(sitegen, "init", "installed", "--title", "Maps", "--from", "list.txt", cwd=tmp_path)
    run(sitegen, "build", "--project", "installed", cwd=tmp_path)
    scaffold.begin(tmp_path / "here", "Maps", [tmp_path / "list.txt"])
    build.build(tmp_path / "here")
    for name in ("site", "content"):
        assert tree(tmp_path / "installed" / name) == tree(tmp_path / "here" / name)
    assert len(tree(tmp_path / "here" / "site")) > 50


def test_the_command_tells_its_version(scripts: Path, tmp_path: Path) -> None:
    assert run(scripts / "sitegen", "--version", cwd=tmp_path) == f"sitegen, version {__version__}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="the bash of other systems may be too old to complete")
def test_bash_completes_commands_and_options_by_the_script(scripts: Path, tmp_path: Path) -> None:
    def completed(*words: str) -> set[str]:
        told = f"COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; _sitegen_completion sitegen"
        shown = f'source <(sitegen completion bash); {told}; printf "%s\\n" "${{COMPREPLY[@]}}"'
        return set(run("bash", "-c", shown, cwd=tmp_path, PATH=f"{scripts}{os.pathsep}{os.environ['PATH']}").split())

    assert completed("sitegen", "pub") == {"publish"}
    assert completed("sitegen", "publish", "--dr") == {"--dry-run"}


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_get_their_script(shell: str, scripts: Path, tmp_path: Path) -> None:
    assert f"_SITEGEN_COMPLETE={shell}_complete" in run(scripts / "sitegen", "completion", shell, cwd=tmp_path)
