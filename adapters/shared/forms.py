"""Forms of an answer, one after the other: what a platform refuses in one is sent in the next."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from core.background import outcome

T = TypeVar("T")
Form = Callable[[], Awaitable[T]]


async def in_some_form(forms: Sequence[Form[T]], helps: Callable[[Exception], bool]) -> T:
    """What the first form that is taken returns. ``helps`` says whether another form may be taken
    after an error. Raises the error after which none is, or that of the last form.
    """
    *others, last = forms
    for form in others:
        match await outcome(form()):
            case Exception() as error:
                if not helps(error):
                    raise error
            case done:
                return done
    return await last()
