"""What happens without Redis, and with wrong settings."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from harness.api import Client
from harness.campaigns import MEMBER_PASSWORD, Tenant
from harness.people import people
from harness.programs import Program, environment, eventually
from harness.servers import built
from harness.system import System, running


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


def test_that_the_agents_tables_are_missing_is_told_although_nothing_can_be_sent(tmp_path_factory: pytest.TempPathFactory):
    told: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    with running(tmp_path_factory.mktemp("gone")) as system:
        system.stop_agent()
        system.program.stop()
        system.database.rows("DROP TABLE UMS_MSG")
        system.serve(ALERT_WEBHOOK_URL=f"http://127.0.0.1:{listener.server_port}/")
        eventually(lambda: any("문자를 보낼 수 없어" in json.loads(text)["text"] for text in told), "somebody is told", seconds=60, evidence=lambda: told)
    listener.shutdown()


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
