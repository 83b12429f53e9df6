"""Options of the chaos runs: how many, and from which seed."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--runs", type=int, default=10, help="runs for each way of hand-over")
    parser.addoption("--seed", type=int, default=1, help="of the first run; each further one takes the next")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "seed" in metafunc.fixturenames:
        first = metafunc.config.getoption("--seed")
        metafunc.parametrize("seed", range(first, first + metafunc.config.getoption("--runs")))
