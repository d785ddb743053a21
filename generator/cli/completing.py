"""`sitegen completion`: what a shell reads to complete commands and options."""

import click
from click import shell_completion

SHELLS = ("bash", "zsh", "fish")


@click.command(short_help="Print the script that completes commands in a shell.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script by which a shell completes commands and options.

    \b
    Examples:
      sitegen completion bash >> ~/.bashrc
      sitegen completion zsh >> ~/.zshrc
      sitegen completion fish > ~/.config/fish/completions/sitegen.fish
    """
    found = shell_completion.get_completion_class(shell)
    assert found
    click.echo(found(context.find_root().command, {}, "sitegen", "_SITEGEN_COMPLETE").source())
