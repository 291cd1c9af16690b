"""quotes completion"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, /, shell: str) -> None:
    """Print what makes SHELL complete commands, options, speakers and roles.

    \b
    eval "$(quotes completion bash)"
    """
    script = get_completion_class(shell)
    if script is not None:
        click.echo(script(context.find_root().command, {}, "quotes", "_QUOTES_COMPLETE").source())
