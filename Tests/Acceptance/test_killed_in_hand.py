"""The program dies while a draft becomes a campaign, or while a campaign is being stopped: whole before or whole after."""

import time
from collections.abc import Iterator

import pytest

from harness.api import new_key
from harness.campaigns import Tenant
from harness.outages import ask_again_until_answered, begin_to_die_at, lose, start_again
from harness.people import people
from harness.programs import eventually
from harness.system import System, running


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    with running(tmp_path_factory.mktemp("hand")) as system:
        yield system


@pytest.fixture(scope="module")
def company(fragile: System) -> Tenant:
    return Tenant(fragile, "멈춰도온전한가게")


def test_a_draft_whose_release_died_is_whole_and_is_released_by_the_same_key(fragile: System, company: Tenant):
    draft_id = "01K9YYYYYYYYYYYYYYYYYYYYYY"
    assert company.member.send("PUT", f"/campaigns/drafts/{draft_id}", json={"eventName": "초안"}).status_code == 200
    draft, key = company.draft_for(people(20), draftId=draft_id, scheduledAt=tomorrow()), new_key()
    begin_to_die_at(fragile, company, "registration.before-commit:1")

    lose(company, "/campaigns", draft, key)
    start_again(fragile, company)

    assert company.member.get("/campaigns")["total"] == 0
    assert len(company.member.get("/campaigns/drafts")["items"]) == 1

    ask_again_until_answered(company, draft, key)
    assert company.member.get("/campaigns")["total"] == 1
    assert company.member.get("/campaigns/drafts")["items"] == []


@pytest.mark.parametrize("point", ["stopping.after-orders:1", "stopping.before-finish:1"])
def test_a_stop_that_died_is_finished_by_the_next_start(point: str, fragile: System, company: Tenant):
    known = len(fragile.oracle())
    id = company.release(company.draft_for(people(20), scheduledAt=tomorrow()))
    begin_to_die_at(fragile, company, point)

    lose(company, f"/campaigns/{id}/stop", {})
    start_again(fragile, company)
    eventually(lambda: company.campaign(id)["holds"] == [], "the stop is finished", 30)

    stopped = company.campaign(id)
    assert stopped["status"] == "stopped"
    assert stopped["counts"]["issue"]["cancelled"] == stopped["counts"]["delivery"]["withdrawn"] == 20
    assert len(fragile.oracle()) == known


def tomorrow() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:00+09:00", time.gmtime(time.time() + 33 * 3600))
