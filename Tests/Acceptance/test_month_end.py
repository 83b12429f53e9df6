"""Messages over the end of a month and of a year: handed over before, reported after, in the month of either date."""

from collections.abc import Iterator

import pytest

from harness.api import new_key
from harness.campaigns import Tenant
from harness.invariants import assert_invariants
from harness.outages import ask_again_until_answered, lose, sign_in_again, start_again
from harness.people import people
from harness.programs import eventually
from harness.system import System, running

MONTH_ENDS = [("2026-11-30", "202611", "202612"), ("2026-12-31", "202612", "202701")]


@pytest.fixture(scope="module", params=["done", "req"])
def turning(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Every process lives in 2026. Every row is on its way to its log for a second, in neither table."""
    with running(
        tmp_path_factory.mktemp("month"), apart=True, clock="2026-11-30 23:50:00",
        agent={"moveRule": "jump", "moveGapMilliseconds": 1000, "monthRule": request.param},
    ) as system:  # fmt: skip
        yield system


@pytest.fixture(scope="module")
def company(turning: System) -> Tenant:
    return Tenant(turning, "해를넘기는가게")


@pytest.mark.parametrize(("day", "month", "next_month"), MONTH_ENDS, ids=["november", "december"])
def test_each_message_goes_out_once_and_has_its_result(day: str, month: str, next_month: str, turning: System, company: Tenant):
    """The first campaign is handed over before midnight, by a program that dies of it, and a part of its results comes
    after midnight. The second is released after midnight."""
    recipients = people(50)
    turning.program.stop()
    turning.set_agent(paused=True, lateShare=0.35, lateMilliseconds=35_000)
    turning.clock.set(f"{day} 23:59:30")
    turning.serve(COUPON_FAILPOINT="handover.after-insert:1")
    sign_in_again(turning, company)
    draft, key = company.draft_for(recipients[:30]), new_key()

    lose(company, "/campaigns", draft, key)
    start_again(turning, company)
    before = ask_again_until_answered(company, draft, key)
    eventually(lambda: company.campaign(before)["counts"]["delivery"]["queued"] == 30, "all wait at the agent", 60)
    turning.clock.set(f"{day} 23:59:57")
    turning.set_agent(paused=False)
    eventually(lambda: turning.clock.now().strftime("%Y%m") == next_month, "it is the next month", 60)
    turning.set_agent(lateShare=0)
    after = company.release(company.draft_for(recipients[30:]))
    counts = [company.wait_until_settled(id)["counts"] for id in (before, after)]

    assert [each["delivery"]["delivered"] for each in counts] == [30, 20]
    rows = [row for row in turning.messages() if row["PHONE"] in {person.phone for person in recipients}]
    assert {row["REQ_DATE"].strftime("%Y%m") for row in rows} == {month, next_month}, "all were handed over on one side of midnight"
    crossing = [row for row in rows if row["REQ_DATE"].strftime("%Y%m") != row["DONE_DATE"].strftime("%Y%m")]
    assert crossing, "no result crossed midnight"
    assert {row["table"] for row in crossing} == {f"UMS_LOG_{month if turning.agent_settings['monthRule'] == 'req' else next_month}"}
    assert_invariants(turning, company, [before, after])
