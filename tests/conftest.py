"""What all tests share: how many examples Hypothesis draws, and the rulebook that ships."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from slimmer_rules.rulebook.model import Conversation, Rulebook

os.environ.pop("COLUMNS", None)  # the lines do not depend on the screen of whoever runs the tests

_CALM = [HealthCheck.too_slow, HealthCheck.data_too_large]  # random rulebooks take long to draw; that is no fault
settings.register_profile("everyday", max_examples=100, deadline=None, suppress_health_check=_CALM)
settings.register_profile("full", max_examples=2000, deadline=None, suppress_health_check=_CALM)
settings.load_profile("full" if os.environ.get("SLIMMER_FULL") == "1" else "everyday")


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    """The rulebook that ships."""
    from slimmer_rules.rulebook.files import read_folder, shipped

    return read_folder(shipped())


@pytest.fixture(scope="session")
def intake(rulebook: Rulebook) -> Conversation:
    """The shipped intake."""
    return rulebook.conversations["intake"]
