"""Under SLIMMER_REQUIRE_ALL=1 (continuous integration) a test that would be skipped fails: nothing goes unseen."""

import os
from collections.abc import Generator
from typing import Any

import pytest

REQUIRED = os.environ.get("SLIMMER_REQUIRE_ALL") == "1"


def _fail_if_skipped(report: Any) -> None:
    if REQUIRED and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"skipped, though SLIMMER_REQUIRE_ALL=1 asks for everything: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _fail_if_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _fail_if_skipped(report)
    return report
