"""What happens without Redis, and with wrong settings."""

from pathlib import Path

from harness.api import Client
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.people import people
from harness.programs import Program, environment
from harness.servers import built
from harness.system import System


def test_without_redis_a_campaign_still_goes_out_and_a_signed_out_token_stays_out(system: System, tenant: Tenant):
    leaving = Client(system.url).log_in(tenant.login_id, MEMBER_PASSWORD)
    leaving.post("/auth/logout", expect=204)
    system.redis.stop()
    try:
        recipients = people(5)
        finished = tenant.wait_until_settled(tenant.release(tenant.draft_for(recipients)))
        signed_out = leaving.send("GET", "/auth/me").status_code
        signed_in = Client(system.url).log_in(tenant.login_id, MEMBER_PASSWORD).send("GET", "/auth/me").status_code
    finally:
        system.redis.start_again()

    assert finished["counts"]["delivery"]["delivered"] == 5
    assert (signed_out, signed_in) == (401, 200)


def test_all_problems_of_the_settings_are_told_at_once(tmp_path: Path):
    wrong = {
        "APP_ENV": "production",
        "HTTP_PORT": "eighty",
        "DATABASE_URL": "postgres://nowhere",
        "ENCRYPTION_KEY": "short",
        "JWT_SECRET": "7e-short-secret",
        "COUFUN_TIMEOUT": "soon",
        "COUPON_FAILPOINT": "issuing.before-call:1",
    }

    program = Program("coupon", [built("coupon"), "serve"], tmp_path, environment(**wrong))

    assert program.wait(30) == 78
    told = program.output()
    assert [name for name in wrong if name != "APP_ENV" and name not in told] == []
    assert wrong["JWT_SECRET"] not in told, "a secret is printed"


def test_an_unknown_subcommand_is_wrong_usage(tmp_path: Path):
    program = Program("coupon", [built("coupon"), "fly"], tmp_path, environment())

    assert program.wait(30) == 64
