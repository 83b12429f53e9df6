"""The program is killed in the middle of a campaign, at every point that matters, and finishes when it is started again."""

from collections.abc import Iterator

import pytest

from harness.api import new_key
from harness.campaigns import Tenant
from harness.evidence import assert_message_carries_its_coupon, barcodes_by_transaction, messages_by_phone
from harness.outages import ask_again_until_answered, begin_to_die_at, lose, start, start_again
from harness.people import Person, people
from harness.system import System, running

# As many calls as may be in flight at once: the most that may be left for people to look at.
CONCURRENCY = 4


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A system whose program is killed again and again, while the servers and the other sides live on."""
    with running(tmp_path_factory.mktemp("kill"), coufun=["--latency", "20ms"], COUFUN_CONCURRENCY=str(CONCURRENCY)) as system:
        yield system


@pytest.fixture(scope="module")
def company(fragile: System) -> Tenant:
    return Tenant(fragile, "끊겨도끝나는가게")


@pytest.mark.parametrize(
    "point",
    [
        "registration.before-commit:1",
        "issuing.before-call:1",
        "issuing.before-call:9",
        "issuing.after-call:1",
        "issuing.after-call:9",
        "issuing.after-record:5",
        "composing.after-claim:1",
        "composing.after-file:1",
        "handover.before-insert:1",
        "handover.after-insert:1",
        "handover.after-commit:1",
        "collecting.before-record:1",
    ],
)
def test_a_campaign_killed_at(point: str, fragile: System, company: Tenant):
    recipients = people(30)
    draft, key = company.draft_for(recipients), new_key()
    known = {order["tr_id"] for order in fragile.oracle()}
    campaigns_before = company.member.get("/campaigns")["total"]
    begin_to_die_at(fragile, company, point)

    lose(company, "/campaigns", draft, key)
    start_again(fragile, company)
    campaign = ask_again_until_answered(company, draft, key)
    counts = company.wait_until_settled(campaign)["counts"]

    assert_nothing_is_lost_or_doubled(fragile, company, campaign, recipients, known, counts)
    assert company.member.get("/campaigns")["total"] == campaigns_before + 1


@pytest.mark.parametrize("point", ["issuing.before-call:1", "issuing.after-call:1", "issuing.after-record:1"])
def test_a_second_worker_goes_on_when_the_first_is_killed_at(point: str, fragile: System, company: Tenant):
    recipients = people(40)
    known = {order["tr_id"] for order in fragile.oracle()}
    begin_to_die_at(fragile, company, point)
    second = fragile.another_worker()
    try:
        draft, key = company.draft_for(recipients), new_key()
        lose(company, "/campaigns", draft, key)
        fragile.wait_for_death()
        start(fragile, company, role="web")  # only the second one works
        campaign = ask_again_until_answered(company, draft, key)
        counts = company.wait_until_settled(campaign)["counts"]
    finally:
        second.stop()
        fragile.program.stop()
        start(fragile, company)

    assert_nothing_is_lost_or_doubled(fragile, company, campaign, recipients, known, counts)


def assert_nothing_is_lost_or_doubled(
    fragile: System, company: Tenant, campaign: str, recipients: list[Person], known: set[str], counts: dict
) -> None:
    issued = {tr_id: codes for tr_id, codes in barcodes_by_transaction(fragile).items() if tr_id not in known}
    messages = messages_by_phone(fragile, recipients)
    unconfirmed = counts["issue"]["unconfirmed"]
    assert unconfirmed <= CONCURRENCY, "more stand unconfirmed than calls were in flight"
    assert counts["issue"]["issued"] + unconfirmed == len(recipients), counts
    assert len(messages) == counts["issue"]["issued"] == counts["delivery"]["delivered"]
    assert counts["issue"]["issued"] <= len(issued) <= len(recipients), "a coupon was bought twice or never"
    for person in recipients:
        if person.phone in messages:
            assert_message_carries_its_coupon(messages[person.phone], person, issued)
    standing = [coupon for coupon in company.coupons(campaign) if coupon["issue"] == "unconfirmed"]
    assert {coupon["phone"] for coupon in standing} == {
        person.masked for person in recipients if person.phone not in messages
    }
