"""Campaigns in bad times: kills, restarts, pauses, stops and cancellations at moments that a seed decides, over month ends.

After each run everything is healed, and then I2 to I6 must hold for all that was ever issued and sent (bin/test --chaos).
"""

import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from harness.api import new_key
from harness.campaigns import Tenant
from harness.invariants import assert_invariants
from harness.open_page import OpenPage
from harness.outages import ask_again_until_answered, lose, sign_in_again
from harness.people import people
from harness.programs import eventually
from harness.system import System, running

POINTS = [
    "composing.after-claim", "composing.after-file", "handover.before-insert", "handover.after-insert",
    "handover.after-commit", "collecting.before-record", "rescuing.before-record", "withdrawing.before-delete",
    "withdrawing.after-delete", "withdrawing.after-commit", "stopping.after-orders", "cancelling.before-call",
]  # fmt: skip


class World:
    """One system with its company over many runs, each at the end of the following month."""

    def __init__(self, system: System):
        self.system = system
        self.company = Tenant(system, "무슨일이있어도가게")
        self.month = 10
        self.second = None
        self.released: list[str] = []

    def next_month_end(self) -> str:
        self.month += 1
        year, month = 2026 + (self.month - 1) // 12, (self.month - 1) % 12 + 1
        days = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return f"{year}-{month:02d}-{days}"

    def serve(self, **settings: str) -> None:
        self.system.serve(**settings)
        sign_in_again(self.system, self.company)

    def serve_to_die_at(self, point: str) -> None:
        """What is left from before may pass the point before anybody has signed in: that is one more kill."""
        try:
            self.serve(COUPON_FAILPOINT=point)
        except (AssertionError, requests.ConnectionError):
            self.system.wait_for_death()
            self.serve()


@pytest.fixture(scope="module", params=[False, True], ids=["one-transaction", "three-steps"])
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running(
        tmp_path_factory.mktemp("chaos"), durable=True, apart=request.param, clock="2026-11-15 12:00:00",
        MESSAGE_RETRY_DELAYS="1s,2s,3s",
    ) as system:  # fmt: skip
        yield World(system)


def test_whatever_happens_each_message_goes_out_once_and_is_followed_to_its_end(world: World, seed: int):
    chance = random.Random(seed)
    system, company = world.system, world.company
    agent = {
        "moveRule": chance.choice(["together", "copyFirst", "jump"]), "moveGapMilliseconds": chance.randint(0, 1500),
        "delayMilliseconds": [0, chance.randint(0, 800)], "lateShare": chance.choice([0, 0.3]), "lateMilliseconds": 8000,
        "failShare": chance.choice([0, 0, 0.2]), "monthRule": chance.choice(["done", "req"]),
        "successCode": chance.choice(["00000", "10000"]), "brokenDetailShare": 0.5,
    }  # fmt: skip
    point = chance.choice([*POINTS, *POINTS, None])
    at = f"{world.next_month_end()} 23:59:{chance.randint(30, 58)}"
    plan = {"seed": seed, "at": at, "point": point, "agent": agent}

    system.program.stop()
    world.released = []
    system.set_agent(**agent)
    system.clock.set(at)
    if point:
        world.serve_to_die_at(f"{point}:{chance.randint(1, 2)}")
    else:
        world.serve()
    world.second = system.another_worker() if chance.random() < 0.4 else None
    drafts = [(company.draft_for(people(chance.randint(10, 40))), new_key()) for _ in range(2)]
    for draft, key in drafts:
        lose(company, "/campaigns", draft, key)
    events = chance.sample(EVENTS, k=chance.randint(1, 4))
    plan |= {"second": world.second is not None, "events": [event.__name__ for event in events]}
    print(plan)
    for event in events:
        time.sleep(chance.random() * 2)
        event(world, chance)
    campaigns = heal(world, drafts) + world.released
    counts = [company.wait_until_settled(campaign, 180)["counts"] for campaign in campaigns]

    print([each["delivery"] for each in counts])
    assert_invariants(system, company, campaigns)


def heal(world: World, drafts: list[tuple[dict, str]]) -> list[str]:
    """Everything runs again, and whoever got no answer has asked again."""
    system = world.system
    system.set_agent(paused=False)
    system.set_coufun(chaos={"scripts": []})
    if world.second is not None and world.second.exit_code is None:
        world.second.stop()
    system.program.stop()
    world.serve()
    return [ask_again_until_answered(world.company, draft, key) for draft, key in drafts]


# What may happen


def the_agent_is_killed(world: World, chance: random.Random) -> None:
    world.system.kill_agent()
    time.sleep(chance.random() * 2)
    world.system.start_agent()


def the_agent_pauses(world: World, chance: random.Random) -> None:
    world.system.set_agent(paused=True)
    time.sleep(chance.random() * 3)
    world.system.set_agent(paused=False)


def the_agents_database_is_killed(world: World, chance: random.Random) -> None:
    world.system.agent_database.program.kill()
    time.sleep(chance.random())
    world.system.agent_database.start()


def our_database_is_killed(world: World, chance: random.Random) -> None:
    world.system.database.program.kill()
    time.sleep(chance.random())
    world.system.database.start()


def the_agents_database_hangs(world: World, chance: random.Random) -> None:
    with world.system.agent_database.frozen():
        time.sleep(chance.random() * 3)


