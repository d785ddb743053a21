"""From an import at work to a draft: new pages with their keywords, changed fields of others, what sources said."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.content import curated, files, frontmatter, records, store
from generator.content.bases import Base, Chosen, base_file
from generator.errors import SitegenError
from generator.ingest import apart
from generator.ingest.journal import Draft
from generator.ingest.work import Page, Work
from generator.report import Problem, Report


def plan(work: Work, draft: Draft) -> None:
    """Put into a draft all that an import changes: page by page, each with what sources said of it."""
    _choose_keywords(work)
    _put_pages(work, draft)
    for name in sorted(work.read):
        draft.put(*records.account_file(work.accounts[name]))
    _put_rejected(work, draft)
    known = {id: (page.slug, page.fields) for id, page in work.pages.items()}
    work.problems.extend(apart.ask(draft, known, work.newborn, work.doubts))


def adopt(work: Work, draft: Draft) -> list[str]:
    """Take in pages made by hand, which have no id yet; return their files."""
    found = [id for id, page in sorted(work.pages.items()) if page.by_hand]
    work.newborn = [id for id in found if "keywords" not in work.pages[id].fields]
    _choose_keywords(work)
    for id in found:
        page = work.pages[id]
        page.changes["id"] = id
    _put_pages(work, draft)
    return [work.pages[id].where for id in found]


def _choose_keywords(work: Work) -> None:
    """Give each new paper its list: the source's own keywords first, topped up from its text."""
    if not work.newborn:
        return
    from generator.ingest import lists

    papers = {id: page.as_it_will_be() for id, page in sorted(work.pages.items())}
    chosen = lists.choose(papers, set(work.newborn), curated.read_vocabulary(work.project, Report()))
    for id, labels in chosen.items():
        page = work.pages[id]
        page.fields["keywords"] = list(labels)
        if labels and page.text:
            page.changes["keywords"] = list(labels)
        base = work.bases.get(id, Base(id, page.slug))
        work.bases[id] = replace(base, keywords=Chosen.of(papers[id].keywords, labels))
        work.touched.add(id)


def _put_pages(work: Work, draft: Draft) -> None:
    """Plan new pages whole, and of others the lines of the fields that change."""
    for id, page in sorted(work.pages.items()):
        if not page.text:
            draft.put(page.where, store.page_text(page.fields))
        elif page.parsed and (news := page.news()):
            work.problems.extend(_put_changes(draft, page, page.parsed, news))
        if id in work.touched:
            draft.put(*base_file(work.bases[id]))


def _put_changes(draft: Draft, page: Page, known: frontmatter.Page, news: dict[str, Any]) -> Iterable[Problem]:
    """Change a page's fields as the page is now: a person may have saved or deleted it since it was read."""
    path = draft.project / page.where
    if not path.is_file():
        return
    try:
        text = files.read_text(path, page.where)
        fresh = known if text == known.text else frontmatter.parse(text, page.where)
        untouched = {name: value for name, value in news.items() if fresh.value(name) == known.value(name)}
        draft.put(page.where, frontmatter.edit(fresh, untouched))
    except SitegenError as error:
        yield Problem(page.where, error.line, error.message, error.hint)


def _put_rejected(work: Work, draft: Draft) -> None:
    """Plan to keep what was refused, and to let go of what its source no longer gives so."""
    kept = records.rejected_texts(work.rejected)
    for name in work.read:
        for where in records.rejected_files(work.project, name):
            if where not in kept:
                draft.drop(where)
    for where, text in sorted(kept.items()):
        draft.put(where, text)
