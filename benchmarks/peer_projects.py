"""The same library as projects of other site generators, each at its best: no page carries the navigation of all.

Hugo has a page for each paper and keyword, the lists of both and a search index in JSON; MkDocs and Material have the
pages of papers and their own search, Material one page of all tags.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from generator.papers import Paper

_HUGO = {
    "hugo.toml": """baseURL = "https://example.org/"
title = "Library"
disableKinds = ["RSS", "sitemap"]
{more}[taxonomies]
tag = "tags"
[outputs]
home = ["html", "json"]
""",
    "layouts/_default/baseof.html": """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} · {{ site.Title }}</title><link rel="stylesheet" href="/style.css"></head>
<body><header><a href="/">{{ site.Title }}</a>
<nav><a href="/papers/">Papers</a> <a href="/tags/">Keywords</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer><p>{{ site.Title }}</p></footer></body></html>
""",
    "layouts/_default/single.html": """{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Params.year }}</p>
{{ .Content }}
<ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>
{related}<nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav></article>{{ end }}
""",
    "layouts/_default/list.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "layouts/index.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "layouts/index.json": """[{{ range $i, $p := site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "title" $p.Title "url" $p.RelPermalink "text" $p.Plain | jsonify }}{{ end }}]
""",
}
_RELATED = """<ol>{{ range first 10 (site.RegularPages.Related .) }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ol>
"""
_RELATING = """[related]
includeNewer = true
threshold = 1
[[related.indices]]
name = "tags"
weight = 100
"""
_MKDOCS = """site_name: Library
theme: {theme}
nav:
  - index.md
plugins: {plugins}
validation:
  nav:
    omitted_files: ignore
"""


def hugo(folder: Path, papers: Iterable[Paper]) -> None:
    """Write a project of Hugo: papers, keywords, lists, search index."""
    _hugo(folder, papers, more="", related="")


def hugo_related(folder: Path, papers: Iterable[Paper]) -> None:
    """Write a project of Hugo in which each paper names the ten that share most keywords, by Hugo's own Related."""
    _hugo(folder, papers, more=_RELATING, related=_RELATED)


def mkdocs(folder: Path, papers: Iterable[Paper]) -> None:
    """Write a project of MkDocs: papers and search."""
    _mkdocs(folder, papers, theme="mkdocs", plugins="[search]")


def material(folder: Path, papers: Iterable[Paper]) -> None:
    """Write a project of Material for MkDocs: papers, search, and a page of all tags."""
    _mkdocs(folder, papers, theme="{name: material, font: false}", plugins="[search, tags]")
    _write(folder / "docs" / "tags.md", "# Keywords\n\n<!-- material/tags -->\n")


PROJECTS: Mapping[str, Callable[[Path, Iterable[Paper]], None]] = {
    "Hugo": hugo,
    "Hugo with Related": hugo_related,
    "MkDocs": mkdocs,
    "Material with tags": material,
}
"""Name of a peer -> what writes its project."""


def _hugo(folder: Path, papers: Iterable[Paper], more: str, related: str) -> None:
    for name, text in _HUGO.items():
        _write(folder / name, text.replace("{more}", more).replace("{related}", related))
    for paper in papers:
        fields = {"title": paper.title, "year": paper.year, "tags": list(paper.keywords)}
        _write(folder / "content" / "papers" / f"{paper.slug}.md", f"{json.dumps(fields)}\n\n{paper.abstract}\n")


def _mkdocs(folder: Path, papers: Iterable[Paper], theme: str, plugins: str) -> None:
    _write(folder / "mkdocs.yml", _MKDOCS.format(theme=theme, plugins=plugins))
    _write(folder / "docs" / "index.md", "# Library\n")
    for paper in papers:
        # JSON's texts and lists are YAML's too.
        front = f"---\ntitle: {json.dumps(paper.title)}\ntags: {json.dumps(list(paper.keywords))}\n---\n"
        text = f"{front}\n# {paper.title}\n\n{paper.year}\n\n{paper.abstract}\n"
        _write(folder / "docs" / "papers" / f"{paper.slug}.md", text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
