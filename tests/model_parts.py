"""The classes of the content model, and the words they allow, found by walking its annotations."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from diptych import model


def parts() -> set[type[model.Part]]:
    """Every class that a content file can hold, those within records included."""
    found: set[type[model.Part]] = set()

    def look(annotation: object) -> None:
        for argument in typing.get_args(annotation):
            look(argument)
        if isinstance(annotation, type) and issubclass(annotation, model.Part) and annotation not in found:
            found.add(annotation)
            for field in annotation.model_fields.values():
                look(field.annotation)

    for class_ in (*model.KINDS.values(), model.Explainer, model.Site):
        look(class_)
    return found


def words() -> set[str]:
    """The words that content is written with: `known`, `state_media`, `speech_act`."""
    annotations = (field.annotation for part in parts() for field in part.model_fields.values())
    return {word for annotation in annotations for word in _literals(annotation)}


def _literals(annotation: object) -> Iterator[str]:
    if typing.get_origin(annotation) is typing.Literal:
        yield from (word for word in typing.get_args(annotation) if isinstance(word, str))
    for argument in typing.get_args(annotation):
        yield from _literals(argument)
