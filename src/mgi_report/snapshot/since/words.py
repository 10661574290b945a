"""What pages of two editions say of themselves, and of each state in words, as books of law do.

No word of them says that anything went up or down: the guard knows these words (``progress`` in ``assets/wording``).
"""

from __future__ import annotations

from ...data.model import Kind
from ...data.succession import Standing, State
from ...text.languages import mark
from ...text.reader import Reader
from ...text.typography import closed

_STATES = {
    State.SAME: mark("In both editions, in the same words"),
    State.DIFFERENT: mark("In both editions, put differently"),
    State.DOUBT: mark("In doubt: one finding put differently, or two findings"),
    State.NEWLY: mark("Newly listed"),
    State.NO_LONGER: mark("No longer listed"),
}
_LISTS: dict[Kind, str] = {
    "potential": mark("Now listed among areas with potential, in %(edition)s among examples"),
    "developed": mark("Now listed among examples, in %(edition)s among areas with potential"),
}


def state_in_words(item: Standing, reader: Reader, edition: str, domain: str, *, same: bool) -> str:
    """How a finding stands in both editions, in square brackets.

    ``edition`` is the older one, ``domain`` the number and name of its domain there, where that is another one;
    ``same``: both are printed in the same words.
    """
    state = item.state
    if state in (State.SAME, State.DIFFERENT):
        state = State.SAME if same else State.DIFFERENT
    if state is State.OTHER_LIST and item.newer:
        lists = reader.say(_LISTS[item.newer.kind], edition=edition)
        said = [lists, reader.say("in the same words") if same else reader.say("put differently")]
    else:
        said = [reader.say(_STATES[state])]
    if domain:
        said.append(reader.say("in %(edition)s under %(domain)s", edition=edition, domain=domain))
    return f"[{reader.say('; ').join(said)}]"


def instrument(reader: Reader, older: str, newer: str) -> str:
    """Whether both editions were made by the same indicators; empty words mean that a profile does not name them."""
    if older and older == newer:
        message = mark("Both profiles name the same version of the indicators.")
    elif older and newer:
        message = mark(
            "The profiles name different versions of the indicators: a difference between the editions may be one of "
            "the questions that were asked."
        )
    else:
        message = mark(
            "At least one of the profiles does not name the version of its indicators, which have been revised: a "
            "difference between the editions may be one of the questions that were asked."
        )
    return closed(reader.say(message))


def caution(reader: Reader) -> str:
    """What the states do not mean."""
    return closed(
        reader.say("What is no longer listed need not have ended; what is newly listed need not be new."),
    )


def foreign(reader: Reader, language: str, older: str, newer: str) -> str:
    """In what language findings are printed, where that is not the reader's; names of languages, empty for none."""
    if language:
        message = mark("The findings are printed in %(language)s, the language that both editions have.")
        return closed(reader.say(message, language=language))
    if older != newer:
        message = mark(
            "The editions have no language in common: findings are printed in %(older)s and in %(newer)s, and only "
            "what the profiles themselves say belongs together stands side by side."
        )
        return closed(reader.say(message, older=older, newer=newer))
    return ""


def title(reader: Reader, city: str, country: str, older: str, newer: str) -> str:
    """Title of the document, as in its metadata."""
    message = mark("%(city)s, %(country)s: two editions of the migration governance profile, %(older)s and %(newer)s")
    return reader.language.gettext(message, city=city, country=country, older=older, newer=newer)


def description(reader: Reader, framework: str, city: str, older: str, newer: str) -> str:
    """One sentence on the document, for its metadata."""
    message = mark(
        "Two editions of the %(name)s profile of %(city)s side by side, %(older)s and %(newer)s, in words and without "
        "judgement; not a publication of the International Organization for Migration."
    )
    return reader.language.gettext(message, name=framework, city=city, older=older, newer=newer)


def imprint(reader: Reader) -> tuple[str, ...]:
    """What the document is and is not."""
    say = reader.language.gettext
    origin = say(
        "A program compared the findings of both profiles by their words, and by what the profiles themselves say. "
        "Derived by mgi_report, open-source software; it is not an IOM publication, and the official wording is that "
        "of the sources."
    )
    return (closed(reader.set(origin)),)
