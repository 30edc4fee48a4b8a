"""JSON schemas as strict servers want them: every field required, no other allowed, and nothing
but types and choices; bounds and patterns are checked afterwards.
"""

from collections.abc import Callable
from typing import Any

Node = dict[str, Any]


def strict(node: Node) -> Node:
    """The schema with what strict servers take, and nothing else."""
    kept = {key: _KEPT[key](value) for key, value in node.items() if key in _KEPT}
    if "properties" in kept:
        kept |= {"required": list(kept["properties"]), "additionalProperties": False}
    return kept


def _each(nodes: Node) -> Node:
    return {name: strict(node) for name, node in nodes.items()}


_KEPT: dict[str, Callable[[Any], Any]] = {
    "$defs": _each,
    "properties": _each,
    "items": strict,
    "anyOf": lambda nodes: [strict(node) for node in nodes],
    "$ref": str,
    "type": str,
    "enum": list,
}
