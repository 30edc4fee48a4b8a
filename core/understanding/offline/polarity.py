"""Whether what is said is wanted, not wanted, or wanted less, word by word."""

from dataclasses import dataclass


@dataclass
class Polarity:
    """The polarity in force (``now``: "", "not", "soft", "drop" or "more"), how many ``objects`` it
    has had, and whether it is for the next one only.
    """

    now: str = ""
    objects: int = 0
    once: bool = False

    @property
    def denies(self) -> bool:
        """Whether what follows is not wanted."""
        return self.now not in ("", "more")

    def end(self) -> None:
        """What follows is meant as it is said again."""
        self._begin("")

    def hear(self, cue: str) -> None:
        """Follow a cue, where it is one of polarity."""
        match cue:
            case "not" | "except":
                self._begin("not")
            case "drop":
                self._begin("drop")
            case "not_next":
                self._begin("not", once=True)
            case "soft" if self.now != "not":
                self._begin("soft", once=True)
            case "more" if not self.now:
                self.now, self.once = "more", True
            case "but":
                self.end()

    def pass_object(self) -> None:
        """Something was said: what was for one object only is over."""
        if self.once:
            self.end()

    def _begin(self, polarity: str, *, once: bool = False) -> None:
        self.now, self.objects, self.once = polarity, 0, once
