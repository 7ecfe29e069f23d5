"""The command line: the only room that prints or exits.

In: arguments. Out: text on the terminal and an exit code: 0 all is well, 1 problems in the content,
2 the command or the machine is to blame, 3 Diptych is. Must not know how a site is made; its verbs call the
pipeline, the preview and the tests, and import them (and everything heavy) only where they are used.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from diptych import speak
from diptych.cli import check, click_words, new, translation_verbs
from diptych.cli.desk import BUG, GOOD, INTERRUPTED, PROBLEMS, USAGE, Desk, bug, say
from diptych.cli.verbs import diptych
from diptych.languages import catalogue

__all__ = ["BUG", "GOOD", "INTERRUPTED", "PROBLEMS", "USAGE", "command", "main"]

diptych.add_command(check.check)
diptych.add_command(new.new)
diptych.add_command(translation_verbs.translations)
diptych.add_command(translation_verbs.confirm)

_REFUSALS = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EMFILE}


def command() -> None:
    """Be the command `diptych`."""
    sys.exit(main())


def main(arguments: Sequence[str] | None = None, root: Path | None = None, name: str = "diptych") -> int:
    """Run one command and return its exit code; nothing that goes wrong leaves a traceback."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    lang = speak.language(arguments)
    desk = Desk(root or Path.cwd(), lang, catalogue.words(lang, "cli"), name)
    for stream in (sys.stdout, sys.stderr):
        if (stream.encoding or "").lower() not in ("utf-8", "utf8") and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a legacy code page has no « ✖ »
    try:
        code = diptych.main(args=arguments, prog_name=name, standalone_mode=False, obj=desk)
        sys.stdout.flush()
        return int(code or GOOD)
    except click.UsageError as error:
        say(click_words.usage_sentence(error, arguments, desk.words), to=sys.stderr)
        say(desk.words["errors"]["see_help"].format(name=name), to=sys.stderr)
        return USAGE
    except (KeyboardInterrupt, click.Abort):  # click has already left the line with the ^C
        say(desk.words["interrupted"], to=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `… | head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except OSError as error:
        if error.errno not in _REFUSALS:
            return bug(desk, arguments)
        refused = desk.words["errors"]["refused"]
        say(refused.format(path=error.filename or desk.root, why=error.strerror), to=sys.stderr)
        return USAGE
    except Exception:  # invariant 4: an exception is our bug, and is reported as one
        return bug(desk, arguments)
