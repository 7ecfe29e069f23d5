"""Bad files out of good ones: one to five slips of the hand each, the same for the same seed."""

from __future__ import annotations

import random

INSERTED = [
    *"\"':#-[]{}|>&*!%@`,?\\\t\n x0é«“•–\u00a0\u202f\u200b\u2028\x85\x00",
    "- ",
    ": ",
    " : ",
    " #",
    " # ",
    "[[",
    "<b>",
    "---\n",
    "...\n",
    '""',
    "<<: *a",
    "&a ",
    "!!str ",
]
QUOTES = str.maketrans({'"': "”", "'": "’"})


def mutated(text: str, seed: int) -> str:
    """The text with slips; mostly one, so that a problem can be told from another."""
    chance = random.Random(seed)
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        text = slip(text, chance) or "x"
    return text


def slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    lines = text.split("\n")
    index = chance.randrange(len(lines))
    line = lines[index]
    match chance.randrange(14):
        case 0:
            return text[:at] + text[at + chance.randint(1, 3) :]
        case 1 | 2:
            return text[:at] + chance.choice(INSERTED) + text[at:]
        case 3:
            return text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        case 4:
            return text[:at] if chance.random() < 0.3 else text[: at + 200]
        case 5:
            del lines[index]
        case 6:
            lines.insert(chance.randrange(len(lines)), line)
        case 7:
            other = chance.randrange(len(lines))
            lines[index], lines[other] = lines[other], line
        case 8:
            lines[index] = " " * chance.randint(0, 6) + line.lstrip()
        case 9:
            lines[index] = line.replace("  ", "\t", 1)
        case 10:
            lines[index] = line.translate(QUOTES) if chance.random() < 0.5 else line.replace('"', "")
        case 11:
            lines[index] = line.replace("- ", chance.choice(("", "  ", "-", "• ", "– ")), 1)
        case 12:
            lines[index] = line.replace(": ", chance.choice((":", " ", " : ", "\u00a0: ", ":\u00a0")), 1)
        case _:
            lines[index : index + 2] = [" ".join(lines[index : index + 2])]
    return "\n".join(lines)
