"""How good what the user saw was, out of ten, in steps of a half."""

from core.capabilities.ratings.handlers import (
    nothing,
    offer_rating,
    picks,
    rate,
    rate_title,
    show_rated,
    unrate,
    unrate_title,
)
from core.capabilities.ratings.intents import Rate, RateTitle, ShowRated, Unrate, UnrateTitle
from core.capabilities.ratings.storage import Ratings
from core.capability import Capability
from core.dialogue.buttons import Code, Value, number, read_number
from core.dialogue.routing import route
from core.presentation.browsing import picker

# A rating as buttons write it: in halves, "15" for 7.5.
_HALVES = Value(
    lambda rating: str(round(float(str(rating)) * 2)),
    lambda text: read_number(text) / 2,
    last=True,
)

RATINGS = Capability(
    "ratings",
    routes=(
        route(Rate, rate, name="rate"),
        route(
            RateTitle,
            rate_title,
            name="rate_title",
            sayable=False,
            code=Code("ra", title_id=number, rating=_HALVES),
        ),
        route(Unrate, unrate, name="unrate"),
        route(UnrateTitle, unrate_title, code=Code("rx", title_id=number)),
        route(ShowRated, show_rated, name="show_list", when={"status": "rated"}),
    ),
    pickers=(picker(ShowRated, picks, named=True, nothing=nothing),),
    offers=(offer_rating,),
    undoes=(Ratings,),
)
