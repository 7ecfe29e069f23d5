"""Let `python -m diptych` be the command `diptych`."""

from diptych.cli import command

if __name__ == "__main__":
    command()
