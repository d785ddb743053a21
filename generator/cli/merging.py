"""`sitegen merge`: two pages for one paper become one."""

from pathlib import Path

import click

from generator.cli.common import JSON, PROJECT, begun_project, holding, mending, print_json, problem_tables, tell
from generator.text import counted


@click.command()
@click.argument("keep", metavar="KEEP")
@click.argument("other", metavar="OTHER")
@PROJECT
@click.option("--dry-run", "-n", is_flag=True, help="Only show what would be written.")
@JSON
def merge(keep: str, other: str, project: Path, dry_run: bool, as_json: bool) -> None:
    """Make one page of two that are of one paper.

    KEEP and OTHER are slugs or files. The page KEEP stays, and is filled from OTHER where it says nothing; lists and
    notes are united; where both say something else, KEEP's word stays and the other is told. The address of OTHER
    leads to KEEP from then on. sitegen undo takes it back.

    \b
    Examples:
      sitegen merge attention-is-all-you-need attention-is-all-you-need-2
      sitegen merge --dry-run content/papers/a.md content/papers/b.md
    """
    from generator.ingest import unite

    folder = begun_project(project)
    with mending(as_json), holding(folder, "merge"):
        united, draft = unite.unite(folder, keep, other)
        diff = draft.diff()
        problems = [*united.told, *([] if dry_run else draft.commit(f"merge of {united.gone} into {united.keep}"))]
    if as_json:
        print_json(
            {
                "kept": united.path,
                "merged": united.gone,
                "written": not dry_run,
                "diff": diff,
                "problems": problem_tables(problems),
            }
        )
        return
    tell(problems)
    if dry_run:
        click.echo(diff, nl=False)
        return
    differ = f" ({counted(len(united.told), 'field')} differed)" if united.told else ""
    click.echo(f"{united.gone} is in {united.path} now{differ}; sitegen undo takes it back.")
