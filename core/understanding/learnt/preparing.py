"""An utterance as a Reading: cleaned, its language told, its typos mended."""

from core.dialogue.turn import Utterance
from core.films.finding.name_index import NameIndex
from core.understanding.offline.reading import Reading
from core.understanding.offline.tokens import Sentence, corrected, detect_language
from core.words.text import clean


def prepared(utterance: Utterance, names: NameIndex) -> Reading:
    """What an utterance is read from."""
    typed = Sentence.read(clean(utterance.text))
    lexicon, _ = detect_language(typed, utterance.language, names)
    return Reading(corrected(typed, lexicon, names), lexicon, names, utterance, typed)
