"""The whole bot on one screen: which function answers which intent."""

from collections.abc import Awaitable, Callable
from typing import Any

from core.chat import Reply
from core.handlers.about import about_last, ask_title, compare
from core.handlers.find import find_title, list_page, open_shelf, open_title
from core.handlers.linking import agree_link, drop_link, link, unlink
from core.handlers.lists import show_list, statistics
from core.handlers.marks import mark, mark_title, undo
from core.handlers.person import cancel, export, forget_me, privacy, settings
from core.handlers.small_talk import greeting, help_, off_topic, thanks, unclear
from core.handlers.standing import lift
from core.handlers.suggest import (
    like_title,
    mashup,
    more,
    more_from,
    more_like,
    recommend,
    refine,
    surprise,
    trending,
    turn_to,
)
from core.intents import (
    AboutLast,
    AgreeLink,
    AskTitle,
    Cancel,
    Compare,
    DropLink,
    Export,
    FindTitle,
    ForgetMe,
    Greeting,
    Help,
    Lift,
    LikeTitle,
    Link,
    ListPage,
    Mark,
    MarkTitle,
    Mashup,
    More,
    MoreFrom,
    MoreLike,
    OffTopic,
    OpenShelf,
    OpenTitle,
    Privacy,
    Recommend,
    Refine,
    Settings,
    ShowList,
    Stats,
    Surprise,
    Thanks,
    Trending,
    Try,
    TurnTo,
    Unclear,
    Undo,
    Unlink,
)
from core.turn import Turn

Handler = Callable[[Any, Turn], Awaitable[list[Reply]]]

HANDLERS: dict[type[Any], Handler] = {
    Recommend: recommend,
    Refine: refine,
    MoreLike: more_like,
    Mashup: mashup,
    Surprise: surprise,
    Trending: trending,
    More: more,
    MoreFrom: more_from,
    TurnTo: turn_to,
    LikeTitle: like_title,
    FindTitle: find_title,
    OpenTitle: open_title,
    OpenShelf: open_shelf,
    ListPage: list_page,
    AboutLast: about_last,
    AskTitle: ask_title,
    Compare: compare,
    Mark: mark,
    MarkTitle: mark_title,
    Undo: undo,
    ShowList: show_list,
    Stats: statistics,
    Settings: settings,
    Privacy: privacy,
    Export: export,
    ForgetMe: forget_me,
    Link: link,
    AgreeLink: agree_link,
    DropLink: drop_link,
    Unlink: unlink,
    Lift: lift,
    Cancel: cancel,
    Greeting: greeting,
    Try: greeting,
    Help: help_,
    Thanks: thanks,
    OffTopic: off_topic,
    Unclear: unclear,
}
