"""How titles are shown in a dialogue: cards, lists, result lists in progress."""
