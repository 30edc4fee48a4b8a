"""What people say every day and was once misread: awards, places as settings, services with a plus,
questions in any order.
"""

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("said", "language", "wish"),
    [
        ("something to cry to", "en", {"themes": ["sad"]}),
        ("movies that won best picture", "en", {"kind": "movie", "themes": ["oscar winner"]}),
        (
            "war movies not set in Vietnam",
            "en",
            {"kind": "movie", "genres": ["war"], "not_themes": ["vietnam"]},
        ),
        (
            "a movie about the French Revolution",
            "en",
            {"kind": "movie", "themes": ["french revolution"]},
        ),
        ("no subtitles", "en", {"languages": ["en"]}),
        ("so bad it's good", "en", {"themes": ["cult"]}),
        ("un film qui a remporté un oscar", "fr", {"kind": "movie", "themes": ["oscar winner"]}),
        ("une série courte à binge-watcher", "fr", {"kind": "tv", "runtime_max": 30}),
        (
            "un film de mon année de naissance, 1987",
            "fr",
            {"kind": "movie", "year_from": 1987, "year_to": 1987},
        ),
        ("un nanar", "fr", {"kind": "movie", "themes": ["cult"]}),
        ("sans sous-titres", "fr", {"languages": ["fr"]}),
        (
            "a comedy, I don't have Netflix",
            "en",
            {"genres": ["comedy"], "not_providers": ["Netflix"]},
        ),
        ("une comédie, j'ai pas Canal+", "fr", {"genres": ["comedy"], "not_providers": ["Canal+"]}),
    ],
)
def test_wishes(wishes: Any, said: str, language: str, wish: dict[str, Any]) -> None:
    assert wishes(said, language=language) == wish


@pytest.mark.parametrize(
    ("said", "language", "reading"),
    [
        (
            "is The Bear on Disney+?",
            "en",
            {"intent": "find_title", "title": "The Bear", "question": "where"},
        ),
        (
            "The Bear est sur Disney+ ?",
            "fr",
            {"intent": "find_title", "title": "The Bear", "question": "where"},
        ),
        (
            "ça dure combien Oppenheimer ?",
            "fr",
            {"intent": "find_title", "title": "Oppenheimer", "question": "runtime"},
        ),
        ("il est sorti quand Alien ?", "fr", {"intent": "find_title", "title": "Alien"}),
        ("which is longer, Dune or Heat?", "en", {"intent": "compare", "titles": ["Dune", "Heat"]}),
        (
            "lequel est le plus long, Dune ou Heat ?",
            "fr",
            {"intent": "compare", "titles": ["Dune", "Heat"]},
        ),
        ("ya quoi de bien", "fr", {"intent": "surprise"}),
        (
            "des films comme Heat, Oldboy ou Drive",
            "fr",
            {"intent": "more_like", "wish": {"kind": "movie", "like": ["Heat", "Oldboy", "Drive"]}},
        ),
        (
            "movies like Heat, Oldboy or Drive",
            "en",
            {"intent": "more_like", "wish": {"kind": "movie", "like": ["Heat", "Oldboy", "Drive"]}},
        ),
    ],
)
def test_questions(reads: Any, said: str, language: str, reading: dict[str, Any]) -> None:
    assert reads(said, language=language) == reading


@pytest.mark.parametrize(
    ("said", "language", "reading"),
    [
        ("his other films", "en", {"intent": "more_from", "role": "director"}),
        ("anything else by her?", "en", {"intent": "more_from", "role": "director"}),
        ("more with the same actors", "en", {"intent": "more_from", "role": "cast"}),
        ("elle a joué dans quoi d'autre ?", "fr", {"intent": "more_from", "role": "cast"}),
        ("un autre du même réalisateur", "fr", {"intent": "more_from", "role": "director"}),
        ("the third", "en", {"intent": "more", "position": 3}),
        ("celui d'avant", "fr", {"intent": "more", "back": True}),
        ("nah", "en", {"intent": "more"}),
        ("like this one but shorter", "en", {"intent": "more_like", "wish": {"runtime_max": 90}}),
        (
            "un film comme celui-là mais plus drôle",
            "fr",
            {"intent": "more_like", "wish": {"kind": "movie", "genres": ["comedy"]}},
        ),
    ],
)
def test_with_something_on_show(
    reads: Any, said: str, language: str, reading: dict[str, Any]
) -> None:
    assert reads(said, {"genres": ["thriller"]}, language, runtime=120, year=1999) == reading


