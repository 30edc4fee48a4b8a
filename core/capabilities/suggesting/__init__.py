"""Finding something to watch: requests, likenesses, mash-ups, surprises, and what comes next."""

from collections.abc import Mapping
from typing import cast

from core.capabilities.suggesting.handlers import (
    change,
    change_button,
    in_settings,
    lift,
    like_title,
    mashup,
    may_begin_a_name,
    more,
    more_from,
    more_like,
    picks,
    recommend,
    refine,
    similar_button,
    surprise,
    trending,
    trending_picks,
)
from core.capabilities.suggesting.intents import (
    Change,
    Lift,
    LikeTitle,
    Mashup,
    More,
    MoreFrom,
    MoreLike,
    Recommend,
    Refine,
    Surprise,
    Trending,
)
from core.capability import Capability
from core.dialogue.buttons import Code, choice, number, word
from core.dialogue.commands import Choices, Command, Description, Named
from core.dialogue.routing import route
from core.films.titles.values import KINDS, Kind
from core.films.wishes.wish import Wish
from core.presentation.browsing import picker
from core.presentation.cards import CardButtons


def _trending(chosen: Mapping[str, str]) -> Trending:
    return Trending(cast(Kind | None, chosen.get("kind")))


def _like(title: str) -> MoreLike:
    return MoreLike(Wish(like=(title,)))


SUGGESTING = Capability(
    "suggesting",
    routes=(
        route(Recommend, recommend, name="recommend"),
        route(MoreLike, more_like, name="more_like"),
        route(Mashup, mashup, name="mashup"),
        route(Refine, refine, name="refine"),
        route(More, more, name="more", code=Code("n")),
        route(MoreFrom, more_from, name="more_from"),
        route(Surprise, surprise, name="surprise", code=Code("q")),
        route(Trending, trending, name="trending", code=Code("r", kind=choice(Kind))),
        route(LikeTitle, like_title, code=Code("l", title_id=number)),
        route(Change, change, code=Code("ch", title_id=number, shelf=word)),
        route(Lift, lift, code=Code("b")),
    ),
    commands=(
        Command("movie", Recommend(Wish(kind="movie")), Description(), menus=("private", "group")),
        Command("series", Recommend(Wish(kind="tv")), Description(), menus=("private", "group")),
        Command("recommend", Recommend(), Description()),
        Command("suggest", Surprise(), Description(), menus=("group",), public=True),
        Command("similar", None, Named(LikeTitle, _like), menus=("private",)),
        Command("mix", None, Description()),
        Command("surprise", Surprise(), Description(), menus=("private",)),
        Command(
            "trending", Trending(), Choices({"kind": KINDS}, _trending), menus=("private", "group")
        ),
        Command("more", More(), heedless=True, menus=("private",)),
        Command("previous", More(back=True), heedless=True),
        Command("filmography", MoreFrom("director"), heedless=True),
        Command("costars", MoreFrom("cast"), heedless=True),
    ),
    cards=(
        CardButtons("list", change_button, at_end=True),
        CardButtons("more", similar_button, at_end=True),
    ),
    pickers=(
        picker(Recommend, picks, begins=may_begin_a_name),
        picker(Refine, picks),
        picker(MoreLike, picks),
        picker(Mashup, picks),
        picker(Surprise, picks),
        picker(Trending, trending_picks),
    ),
    settings=(in_settings,),
)
