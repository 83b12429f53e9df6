"""Messages go out once and none gets lost: program killed, agent stopped, databases restarted, in both ways of hand-over.

While the program is down the agent goes on, and it moves rows so that for a while they stand in no table at all.
"""

import random
import time
from collections.abc import Iterator

import pytest

from harness.api import new_key
from harness.campaigns import Tenant
from harness.invariants import assert_invariants
from harness.outages import ask_again_until_answered, begin_to_die_at, lose, start, start_again
from harness.people import people
from harness.programs import eventually
from harness.system import System, running

SLOW_MOVER = {"moveRule": "jump", "moveGapMilliseconds": 800, "delayMilliseconds": [0, 200]}


@pytest.fixture(scope="module", params=[False, True], ids=["one-transaction", "three-steps"])
def fragile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Durable databases: they are killed too, and must know what they have committed."""
    with running(tmp_path_factory.mktemp("out"), durable=True, apart=request.param, agent=SLOW_MOVER) as system:
        yield system


@pytest.fixture(scope="module")
def company(fragile: System) -> Tenant:
    return Tenant(fragile, "언제나도착하는가게")


def test_the_hand_over_in_force_is_the_one_that_the_tables_allow(fragile: System):
    state = fragile.administrator().get("/admin/system")
    apart = fragile.agent_database is not fragile.database
    assert state["agent"]["handover"] == ("three-steps" if apart else "one-transaction")


@pytest.mark.parametrize("point", ["handover.before-insert:1", "handover.after-insert:1", "handover.after-commit:1"])
def test_each_message_goes_out_once_when_the_program_is_killed_at(point: str, fragile: System, company: Tenant):
    draft, key = company.draft_for(people(25)), new_key()
    begin_to_die_at(fragile, company, point)

    lose(company, "/campaigns", draft, key)
    start_again(fragile, company)
    campaign = ask_again_until_answered(company, draft, key)
    counts = company.wait_until_settled(campaign)["counts"]

    assert counts["delivery"]["delivered"] == 25
    assert_invariants(fragile, company, [campaign])


def test_each_message_goes_out_once_when_the_second_worker_dies_at_settling_what_the_first_left(fragile: System, company: Tenant):
    draft, key = company.draft_for(people(25)), new_key()
    begin_to_die_at(fragile, company, "handover.after-insert:1")

    lose(company, "/campaigns", draft, key)
    fragile.wait_for_death()
    if fragile.agent_database is not fragile.database:  # else nothing is left open
        fragile.begin(COUPON_FAILPOINT="rescuing.before-record:1")
        fragile.wait_for_death()
    start(fragile, company)
    campaign = ask_again_until_answered(company, draft, key)
    counts = company.wait_until_settled(campaign)["counts"]

    assert counts["delivery"]["delivered"] == 25
    assert_invariants(fragile, company, [campaign])


def test_each_message_goes_out_once_with_two_workers_of_which_one_is_killed(fragile: System, company: Tenant):
    draft, key = company.draft_for(people(40)), new_key()
    begin_to_die_at(fragile, company, "handover.after-insert:1")
    second = fragile.another_worker()
    try:
        lose(company, "/campaigns", draft, key)
        # Either of the two may have handed over everything; only the first can die of it.
        eventually(lambda: fragile.program.exit_code is not None or everything_is_at_the_agent(fragile), "it is handed over", 60)
        fragile.program.stop()
        start(fragile, company, role="web")
        campaign = ask_again_until_answered(company, draft, key)
        counts = company.wait_until_settled(campaign)["counts"]
    finally:
        second.stop()
        fragile.program.stop()
        start(fragile, company)

    assert counts["delivery"]["delivered"] == 40
    assert_invariants(fragile, company, [campaign])


@pytest.mark.parametrize("point", ["withdrawing.before-delete:1", "withdrawing.after-delete:1", "withdrawing.after-commit:1"])
def test_a_stopped_campaign_leaves_nothing_at_the_agent_when_the_program_is_killed_at(point: str, fragile: System, company: Tenant):
    fragile.set_agent(paused=True)
    campaign = company.release(company.draft_for(people(20)))
    eventually(lambda: company.campaign(campaign)["counts"]["delivery"]["queued"] == 20, "all wait at the agent", 60)
    begin_to_die_at(fragile, company, point)

    lose(company, f"/campaigns/{campaign}/stop", {})
    start_again(fragile, company)
    eventually(lambda: is_stopped(company, campaign), "the stop is finished", 60, evidence=lambda: company.campaign(campaign))
    fragile.set_agent(paused=False)

    assert company.campaign(campaign)["counts"]["delivery"]["withdrawn"] == 20
    assert_invariants(fragile, company, [campaign])


def test_a_coupon_cancelled_while_its_message_waits_at_the_agent_is_not_sent(fragile: System, company: Tenant):
    fragile.set_agent(paused=True)
    campaign = company.release(company.draft_for(people(3)))
    eventually(lambda: company.campaign(campaign)["counts"]["delivery"]["queued"] == 3, "all wait at the agent", 60)
    [coupon, *_] = company.coupons(campaign)

    company.member.post(f"/coupons/{coupon['id']}/cancel", {"reason": "고객 요청"})
    fragile.set_agent(paused=False)
    counts = company.wait_until_settled(campaign)["counts"]

    assert counts["delivery"] | {"delivered": 2, "withdrawn": 1} == counts["delivery"]
    assert company.member.get(f"/coupons/{coupon['id']}")["issue"] == "cancelled"
    assert_invariants(fragile, company, [campaign])


@pytest.mark.parametrize(
    "point", ["cancelling.before-call:1", "cancelling.after-call:1", "withdrawing.before-delete:1", "withdrawing.after-delete:1"]
)
def test_a_coupon_is_cancelled_and_not_sent_when_the_program_is_killed_at(point: str, fragile: System, company: Tenant):
    fragile.set_agent(paused=True)
    campaign = company.release(company.draft_for(people(2)))
    eventually(lambda: company.campaign(campaign)["counts"]["delivery"]["queued"] == 2, "all wait at the agent", 60)
    [coupon, _] = company.coupons(campaign)
    begin_to_die_at(fragile, company, point)

    lose(company, f"/coupons/{coupon['id']}/cancel", {"reason": "고객 요청"})
    start_again(fragile, company)
    eventually(lambda: company.member.get(f"/coupons/{coupon['id']}")["issue"] == "cancelled", "it is cancelled", 60)
    fragile.set_agent(paused=False)
    counts = company.wait_until_settled(campaign)["counts"]

    assert counts["delivery"] | {"delivered": 1, "withdrawn": 1} == counts["delivery"]
    assert_invariants(fragile, company, [campaign])


def test_messages_wait_for_an_agent_that_is_stopped_in_the_middle_and_go_on_when_it_starts(fragile: System, company: Tenant):
    campaign = company.release(company.draft_for(people(60)))
    eventually(lambda: fragile.messages() != [], "the agent has something", 60)

    fragile.kill_agent()
    fragile.start_agent()
    counts = company.wait_until_settled(campaign)["counts"]

    assert counts["delivery"]["delivered"] == 60
    assert_invariants(fragile, company, [campaign])


@pytest.mark.parametrize("seed", [1, 2])
def test_each_message_goes_out_once_when_the_agents_database_is_killed_during_the_insert(seed: int, fragile: System, company: Tenant):
    """With three steps the insert is under way when the server freezes; with one transaction the moment is chance."""
    chance = random.Random(seed)
    campaign = company.release(company.draft_for(people(300)))
    if fragile.agent_database is not fragile.database:
        eventually(lambda: has_messages(fragile, "composed", "handing_over", "queued"), "cards are drawn", 60, pause=0.01)
        with fragile.agent_database.frozen():
            eventually(lambda: has_messages(fragile, "handing_over"), "an insert is under way", 60)
            time.sleep(chance.random() / 10)
            fragile.agent_database.program.kill()
    else:
        eventually(lambda: has_messages(fragile, "composed", "queued"), "cards are drawn", 60, pause=0.01)
        time.sleep(chance.random() / 2)
        fragile.database.program.kill()
    fragile.agent_database.start()
    eventually(fragile.is_ready, "the program is ready again", 60)
    counts = company.wait_until_settled(campaign)["counts"]

    assert counts["delivery"]["delivered"] + counts["issue"]["unconfirmed"] == 300
    assert_invariants(fragile, company, [campaign])


def has_messages(system: System, *states: str) -> bool:
    return system.database.rows("SELECT COUNT(*) AS n FROM message WHERE state IN %s", states)[0]["n"] > 0


def everything_is_at_the_agent(system: System) -> bool:
    return system.database.rows("SELECT COUNT(*) AS n FROM coupon WHERE delivery_state = 'waiting'")[0]["n"] == 0


def is_stopped(company: Tenant, campaign: str) -> bool:
    found = company.campaign(campaign)
    return found["status"] == "stopped" and found["holds"] == []