@pytest.mark.parametrize(
    ("said", "language", "intent"),
    [
        ("ok", "en", "thanks"),
        ("lol", "en", "thanks"),
        ("thanks, bye", "en", "thanks"),
        ("stop", "en", "thanks"),
        ("d'accord", "fr", "thanks"),
        ("à demain", "fr", "thanks"),
        ("start over", "en", "greeting"),
        ("new search", "en", "greeting"),
        ("on repart de zéro", "fr", "greeting"),
        ("what should I watch from my list?", "en", "show_list"),
        ("choisis un truc dans ma liste", "fr", "show_list"),
    ],
)
def test_small_talk_and_lists(reads: Any, said: str, language: str, intent: str) -> None:
    assert reads(said, {"genres": ["thriller"]}, language)["intent"] == intent


@pytest.mark.parametrize(
    ("said", "language", "wish"),
    [
        ("something shorter, under 30 minutes an episode", "en", {"kind": "tv", "runtime_max": 30}),
        ("more recent, after 2015", "en", {"kind": "tv", "runtime_max": 25, "year_from": 2016}),
        ("actually let's do a film", "en", {"kind": "movie"}),
        ("plutôt un film", "fr", {"kind": "movie"}),
        (
            "in colour please",
            "en",
            {"kind": "tv", "runtime_max": 25, "not_themes": ["black and white"]},
        ),
    ],
)
def test_figures_come_before_relative_words_and_a_films_length_is_no_episodes(
    wishes: Any, said: str, language: str, wish: dict[str, Any]
) -> None:
    assert wishes(said, {"kind": "tv", "runtime_max": 25}, language, runtime=22, year=1999) == wish


@pytest.mark.parametrize(
    ("said", "language", "reading"),
    [
        ("I like it, where can I watch it?", "en", {"intent": "about_last", "question": "where"}),
        ("j'aime bien, c'est sur netflix ?", "fr", {"intent": "about_last", "question": "where"}),
        ("je l'ai vu, c'est nul", "fr", {"intent": "mark", "status": "seen"}),
        (
            "Heat, who directed it?",
            "en",
            {"intent": "find_title", "title": "Heat", "question": "director"},
        ),
        ("nah, comedies instead", "en", {"intent": "refine", "wish": {"genres": ["comedy"]}}),
        ("good, another one", "en", {"intent": "more"}),
        (
            "bon, plus récent",
            "fr",
            {"intent": "refine", "wish": {"genres": ["thriller"], "year_from": 2000}},
        ),
        ("she's already seen it", "en", {"intent": "more"}),
        ("ok je prends celui-là", "fr", {"intent": "thanks"}),
        ("seen it, loved it", "en", {"intent": "mark", "status": "favourite"}),
        ("the third one looks interesting", "en", {"intent": "more", "position": 3}),
        (
            "something funny for tonight",
            "en",
            {"intent": "recommend", "wish": {"genres": ["comedy"]}},
        ),
        (
            "un truc drôle pour ce soir",
            "fr",
            {"intent": "recommend", "wish": {"genres": ["comedy"]}},
        ),
        (
            "now something for me, dark and slow",
            "en",
            {"intent": "recommend", "wish": {"themes": ["dark", "slow"]}},
        ),
        (
            "maintenant un truc pour moi, sombre et lent",
            "fr",
            {"intent": "recommend", "wish": {"themes": ["dark", "slow"]}},
        ),
        (
            "un classique que tout le monde doit avoir vu",
            "fr",
            {"intent": "recommend", "wish": {"year_to": 1986}},
        ),
    ],
)
def test_clauses_and_interjections(
    reads: Any, said: str, language: str, reading: dict[str, Any]
) -> None:
    assert reads(said, {"genres": ["thriller"]}, language, runtime=120, year=1999) == reading
