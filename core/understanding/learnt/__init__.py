"""The learnt understander: weighs what every part of a sentence may mean, without a model or a
network.
"""

from math import exp

from core.capabilities.smalltalk.intents import Unclear
from core.dialogue.turn import Interpretation, Utterance
from core.errors import Unavailable
from core.films.finding.name_index import NameIndex
from core.understanding.learnt.decoding import Decoded
from core.understanding.learnt.intending import intent_of
from core.understanding.learnt.reader import weighed
from core.understanding.learnt.weights import learnt
from core.understanding.readers import only_names

__all__ = ["Learnt", "Sure", "certain"]

# The chance from which on a reading is taken for certain. Of lines by authors whose sentences were
# not learnt from, at most one reading in fifty above it was wrong.
_CERTAIN = 0.975


class Learnt:
    """Understands sentences in every language there is a lexicon for. ``names`` are the titles and
    people it may know.
    """

    def __init__(self, names: NameIndex) -> None:
        self._names = names

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the sentence. Never raises Unavailable: what cannot be read is unclear."""
        return self.read(utterance)

    def read(self, utterance: Utterance) -> Interpretation:
        """The same at once, since nothing is waited for."""
        return self._read(utterance)[0]

    def certainly(self, utterance: Utterance) -> Interpretation | None:
        """What the sentence means, where it is likely enough."""
        understood, best = self._read(utterance)
        return understood if best is not None and certain(best) else None

    def _read(self, utterance: Utterance) -> tuple[Interpretation, Decoded | None]:
        weigher = weighed(utterance, self._names, learnt())
        if not weigher.reading.size:
            return Interpretation(Unclear(), "offline"), None
        best = weigher.readings()[0]
        intent = intent_of(best.reading)
        telling = weigher.plain and not only_names(weigher.reading, intent)
        code = weigher.reading.lexicon.code if telling else None
        return Interpretation(intent, "offline", code), best


def certain(best: Decoded) -> bool:
    """Whether a reading is likely enough to be taken for certain."""
    return exp(best.sureness) >= _CERTAIN


class Sure:
    """The learnt understander where it is certain, so that nobody else need be asked."""

    def __init__(self, offline: Learnt) -> None:
        self._offline = offline

    async def understand(self, utterance: Utterance) -> Interpretation:
        """Read the sentence. Raises Unavailable when the likeliest reading is not likely enough."""
        understood = self._offline.certainly(utterance)
        if understood is None:
            raise Unavailable("no reading is likely enough")
        return understood
