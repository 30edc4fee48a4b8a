"""Conversations with TMDB and OMDb at hand."""

from datetime import UTC, datetime, timedelta

import time_machine

from core.dialogue.sessions import Users
from core.films.recommending.candidates import Candidates
from core.films.recommending.request import Request
from core.films.sources.storage import Live
from core.films.titles.titles import Titles
from core.films.wishes.criteria.criterion import Shortlist
from core.library.marks import Marks
from tests.conversations.live import Cinema
from tests.wires.films import FIRST, changed


async def test_a_title_that_only_tmdb_knows(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Amber Harbour")
    film = cinema.film("Amber Harbour")
    assert talk.card
    assert (talk.card.title, talk.card.year, talk.card.runtime) == (
        "Amber Harbour",
        film.year,
        film.runtime,
    )
    assert talk.card.imdb_rating == float(film.imdb_rating)
    assert talk.card.poster_url == f"https://image.tmdb.org/t/p/w500/{film.id}.jpg"
    assert talk.card.trailer_url == "https://www.youtube.com/watch?v=en-Trailer"


async def test_in_french(cinema: Cinema) -> None:
    talk = await cinema.talk("zoe", "fr").say("Amber Harbour")
    assert talk.card
    assert talk.card.title == "Le Amber Harbour caché"
    talk.sees("En français : Somebody")
    assert talk.card.trailer_url == "https://www.youtube.com/watch?v=fr-Trailer"


async def test_a_misspelt_title_is_found_though_tmdb_does_not_find_it(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Ge tout")
    assert talk.title == "Get Out"


async def test_all_films_of_a_name_that_only_tmdb_knows_are_marked(cinema: Cinema) -> None:
    talk = await cinema.talk().say("I've seen all the Amber Harbour films")
    talk.sees("Seen: Amber Harbour")


async def test_namesakes_by_year(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Dune (1984)")
    assert talk.card
    assert (talk.card.title, talk.card.year) == ("Dune", 1984)


async def test_a_known_title_gets_its_poster_and_the_ratings_of_today(cinema: Cinema) -> None:
    talk = await cinema.talk().say("tell me about Heat")
    await talk.say("Heat")
    assert talk.card
    assert talk.card.imdb_votes == 791_234
    assert talk.card.poster_url == "https://image.tmdb.org/t/p/w500/949.jpg"
    talk.sees_no("Somebody finds something")
    rows = await cinema.app.store.rows(
        "SELECT count(*) FROM titles WHERE imdb_id = 'tt0113277' OR tmdb_id = 949"
    )
    assert rows[0][0] == 1


async def test_a_request_is_answered_from_both_catalogues(cinema: Cinema) -> None:
    talk = await cinema.talk().say("a 90s film")
    shelf = await cinema.shelf(talk)
    years = await cinema.app.store.of(Titles).get([pick.title_id for pick in shelf.picks], "en")
    assert all(1990 <= (title.year or 0) <= 1999 for title in years.values())
    sources = {
        title.name in {film.title for film in cinema.films.values()} for title in years.values()
    }
    assert sources == {True, False}


async def test_few_calls_and_ten_more_cards_ready(cinema: Cinema) -> None:
    talk = await cinema.talk().say("an animated film with a submarine")
    await cinema.settled()
    prepared = cinema.tmdb.called("append_to_response")
    assert 0 < len(prepared) <= 11
    assert len(cinema.tmdb.calls) - len(cinema.tmdb.called("search/keyword")) <= 2 + len(prepared)
    cinema.forget_calls()
    for _ in range(5):
        await talk.tap("Next ▶")
    assert talk.card
    shown = await cinema.app.store.of(Titles).get([talk.card.id], "en")
    assert not [
        call
        for call in cinema.tmdb.called("append_to_response")
        if f"/{shown[talk.card.id].tmdb_id}?" in call
    ]


async def test_asked_again_it_costs_no_call(cinema: Cinema) -> None:
    first = await cinema.talk().say("a comedy film of the 80s")
    await cinema.settled()
    cinema.forget_calls()
    second = await cinema.talk("bob").say("a comedy film of the 80s")
    await cinema.settled()
    assert second.title == first.title
    assert cinema.tmdb.calls == []
    assert cinema.omdb.calls == []


async def test_what_is_marked_does_not_come_back(cinema: Cinema) -> None:
    talk = await cinema.talk().say("a French film")
    marked = set()
    for _ in range(8):
        assert talk.title not in marked
        marked.add(talk.title)
        await talk.tap("Seen")
    await talk.say("a French film")
    assert talk.title not in marked
    again = await cinema.app.store.of(Titles).get(
        [pick.title_id for pick in (await cinema.shelf(talk)).picks], "en"
    )
    assert marked.isdisjoint(title.name for title in again.values())


async def test_the_next_pages_are_turned_until_there_is_something_new(cinema: Cinema) -> None:
    talk = await cinema.talk().say("a film from 1970 to 2024")
    person = await cinema.app.store.of(Users).by_identity("test", "ann")
    assert person
    rows = await cinema.app.store.rows("SELECT id FROM titles WHERE source = 'tmdb'")
    now = datetime.now(UTC)
    await cinema.app.store.apply(
        *(
            cinema.app.store.of(Marks).put(person.id, row[0], "seen", now, f"c{row[0]}")
            for row in rows
        )
    )
    await talk.say("a film from 1970 to 2024")
    assert len(cinema.tmdb.called("page=2")) == 1
    assert not cinema.tmdb.called("page=6")


async def test_like_a_title_with_a_condition(cinema: Cinema) -> None:
    talk = await cinema.talk().say("something like Amber Harbour but from the 90s")
    talk.expect(lambda card: 1990 <= (card.year or 0) <= 1999)
    picks = (await cinema.shelf(talk)).picks
    found = await cinema.app.store.of(Titles).get([pick.title_id for pick in picks], "en")
    assert all(1990 <= (title.year or 0) <= 1999 for title in found.values())
    assert {title.tmdb_id for title in found.values()} & {
        film.id for film in cinema.films.values() if film.id >= FIRST
    }
    assert "Amber Harbour" not in {title.name for title in found.values()}


async def test_more_like_the_card_on_show_needs_one_call_more(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Amber Harbour")
    await cinema.settled()
    cinema.forget_calls()
    await talk.tap("More like this")
    assert not cinema.tmdb.called("/recommendations")
    assert len(cinema.tmdb.called("/similar")) == 1


async def test_what_somebody_suggested_must_exist_and_fit(cinema: Cinema) -> None:
    named = [("Amber Harbour", None), ("No Such Film At All", 1999), ("Heat", 1995)]
    ids = await cinema.app.catalogue.known(named)
    names = await cinema.app.store.of(Titles).names(ids, "en")
    assert [name.name for name in names.values()] == ["Amber Harbour", "Heat"]
    found = await cinema.app.recommender.find(
        Request(cinema.wish(genres=("crime",)), suggested=tuple(ids))
    )
    assert names.keys() & {pick.title_id for pick in found.picks} <= set(ids[1:])


async def test_on_a_service(cinema: Cinema) -> None:
    talk = await cinema.talk().say("a film on Netflix")
    talk.sees("on Netflix").sees_no("can't check")
    found = await cinema.app.store.of(Titles).get(
        [pick.title_id for pick in (await cinema.shelf(talk)).picks], "en"
    )
    on_netflix = {
        film.title
        for film in cinema.films.values()
        if 8 in film.providers.get("US", {}).get("flatrate", ())
    }
    assert {title.name for title in found.values()} <= on_netflix


async def test_where_to_watch_it(cinema: Cinema) -> None:
    talk = await cinema.talk().say("where can I watch Heat?")
    talk.sees(
        "Heat in United States, according to JustWatch:",
        "By subscription: Netflix",
        "To rent: Apple TV Store",
    )
    await talk.say("I live in France")
    await talk.say("where can I watch Heat?")
    talk.sees("To buy: Apple TV Store").sees_no("Netflix")
    await talk.say("I live in Belgium")
    await talk.say("where can I watch Heat?")
    talk.sees("no service in Belgium has")


async def test_details_name_the_services(cinema: Cinema) -> None:
    talk = await cinema.talk().say("Heat")
    await talk.tap("Details")
    talk.sees("Where to watch it in United States (JustWatch):", "By subscription: Netflix")


async def test_what_tmdb_withdrew_is_not_suggested_but_stays_in_lists(cinema: Cinema) -> None:
    talk = await cinema.talk().say("save Amber Harbour for later")
    film = cinema.film("Amber Harbour")
    del cinema.films[film.kind, film.id]
    await talk.say("Amber Harbour")
    await talk.say("my watchlist")
    talk.sees("Amber Harbour")
    title_id = (await cinema.app.store.of(Live).ids([("movie", film.id)]))["movie", film.id]
    shortlist = Shortlist((title_id,), cinema.wish())
    assert await cinema.app.store.of(Candidates).shortlisted(cinema.ask(), shortlist) == []


async def test_a_card_that_turns_out_to_be_withdrawn_is_passed_over(cinema: Cinema) -> None:
    cinema.only_in_lists(1994)
    talk = await cinema.talk().say("a film from 1994")
    assert talk.card
    assert talk.title not in {film.title for film in cinema.films.values()}


async def test_adult_titles_never_appear(cinema: Cinema) -> None:
    for film in [film for film in cinema.films.values() if film.year == 1996]:
        changed(cinema.films, film.kind, film.id, keywords=(9005,))
    for film in [film for film in cinema.films.values() if film.year == 1997]:
        changed(cinema.films, film.kind, film.id, certification="X")
    unfit = {film.title for film in cinema.films.values() if film.year in (1996, 1997)}
    for request in ("a film from 1996", "a film from 1997", "what's popular now"):
        talk = await cinema.talk(request).say(request)
        assert talk.title not in unfit
        for _ in range(4):
            await talk.tap("Next ▶")
            assert talk.card is None or talk.title not in unfit


async def test_an_adult_title_is_not_shown_by_name_either(cinema: Cinema) -> None:
    changed(cinema.films, "movie", FIRST, keywords=(9005,))
    talk = await cinema.talk().say("tell me about Amber Harbour")
    await talk.say("Amber Harbour")
    assert talk.card is None or talk.title != "Amber Harbour"


async def test_trends(cinema: Cinema) -> None:
    talk = await cinema.talk().say("what's popular now")
    talk.sees("What people are watching this week")
    most = max(
        (film for film in cinema.films.values() if not film.adult), key=lambda film: film.popularity
    )
    assert talk.title == most.title
    await cinema.settled()
    cinema.forget_calls()
    await cinema.talk("bob").say("what's popular now")
    assert not cinema.tmdb.called("trending")


async def test_old_facts_are_shown_and_renewed_behind_ones_back(cinema: Cinema) -> None:
    now = datetime.now(UTC)
    talk = await cinema.talk().say("Heat")
    with time_machine.travel(now + timedelta(days=8), tick=True):
        changed(cinema.films, "movie", 949, imdb_rating="8.4")
        talk.expect(lambda card: card.imdb_rating == 8.3)
        await talk.say("Heat")
        talk.expect(lambda card: card.imdb_rating == 8.3)
        await cinema.settled()
        await talk.say("Heat")
        talk.expect(lambda card: card.imdb_rating == 8.4)


async def test_the_notice_that_tmdb_asks_for(cinema: Cinema) -> None:
    talk = await cinema.talk().say("/help")
    talk.sees(
        "This product uses the TMDB API but is not endorsed or certified by TMDB.", "JustWatch"
    )


async def test_a_family_sees_nothing_above_its_age_limit(cinema: Cinema) -> None:
    talk = await cinema.talk().say("a film for my kids")
    for _ in range(6):
        assert talk.card
        shown = await cinema.app.store.of(Titles).get([talk.card.id], "en")
        assert shown[talk.card.id].certification in (
            "G",
            "PG",
            "TV-Y",
            "TV-G",
            "TV-PG",
            "Approved",
            "Passed",
        )
        await talk.tap("Next ▶")


async def test_a_rating_asked_for_is_imdbs(cinema: Cinema) -> None:
    for film in list(cinema.films.values()):
        changed(
            cinema.films,
            film.kind,
            film.id,
            average=8.0,
            imdb_rating="7.9" if film.id % 2 else "6.1",
        )
    talk = await cinema.talk().say("a film rated above 7.5 with Ada Marlowe")
    for _ in range(4):
        talk.expect(lambda card: (card.imdb_rating or 0) >= 7.5)
        await talk.tap("Next ▶")


async def test_trends_keep_within_a_familys_age_limit(cinema: Cinema) -> None:
    talk = await cinema.talk("fay").say("hello")
    person = await cinema.app.store.of(Users).by_identity("test", "fay")
    assert person
    await cinema.app.store.apply(
        cinema.app.store.of(Users).set_limits(person.id, {"certification_max": "PG"})
    )
    await talk.say("what's popular now")
    picks = [pick.title_id for pick in (await cinema.shelf(talk)).picks]
    shown = await cinema.app.store.of(Titles).get(picks, "en")
    assert {title.certification for title in shown.values()} <= {
        "G",
        "PG",
        "TV-Y",
        "TV-Y7",
        "TV-G",
        "TV-PG",
        "Approved",
        "Passed",
    }
