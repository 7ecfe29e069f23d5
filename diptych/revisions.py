"""Revisions: the content as it was, from git.

In: the root of a project. Out: earlier texts of its files. It must not know what they mean.
Where there is no git, no checkout, or a shallow one, there is simply less to see.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LIMIT = 100
"""How many earlier versions of a file are looked at, newest first."""

_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Revisions:
    """The history of the project at `root`."""

    root: Path

    def commit(self, revision: str) -> str | None:
        """The full name of the commit that a person means (`main`, `HEAD~3`, `v1`), or None."""
        found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return found.decode("ascii").strip() or None if found is not None else None

    def files(self, commit: str, folder: str) -> tuple[str, ...]:
        """The files that a folder had, sorted; paths relative to the root with `/`."""
        found = self._git("ls-tree", "-r", "-z", "--name-only", commit, "--", f"{folder}/")
        return tuple(sorted(found.decode("utf-8", "replace").split("\0")[:-1])) if found else ()

    def text(self, commit: str, path: str) -> str | None:
        """The text of a file as `load` would read it, or None where it was not there."""
        found = self._git("cat-file", "blob", f"{commit}:./{path}")
        if found is None:
            return None
        return found.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")

    def versions(self, path: str) -> Iterator[str]:
        """The texts that a file had, newest first, at most `LIMIT`."""
        commits = self._git("log", f"--max-count={LIMIT}", "--format=%H", "--", path) or b""
        for commit in commits.decode("ascii").split():
            text = self.text(commit, path)
            if text is not None:
                yield text

    def _git(self, *arguments: str) -> bytes | None:
        """What a git command that only reads says; None where it fails."""
        command = ["git", "--no-optional-locks", "--literal-pathspecs", *arguments]
        environment = {**os.environ, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"}
        try:
            done = subprocess.run(
                command,
                cwd=self.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired, ValueError):  # ValueError: NUL in an argument
            return None
        return done.stdout if done.returncode == 0 else None


def of(root: Path) -> Revisions | None:
    """The history of the project; None where git or a first commit is missing."""
    revisions = Revisions(root)
    return revisions if revisions.commit("HEAD") is not None else None
