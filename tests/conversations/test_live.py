"""Conversations with TMDB and OMDb at hand."""

from tests.conversations.live import Cinema


async def test_a_title_that_only_tmdb_knows(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Amber Harbour")
    film = cinema.film("Amber Harbour")
    assert talk.card
    assert (talk.card.title, talk.card.year, talk.card.runtime) == ("Amber Harbour", film.year, film.runtime)
    assert talk.card.imdb_rating == float(film.imdb_rating)
    assert talk.card.poster_url == f"https://image.tmdb.org/t/p/w500/{film.id}.jpg"
    assert talk.card.trailer_url == "https://www.youtube.com/watch?v=en-Trailer"


async def test_in_french(cinema: Cinema) -> None:
    talk = await cinema.talk("zoe", "fr").say("Amber Harbour")
    assert talk.card
    assert talk.card.title == "Le Amber Harbour caché"
    talk.sees("En français : Somebody")
    assert talk.card.trailer_url == "https://www.youtube.com/watch?v=fr-Trailer"


async def test_a_request_is_answered_from_both_catalogues(cinema: Cinema) -> None:
    talk = await cinema.talk().say("a 90s film")
    seen = set()
    for _ in range(15):
        assert talk.card
        assert 1990 <= talk.card.year <= 1999
        assert talk.card.runtime
        seen.add(talk.title)
        await talk.tap("Next ▶")
    named = {film.title for film in cinema.films.values()}
    assert seen & named
    assert seen - named


async def test_asked_again_it_costs_no_call(cinema: Cinema) -> None:
    first = await cinema.talk().say("a comedy film of the 80s")
    await cinema.settled()
    cinema.forget_calls()
    second = await cinema.talk("bob").say("a comedy film of the 80s")
    assert second.title == first.title
    assert cinema.tmdb.calls == []
    assert cinema.omdb.calls == []
