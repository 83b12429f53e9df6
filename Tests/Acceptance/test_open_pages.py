"""Pages that follow a campaign: who is switched off hears nothing more."""

from harness.campaigns import Tenant
from harness.open_page import OpenPage
from harness.people import people
from harness.system import System


def test_a_deactivated_member_loses_the_open_page_within_five_seconds(system: System, tenant: Tenant):
    campaign = tenant.release(tenant.draft_for(people(2)))
    page = OpenPage(tenant, campaign)

    system.administrator().patch(f"/admin/users/{tenant.member.user['id']}", {"state": "deactivated"})

    assert "event: bye" in page.wait_for_the_end(5)
    tenant.member.get(f"/campaigns/{campaign}", expect=401)
