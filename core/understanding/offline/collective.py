"""Many titles by one name: "all the Harry Potter movies", "the whole of Breaking Bad", "everything
by Nolan".
"""

from core.capabilities.marking.intents import Mark
from core.films.finding.name_keys import name_key
from core.films.finding.thresholds import SURE_NAME
from core.library.values import Status
from core.understanding.offline.reading import Reading

_SLIP = 4


def marked_all(status: Status, part: Reading) -> Mark | None:
    """A mark for all that the words stand for together; None where they stand for titles one by
    one.
    """
    if part.spotter.called(0, len(part.sentence)):
        return None
    for template in part.lexicon.collective.fitting(part.sentence.words):
        found = template.pattern.fullmatch(part.sentence.norm)
        if found:
            first, last = found.span("all")
            films = any(piece.field == "kind" and piece.value == "movie" for piece in part.ear.said)
            named = _named(
                status, part.part(part.sentence.at(first), part.sentence.at(last - 1) + 1), films
            )
            if named:
                return named
    return None


def _named(status: Status, part: Reading, films: bool) -> Mark | None:
    """The series (unless it was ``films`` that were named), franchise or person of that name; a
    film's name is also that of those which follow it.
    """
    names, key = part.names, part.sentence.key(0, len(part.sentence))
    title = names.exact_key(key, ("title",))
    if title and title[0].media == "tv" and not films:
        return Mark(status, (title[0].name,))
    if franchise := names.exact_key(key, ("franchise",)):
        return Mark(status, all_of=(franchise[0].name,))
    if (person := part.spotter.person(0)) and person[1] == len(part.sentence):
        return Mark(status, all_of=(person[0],))
    if title:
        return Mark(status, all_of=(title[0].name,))
    close = names.close(key, ("franchise",), 1, SURE_NAME)
    if close and (abs(len(name_key(close[0][0].name)) - len(key)) <= _SLIP or not part.ear.said):
        return Mark(status, all_of=(close[0][0].name,))
    typed = part.sentence.said(0, len(part.sentence))
    return Mark(status, all_of=(typed,)) if _like_a_name(part) else None


def _like_a_name(part: Reading) -> bool:
    """Whether words that nobody is known by were typed as a name: several with capitals, or one
    that means nothing else.
    """
    size = len(part.sentence)
    capitals = part.sentence.capital(0) and part.sentence.capital(size - 1)
    listed = any(part.spotter.skip(at, "pairs") > at for at in range(size))
    return capitals and not listed and (size > 1 or not part.ear.said)