def the_program_sleeps(world: World, chance: random.Random) -> None:
    """Longer than others wait before they take it for dead, now and then."""
    world.system.program.freeze()
    time.sleep(chance.choice([1, 3, 18]))
    world.system.program.thaw()


def the_program_is_killed(world: World, chance: random.Random) -> None:
    world.system.program.kill()
    world.serve()


def the_program_is_stopped_with_open_pages(world: World, chance: random.Random) -> None:
    pages: list[OpenPage] = []
    with_luck(world, lambda: pages.extend(OpenPage(world.company, newest(world)) for _ in range(3)))
    if world.system.program.exit_code is None:
        world.system.program.ask_to_stop()
        status = world.system.program.wait(60)
        assert status in (0, -signal.SIGKILL), f"an orderly stop ended with {status}"  # killed: by the fail-point
    if world.system.program.exit_code == 0:
        for page in pages:
            page.wait_for_the_end()
    world.serve()


def a_campaign_is_stopped(world: World, chance: random.Random) -> None:
    with_luck(world, lambda: world.company.member.send("POST", f"/campaigns/{newest(world)}/stop", json={"reason": "시험"}))


def a_campaign_pauses(world: World, chance: random.Random) -> None:
    campaign = None

    def pause() -> None:
        nonlocal campaign
        campaign = newest(world)
        world.company.member.send("POST", f"/campaigns/{campaign}/pause", json={"reason": "시험"})

    with_luck(world, pause)
    time.sleep(chance.random() * 2)
    if campaign:
        ask_until_heard(world, f"/campaigns/{campaign}/resume")


def a_coupon_is_cancelled(world: World, chance: random.Random) -> None:
    def cancel() -> None:
        coupon = chance.choice(world.company.coupons(newest(world)))
        world.company.member.send("POST", f"/coupons/{coupon['id']}/cancel", json={"reason": "고객 요청"})

    with_luck(world, cancel)


def a_stopped_campaign_is_asked_for_more(world: World, chance: random.Random) -> None:
    """An administrator presses 다시 발급 while somebody stops the campaign, and again when it is stopped."""
    campaign = release_with_faults(world, "code:30", chance.randint(4, 12))
    if campaign is None:
        return
    time.sleep(chance.random() * 2)
    world.system.set_coufun(chaos={"scripts": []})
    acts = [lambda: stop(world, campaign), *[lambda: reissue(world, campaign)] * 2]
    chance.shuffle(acts)
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda act: with_luck(world, act), acts))
    time.sleep(chance.random() * 2)
    with_luck(world, lambda: reissue(world, campaign))


def somebody_says_not_issued_and_coufun_answers_late(world: World, chance: random.Random) -> None:
    world.system.set_coufun(lateSeconds=chance.choice([7, 8, 9]))  # COUFUN_TIMEOUT is 5 s
    campaign = release_with_faults(world, "late", chance.randint(1, 4))
    if campaign is None:
        return

    def settle() -> None:
        administrator = world.system.administrator()
        for order in administrator.get("/admin/issue-orders", size=200)["items"]:
            if order["campaignId"] == campaign:
                resolution = {"outcome": "not-issued", "evidence": "공급사 담당자 전화 확인"}  # refused once COUFUN has answered
                administrator.send("POST", f"/admin/issue-orders/{order['id']}/resolve", json=resolution)

    deadline = time.monotonic() + 8
    while time.monotonic() < deadline:
        with_luck(world, settle)
        time.sleep(0.5)
    if chance.random() < 0.3:
        with_luck(world, lambda: reissue(world, campaign))
    time.sleep(2)


EVENTS = [
    a_stopped_campaign_is_asked_for_more, somebody_says_not_issued_and_coufun_answers_late,
    the_agent_is_killed, the_agent_pauses, the_agents_database_is_killed, our_database_is_killed, the_agents_database_hangs,
    the_program_sleeps, the_program_is_killed, the_program_is_stopped_with_open_pages, a_campaign_is_stopped, a_campaign_pauses, a_coupon_is_cancelled,
]  # fmt: skip


def release_with_faults(world: World, fault: str, count: int) -> str | None:
    """One more campaign, whose calls meet the fault; None when nobody heard that it was released."""
    company = world.company
    script = {"call": "create", "pocId": company.poc_id, "faults": [fault], "holds": fault.startswith("code")}
    world.system.set_coufun(chaos={"scripts": [script]})
    found: list[str] = []
    with_luck(world, lambda: found.append(company.release(company.draft_for(people(count)))))
    world.released += found
    return found[0] if found else None


def stop(world: World, campaign: str) -> None:
    world.company.member.send("POST", f"/campaigns/{campaign}/stop", json={"reason": "시험"})


def reissue(world: World, campaign: str) -> None:
    world.system.administrator().send("POST", "/admin/issue-orders/retry", json={"campaignId": campaign})


def newest(world: World) -> str:
    return world.company.member.get("/campaigns")["items"][0]["id"]


def with_luck(world: World, act: Callable[[], object]) -> None:
    """The program may be dead or its database away: then it did not happen, or nobody heard that it did."""
    try:
        act()
    except (requests.RequestException, AssertionError, IndexError):
        print("not heard")


def ask_until_heard(world: World, path: str) -> None:
    def is_heard() -> bool:
        if world.system.program.exit_code is not None:
            world.serve()
        try:
            return world.company.member.send("POST", path, json={}).status_code < 500
        except requests.RequestException:
            return False

    eventually(is_heard, f"{path} is heard", 60, pause=0.5)
