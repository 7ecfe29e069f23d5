"""Rules on what somebody said, and that somebody said it: "X says Y" is one statement, "Y" another."""

from __future__ import annotations

from collections.abc import Iterator

from diptych import link, model
from diptych.rules.rule import Finding, warning
from diptych.rules.wording import at_word, pattern


@warning
def saying_is_a_speech_act(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """That somebody said a thing is one statement, the thing itself another.

    A known or reported statement whose sentence has "X says that" or "according to X" in every language
    is of the `kind` speech_act; what X says is a statement of its own, with `asserted_in`.
    """
    for entry in explainer.all("statement"):
        record = entry.record
        if record.status not in ("known", "reported") or record.kind != "fact":
            continue
        examined = {lang: known for lang in record.text if (known := pattern(lang, "saying")) is not None}
        said = {lang: known.search(record.text[lang]) for lang, known in examined.items()}
        lang, found = next(iter(said.items()), ("", None))
        if found is not None and all(said.values()):
            yield at_word(entry, ("text", lang), lang, found)


@warning
def claim_comes_from_a_speech_act(explainer: link.Explainer, site: model.Site) -> Iterator[Finding]:
    """A claim leads back to the occasion on which it was made.

    The statement that `asserted_in` names is of the `kind` speech_act.
    """
    statements = explainer.kinds["statement"]
    for entry in explainer.all("statement"):
        act = statements.get(entry.record.asserted_in or "")
        if act is not None and act.record.kind != "speech_act":
            yield Finding(entry, ("asserted_in",), params={"word": act.id})


RULES = (saying_is_a_speech_act, claim_comes_from_a_speech_act)
