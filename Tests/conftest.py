"""Fixtures of acceptance and browser tests."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.campaigns import Tenant
from harness.system import System, running


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--matching", metavar="REGEX", help="run only tests whose id this occurs in")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = config.getoption("--matching")
    if not wanted:
        return
    chosen = [item for item in items if re.search(wanted, item.nodeid)]
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = chosen


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One running system that tests share; each makes a company of its own in it."""
    with running(_short_folder(tmp_path_factory, "sys")) as system:
        yield system


@pytest.fixture
def tenant(system: System) -> Tenant:
    """A company that this test has for itself."""
    return Tenant(system, "하늘커피")


@pytest.fixture
def other_tenant(system: System) -> Tenant:
    return Tenant(system, "바다서점")


def _short_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """A socket's path may have 107 characters at most."""
    folder = factory.mktemp(name)
    assert len(str(folder)) < 80, f"the folder for temporary files is too deep: {folder}"
    return folder
