"""What models and their servers send when things go wrong: malformed, cut short, refused,
hostile.
"""

import json
from typing import Any

from tests.wires.models import Said, completion, failure

GOOD: dict[str, Any] = {"intent": "recommend", "wish": {"genres": ["comedy"]}, "written_in": "en"}
_WHOLE = json.dumps(GOOD)


def _with(**fields: Any) -> Said:
    return completion(json.dumps(GOOD | fields))


def _wish(**fields: Any) -> Said:
    return completion(json.dumps(GOOD | {"wish": fields}))


MALFORMED = {
    "nothing": completion(""),
    "null": completion("null"),
    "a number": completion("7"),
    "a string": completion('"recommend"'),
    "a list": completion(f"[{_WHOLE}]"),
    "two objects": completion(_WHOLE + _WHOLE),
    "prose": completion("Here are some comedies you might like!"),
    "prose around": completion(f"Sure, here you are: {_WHOLE}"),
    "prose after": completion(f"{_WHOLE}\nEnjoy!"),
    "a fence": completion(f"```json\n{_WHOLE}\n```"),
    "thoughts": completion(f"<think>They want a laugh.</think>{_WHOLE}"),
    "single quotes": completion(_WHOLE.replace('"', "'")),
    "a trailing comma": completion(_WHOLE[:-1] + ",}"),
    "a comment": completion(_WHOLE[:-1] + "/* done */}"),
    "cut in the middle": completion(_WHOLE[: len(_WHOLE) // 2]),
    "one brace short": completion(_WHOLE[:-1]),
    "YAML": completion("intent: recommend\nwish:\n  genres: [comedy]"),
    "XML": completion("<reading><intent>recommend</intent></reading>"),
    "deep nesting": completion('{"wish":' * 5_000 + "1" + "}" * 5_000),
    "half a surrogate": completion('{"intent": "find_title", "title": "\\ud83d"}'),
    "NaN": completion('{"intent": "recommend", "wish": {"rating_min": NaN}}'),
    "nothing but spaces": completion(" \n\t "),
}
OUT_OF_FORM = {
    "no intent": completion('{"wish": {"genres": ["comedy"]}}'),
    "an unknown intent": _with(intent="delete_everything"),
    "an intent of buttons": _with(intent="mark_title", title_id=1),
    "an intent in capitals": _with(intent="RECOMMEND"),
    "a list for an intent": _with(intent=["recommend"]),
    "a wish in words": _with(wish="a comedy"),
    "an unknown condition": _wish(mood="happy"),
    "an unknown genre": _wish(genres=["rom-com"]),
    "a genre alone": _wish(genres="comedy"),
    "numbers for themes": _wish(themes=[1, 2]),
    "a year in letters": _wish(year_from="1990"),
    "a year with a fraction": _wish(year_from=1990.5),
    "a year that is true": _wish(year_from=True),
    "a year beyond integers": completion(
        '{"intent": "recommend", "wish": {"year_from": 99999999999999999999999999}}'
    ),
    "a year before film": _wish(year_to=-5),
    "a rating of eleven": _wish(rating_min=11),
    "endless minutes": _wish(runtime_max=10**9),
    "a language in full": _wish(languages=["French"]),
    "a country in small letters": _wish(countries=["fr"]),
    "an unknown certification": _wish(certification_max="NC-17"),
    "an unknown order": _wish(sort="price"),
    "a thousand people": _wish(people=["Somebody"] * 1_000),
    "a name of 5,000 letters": _wish(people=["a" * 5_000]),
    "an empty name": _wish(like=[" "]),
    "fifty suggestions": _with(suggested=[{"title": f"Film {n}", "year": 2000} for n in range(50)]),
    "suggestions in words": _with(suggested=["Heat (1995)"]),
    "a mark without status": completion('{"intent": "mark", "titles": ["Heat"]}'),
    "an unknown status": completion('{"intent": "mark", "titles": ["Heat"], "status": "banned"}'),
    "a list of no status": completion('{"intent": "show_list", "status": "none"}'),
    "a question about nothing": completion('{"intent": "about_last"}'),
    "a title without a title": completion('{"intent": "find_title"}'),
    "a place of zero": completion('{"intent": "about_last", "question": "cast", "position": 0}'),
    "a choice of one": completion('{"intent": "compare", "titles": ["Heat"]}'),
    "a mixture of one": completion('{"intent": "mashup", "wish": {"like": ["Heat"]}}'),
}
HOSTILE = {
    "acts on a title by id": completion(
        '{"intent": "mark_title", "title_id": 1, "status": "seen"}'
    ),
    "hides a condition": _wish(user_id=2),
    "calls a function": completion(
        None, "tool_calls", tool_calls=[{"id": "1", "type": "function", "function": {"name": "rm"}}]
    ),
    "calls a function beside": completion(_WHOLE, "tool_calls"),
    "invisible names": completion('{"intent": "find_title", "title": "\\u202e\\u200b\\u0000"}'),
    "SQL for an intent": _with(intent="recommend'; DROP TABLE users; --"),
}
REFUSED = {
    "refuses": completion(None, refusal="I can't help with that."),
    "refuses beside an answer": completion(_WHOLE, refusal="I can't help with that."),
    "apologises": completion("I'm sorry, but I can't assist with that request."),
    "is filtered": completion(_WHOLE, "content_filter"),
    "is cut short": completion(_WHOLE, "length"),
    "does not say it is done": completion(_WHOLE, None),
    "an error for an answer": Said(b'{"error": {"message": "overloaded", "code": 503}}'),
    "no choices": Said(b'{"id": "c-1", "object": "chat.completion", "choices": []}'),
    "a page for people": Said(
        b"<!doctype html><title>Sign in</title>", headers={"Content-Type": "text/html"}
    ),
    "half the protocol": Said(b'{"choices": [{"index": 0'),
    "a stream": Said(
        b'data: {"choices": [{"delta": {"content": "{"}}]}\n\n',
        headers={"Content-Type": "text/event-stream"},
    ),
    "no bytes": Said(b""),
    "bytes of no text": Said(b"\xff\xfe\xfd"),
    "a key refused": failure(401, "invalid_api_key"),
    "no credit": failure(429, "insufficient_quota"),
    "too many at once": failure(429, "rate_limit_exceeded", retry_after="3"),
    "a broken server": failure(500),
    "a busy server": failure(503),
    "a gateway's page": Said(b"<html>Bad gateway</html>", 502, {"Content-Type": "text/html"}),
    "no such model": failure(404, "model_not_found"),
    "nothing it accepts": failure(400),
}
BAD: dict[str, Said] = {**MALFORMED, **OUT_OF_FORM, **HOSTILE, **REFUSED}
