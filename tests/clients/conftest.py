"""Servers to be clients of."""

from collections.abc import Iterator

import pytest

from tests.wires.models import ModelWire, model_wire


@pytest.fixture
def wire() -> Iterator[ModelWire]:
    """A model's server."""
    with model_wire() as running:
        yield running
