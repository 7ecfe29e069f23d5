"""Click in the editor's language.

In: the command-line catalogue, found on the context's object. Out: click commands whose help comes from it,
and the sentence for a mistake in the command line. Must not know what the commands do.
Click's own words are English, or those of a gettext catalogue it does not ship, hence this module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click


def _words(ctx: click.Context) -> Mapping[str, Any]:
    words: Mapping[str, Any] = ctx.obj.words
    return words


class Command(click.Command):
    """A command whose help texts stand in the catalogue under its name and its options' names."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line with the catalogue's placeholders."""
        words = _words(ctx)
        pieces = [words["options_slot"]]
        if isinstance(self, click.Group):
            pieces.append(words["commands_slot"])
        elif any(isinstance(param, click.Argument) for param in self.params):
            pieces.append(words["commands"][self.name]["arguments"])
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=words["usage"])

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_words(ctx)["commands"][self.name]["help"])

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one line for each option."""
        words = _words(ctx)
        with formatter.section(words["options_title"]):
            formatter.write_dl([_option_line(param, words) for param in self.params if _is_option(param)])


class Group(Command, click.Group):
    """A group whose list of commands is taken from the catalogue."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, in the order in which an editor meets them, then the options."""
        words = _words(ctx)
        with formatter.section(words["commands_title"]):
            formatter.write_dl([(name, words["commands"][name]["help"]) for name in self.commands])
        Command.format_options(self, ctx, formatter)


def usage_sentence(error: click.UsageError, arguments: Sequence[str], words: Mapping[str, Any]) -> str:
    """Return what is wrong with the command line, as one sentence, with a suggestion where one is near."""
    errors = words["errors"]
    near: list[str] | None = None
    match error:
        case click.NoSuchOption():
            sentence, near = errors["no_such_option"].format(name=error.option_name), error.possibilities
        case click.NoSuchCommand():
            sentence, near = errors["no_such_command"].format(name=error.command_name), error.possibilities
        case click.BadOptionUsage():
            given = any(argument.startswith(f"{error.option_name}=") for argument in arguments)
            kind = "takes_no_value" if given else "needs_value"
            sentence = errors[kind].format(name=error.option_name)
        case click.BadParameter() if error.param is not None:
            sentence = errors["bad_value"].format(name=error.param.opts[0])
        case _:
            sentence = errors["too_much"]
    return " ".join([sentence, *(errors["did_you_mean"].format(name=name) for name in (near or [])[:1])])


def _is_option(param: click.Parameter) -> bool:
    return isinstance(param, click.Option)


def _option_line(param: click.Parameter, words: Mapping[str, Any]) -> tuple[str, str]:
    metavar = words["metavars"].get(param.name)
    choices = " | ".join(param.type.choices) if isinstance(param.type, click.Choice) else ""
    text = words["options"][param.name].format(choices=choices, default=param.default)
    return ", ".join(param.opts) + (f" {metavar}" if metavar else ""), text
