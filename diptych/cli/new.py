"""The verb `new`: a blank record or explainer, at the right place.

In: a kind, an id. Out: files written and named. What it may refuse stands in diptych/new.py.
"""

from __future__ import annotations

import sys

import click

from diptych.cli import click_words
from diptych.cli.desk import GOOD, USAGE, Desk, has_content, say
from diptych.cli.verbs import spoken


class _Command(click_words.Command):
    """Its help tells the kinds, each in one sentence."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write one line for each kind, then the options."""
        from pydantic import BaseModel

        from diptych import model
        from diptych.languages.help import Help

        help = Help(ctx.obj.lang)
        kinds: dict[str, type[BaseModel]] = {**model.KINDS, "explainer": model.Explainer}
        with formatter.section(ctx.obj.words["new"]["kinds_title"]):
            formatter.write_dl([(kind, help.about(class_)) for kind, class_ in kinds.items()])
        super().format_options(ctx, formatter)


@click.command(cls=_Command, add_help_option=False)
@spoken
@click.option("--explainer", default="")
@click.argument("kind", required=False, default="")
@click.argument("id", required=False, default="")
@click.pass_obj
def new(desk: Desk, kind: str, id: str, explainer: str) -> int:
    """Write a blank record or explainer, and say where."""
    from diptych import load, model, schema, validate, write
    from diptych import new as blanks

    words = desk.words["new"]
    if not has_content(desk):
        return USAGE
    sources = load.sources(desk.root)
    records, _ = validate.records(sources)
    if records.site is None:
        say(words["no_site"], to=sys.stderr)
        return USAGE
    languages = records.site.record.languages
    try:
        wanted = blanks.kind(kind)
        if wanted == "explainer":
            drafts = blanks.explainer(sources, id, languages, desk.lang)
        else:
            drafts = (blanks.record(sources, wanted, id, explainer, languages, desk.lang),)
    except blanks.RefusedError as refused:
        kinds = ", ".join([*model.KINDS, "explainer"])
        say(words[refused.code].format(kinds=kinds, **refused.values), to=sys.stderr)
        if refused.values.get("nearest"):
            say(desk.words["errors"]["did_you_mean"].format(name=refused.values["nearest"]), to=sys.stderr)
        return USAGE
    blanks.put(desk.root, drafts)
    for draft in drafts:
        say(words["wrote"].format(path=f"{draft.path}:{draft.line}"))
    say(words["next"].format(name=desk.name))
    renewed, _ = validate.records(load.sources(desk.root))
    write.schemas(schema.files(renewed, desk.lang), desk.root)
    return GOOD
