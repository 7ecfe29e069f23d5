"""Files that editors, systems and tools leave beside the ones people write: nobody means them as content.

In: the name of a file. Out: whether it is one of those: of Vim, Emacs, Nano, Kate, JetBrains, LibreOffice,
Microsoft Office, browsers, Windows, macOS, git and patch. It must not know what is in files.
"""

from __future__ import annotations

import re

_LEFTOVER = re.compile(
    r"\..*"  # hidden: .#statements.yaml, .statements.yaml.swp, .DS_Store, .~lock.figures.csv#
    r"|.*~"  # backups: statements.yaml~
    r"|~\$.*"  # locks of Microsoft Office
    r"|#.*#"  # unsaved changes of Emacs
    r"|\d{4,6}"  # Vim tries with 4913 whether it may write into a folder
    r"|.*\.(?:sw[a-px]|bak|tmp|temp|orig|rej|part|crdownload)"
    r"|.*___jb_(?:tmp|old)___"
    r"|Thumbs\.db|desktop\.ini|Icon\r",
    re.IGNORECASE,
)


def is_leftover(name: str) -> bool:
    """Is this the name of a file that a program left, or is about to take away?"""
    return _LEFTOVER.fullmatch(name) is not None
