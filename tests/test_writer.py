"""The site is made aside, checked, and swapped in whole."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import tree
from generator import cache, checksums, stamps, writer
from generator.emitters import Output
from generator.errors import SitegenError
from generator.papers import OutputPath

PAGE = '<!doctype html><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>T</title>'


def output(path: str, text: str, calls: list[str] | None = None) -> Output:
    def render() -> bytes:
        if calls is not None:
            calls.append(path)
        return text.encode()

    return Output(OutputPath(path), f"key of {text}", render)


def test_an_unchanged_file_is_not_rendered_again(tmp_path: Path) -> None:
    calls: list[str] = []
    first = writer.write(tmp_path, [output("a.html", PAGE, calls), output("d/b.txt", "b", calls)], {})
    second = writer.write(tmp_path, [output("a.html", PAGE, calls), output("d/b.txt", "changed", calls)], first.keys)
    assert calls == ["a.html", "d/b.txt", "d/b.txt"]
    assert (first.rendered, second.rendered, second.files) == (2, 1, 3)
    assert (tmp_path / "site" / "d" / "b.txt").read_text() == "changed"


def test_a_file_that_somebody_changed_is_made_again(tmp_path: Path) -> None:
    first = writer.write(tmp_path, [output("a.txt", "a")], {})
    assert stamps.stand(tmp_path / "site", first.keys)
    (tmp_path / "site" / "a.txt").write_text("vandal")
    assert not stamps.stand(tmp_path / "site", first.keys)
    writer.write(tmp_path, [output("a.txt", "a")], first.keys)
    assert (tmp_path / "site" / "a.txt").read_text() == "a"


def test_files_that_are_no_longer_wanted_go(tmp_path: Path) -> None:
    first = writer.write(tmp_path, [output("a.txt", "a"), output("b.txt", "b")], {})
    writer.write(tmp_path, [output("b.txt", "b")], first.keys)
    assert set(tree(tmp_path / "site")) == {".gitignore", "b.txt", "data/SHA256SUMS"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("x.html", PAGE + '<script src="https://cdn.example/x.js"></script>', "loads from another host"),
        ("x.html", PAGE + '<link rel="stylesheet" href="//cdn.example/x.css">', "loads from another host"),
        ("x.html", PAGE + '<link href="https://fonts.example/x" rel="preload">', "loads from another host"),
        ("x.html", PAGE + "<img alt=x src=http://example.org/x.png>", "loads from another host"),
        ("x.html", PAGE + "<script>alert(1)</script>", "a script or a style written into it"),
        ("x.html", PAGE + '<p style="color: red">', "a script or a style written into it"),
        ("x.html", PAGE + '<p onclick="x()">', "a script or a style written into it"),
        ("x.html", "<!doctype html><title>T</title>", "no content security policy"),
        ("x.css", '@import "x.css";', "loads from another host"),
        ("x.css", "a { background: url(https://example.org/x.png) }", "loads from another host"),
    ],
)
def test_a_page_that_breaks_the_offline_rules_is_refused_and_the_old_site_stays(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    writer.write(tmp_path, [output("a.txt", "a")], {})
    before = tree(tmp_path)
    with pytest.raises(SitegenError, match=message):
        writer.write(tmp_path, [output("b.txt", "b"), output(name, text)], {})
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://example.org">x</a>',
        '<img src="../a.png">',
        "<p>style=&quot;x&quot; onclick=&quot;</p>",
        '<a href="x" title="see onset = \'b\' there">x</a>',
    ],
)
def test_links_and_own_files_are_no_loads(tmp_path: Path, text: str) -> None:
    assert writer.write(tmp_path, [output("x.html", PAGE + text)], {}).files == 2


def test_two_outputs_of_one_path_are_refused_whatever_their_case(tmp_path: Path) -> None:
    with pytest.raises(SitegenError, match=r"two pages want the same file: A\.txt and a\.txt"):
        writer.write(tmp_path, [output("A.txt", "a"), output("a.txt", "b")], {})


def test_a_folder_that_no_build_made_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "thesis.txt").write_text("years of work")
    (tmp_path / "site" / ".gitignore").write_text("*\n!.gitignore\n")
    with pytest.raises(SitegenError, match="holds files that no build made"):
        writer.write(tmp_path, [output("a.txt", "a")], {})
    assert (tmp_path / "site" / "thesis.txt").read_text() == "years of work"


def test_a_build_killed_between_two_renames_is_mended(tmp_path: Path) -> None:
    first = writer.write(tmp_path, [output("a.txt", "a")], {})
    (tmp_path / ".sitegen-cache").mkdir(exist_ok=True)
    (tmp_path / "site").rename(tmp_path / ".sitegen-cache" / "site.old")
    assert writer.write(tmp_path, [output("a.txt", "a")], first.keys).rendered == 0
    assert set(tree(tmp_path)) == {"site/.gitignore", "site/a.txt", "site/data/SHA256SUMS"}


def test_folders_that_look_like_ours_beside_the_site_are_left_alone(tmp_path: Path) -> None:
    for name in ("site.old", "site.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine.txt").write_text("mine")
    writer.write(tmp_path, [output("a.txt", "a")], {})
    assert {"site.old/mine.txt", "site.new/mine.txt"} <= set(tree(tmp_path))


def kept(project: Path, **entries: str) -> dict[str, str]:
    """Return what the cache holds, and put entries into it."""
    with cache.opened(project) as rows:
        found = {key: value for key in "ab" if (value := rows.get(key))}
        rows.put(entries)
    return found


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"garbage" * 1000,
        lambda content: content[: len(content) // 2],
        lambda content: content.replace(b"one", b"two"),
    ],
)
def test_a_broken_cache_is_made_anew(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    kept(tmp_path, a="one")
    assert kept(tmp_path) == {"a": "one"}
    file = tmp_path / ".sitegen-cache" / "build.sqlite"
    file.write_bytes(harm(file.read_bytes()))
    assert kept(tmp_path, b="2") == {}
    assert kept(tmp_path) == {"b": "2"}


def test_what_a_failing_build_puts_is_not_kept(tmp_path: Path) -> None:
    def fail() -> None:
        with cache.opened(tmp_path) as rows:
            rows.put({"a": "1"})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert kept(tmp_path) == {}


def test_another_program_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path, a="1")
    monkeypatch.setattr("generator.__version__", "other")
    assert kept(tmp_path) == {}


def test_two_commands_at_once_do_not_mix_and_the_second_is_told_of_the_first(tmp_path: Path) -> None:
    with (
        cache.locked(tmp_path, "import"),
        pytest.raises(cache.BusyError, match=rf"sitegen import \(process {os.getpid()} on .*, since 2.*\) is at work"),
        cache.locked(tmp_path, "build"),
    ):
        pass
    with cache.locked(tmp_path, "build") as held:
        assert held.killed is None


def sums(project: Path) -> dict[str, str]:
    return checksums.read(project / "site")


def test_the_sums_name_every_other_file_and_sha256sum_agrees(tmp_path: Path) -> None:
    writer.write(tmp_path, [output("a.html", PAGE), output("d/ä b.txt", "b")], {})
    site = tmp_path / "site"
    found = tree(site)
    assert sums(tmp_path) == {path: sum for path, sum in found.items() if path not in (".gitignore", checksums.FILE)}
    assert checksums.site_sum(site) == found[checksums.FILE]
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--strict", checksums.FILE], cwd=site, check=True, capture_output=True)


def test_the_sum_of_a_site_changes_with_any_path_and_any_byte(tmp_path: Path) -> None:
    seen = set()
    for name, text in (("a.txt", "a"), ("a.txt", "b"), ("b.txt", "a"), ("A.txt", "a")):
        writer.write(tmp_path, [output(name, text)], {})
        seen.add(checksums.site_sum(tmp_path / "site"))
    assert len(seen) == 4


def test_sums_are_those_of_the_files_however_they_came_there(tmp_path: Path) -> None:
    first = writer.write(tmp_path, [output("a.txt", "a"), output("b.txt", "b")], {})
    stood = (tmp_path / "site" / checksums.FILE).stat().st_mtime_ns
    again = writer.write(tmp_path, [output("a.txt", "a"), output("b.txt", "b")], first.keys)
    assert (again.rendered, (tmp_path / "site" / checksums.FILE).stat().st_mtime_ns) == (0, stood)
    third = writer.write(tmp_path, [output("a.txt", "changed"), output("b.txt", "b")], again.keys)
    assert sums(tmp_path)["a.txt"] == tree(tmp_path / "site")["a.txt"]
    # Sums that somebody changed are no sums of ours.
    (tmp_path / "site" / checksums.FILE).write_text(f"{'0' * 64}  b.txt\n")
    assert not stamps.stand(tmp_path / "site", third.keys)
    writer.write(tmp_path, [output("a.txt", "changed"), output("b.txt", "b")], third.keys)
    assert sums(tmp_path)["b.txt"] == tree(tmp_path / "site")["b.txt"]
