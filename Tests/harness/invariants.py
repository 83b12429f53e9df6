"""What must hold after every run, whatever was killed, stopped or restarted: I2 to I6 of docs/state-machines.md.

I2, I3: whatever COUFUN issued is in the ledger with its barcodes, or stands open for a person; nothing else is issued. And
    a stopped campaign has nothing left that could be issued or sent, and nothing planned after its stop was called for.
I4: no row at the agent without a coupon that is somebody's, none handed over after its cancellation.
I5: each attempt at most once in UMS_MSG and all UMS_LOG months together; and none that we call handed over is missing.
I6: what is counted is what the rows say, ours and the agent's.
"""

from collections import Counter
from typing import Any

from harness.campaigns import Tenant
from harness.evidence import SUCCESS
from harness.programs import eventually
from harness.system import System

AT_THE_AGENT = {"queued", "pending", "delivered", "failed"}
# The state of a coupon's newest message → its own delivery state.
DELIVERY = {
    "composing": "waiting", "composed": "waiting", "handing_over": "waiting", "queued": "queued", "pending": "pending",
    "delivered": "delivered", "failed": "failed", "withdrawn": "withdrawn",
}  # fmt: skip


def assert_invariants(system: System, tenant: Tenant, campaigns: list[str]) -> None:
    eventually(lambda: not is_moving(system), "the agent has moved what it is done with", 30, evidence=system.messages)
    rows = [row for row in system.messages() if not row["CLIENT_KEY"].startswith("T")]
    messages = _messages(system)
    assert_the_ledger_is_what_coufun_issued(system)
    assert_stopped_campaigns_do_nothing(system)
    assert_none_is_taken_after_its_cancellation(system, messages)
    assert_each_attempt_is_there_once(rows, messages)
    assert_rows_belong_to_live_coupons(rows, messages)
    assert_results_agree(rows, messages)
    for campaign in campaigns:
        assert_counts_are_those_of_the_rows(system, tenant, campaign)


def assert_the_ledger_is_what_coufun_issued(system: System) -> None:
    found = system.database.rows(
        """
        SELECT issue_order.id, issue_order.state, issue_order.resolved_at, (
                SELECT COUNT(*) FROM supplier_call
                WHERE issue_order_id = issue_order.id AND kind = 'create' AND outcome = 'done') AS answers, COALESCE(SUM(coupon.issue_state = 'issued'), 0) AS issued,
            COALESCE(SUM(coupon.barcode_index IS NOT NULL), 0) AS barcodes
        FROM issue_order LEFT JOIN coupon ON coupon.issue_order_id = issue_order.id
        GROUP BY issue_order.id
        """
    )
    orders = {order["id"]: order for order in found}
    issued = {_id(order["tr_id"]): order["barcodes"] for order in system.oracle()}
    for id, barcodes in issued.items():
        order = orders.get(id)
        assert order, f"I2: COUFUN issued under a TR_ID that nobody planned: {id.hex()}"
        # A person may have been told wrongly that nothing was issued; COUFUN's own answer says otherwise.
        believed = order["state"] == "failed" and order["resolved_at"] is not None and not order["answers"]
        assert order["state"] in ("issued", "unconfirmed") or believed, f"I2: paid for and {order['state']}: {id.hex()}"
        if order["state"] == "issued":
            assert order["barcodes"] == len(barcodes), f"I2: {len(barcodes)} barcodes for {order['barcodes']} coupons: {id.hex()}"
    for id, order in orders.items():
        assert order["state"] != "issued" or id in issued, f"I3: issued here, and COUFUN knows nothing of it: {id.hex()}"
        assert order["state"] == "issued" or not order["issued"], f"I3: {order['state']} with a coupon issued: {id.hex()}"


def assert_stopped_campaigns_do_nothing(system: System) -> None:
    left = system.database.rows(
        """
        SELECT 'order' AS what, issue_order.id, issue_order.state FROM issue_order
        JOIN campaign ON campaign.id = issue_order.campaign_id AND campaign.state = 'stopped'
        WHERE issue_order.state IN ('planned', 'calling', 'ambiguous')
        UNION ALL
        SELECT 'message', message.id, message.state FROM message
        JOIN campaign ON campaign.id = message.campaign_id AND campaign.state = 'stopped'
        WHERE message.state IN ('composing', 'composed', 'handing_over')
        """
    )
    assert not left, f"left of a stopped campaign: {left[:5]}"
    called = system.database.rows(
        """
        SELECT issue_order.id, supplier_call.started_at, access_record.happened_at FROM issue_order
        JOIN campaign ON campaign.id = issue_order.campaign_id AND campaign.state = 'stopped'
        JOIN access_record ON access_record.action = 'campaign.stop' AND access_record.subject_id = campaign.id
        JOIN supplier_call ON supplier_call.issue_order_id = issue_order.id AND supplier_call.kind = 'create'
        WHERE issue_order.created_at > access_record.happened_at + INTERVAL 2 SECOND
        """
    )
    assert not called, f"planned and called for after the stop: {called[:5]}"


def is_moving(system: System) -> bool:
    return any(row["table"] == "UMS_TRANSIT" or row["table"] == "UMS_MSG" and row["MSG_STATUS"] == "complete" for row in system.messages())


def assert_each_attempt_is_there_once(rows: list[dict], messages: dict[str, dict]) -> None:
    times = Counter(row["CLIENT_KEY"] for row in rows)
    assert not {key: n for key, n in times.items() if n > 1}, "I5: handed over more than once"
    lost = {key for key, message in messages.items() if message["state"] in AT_THE_AGENT and key not in times}
    assert not lost, f"I5: called handed over, and the agent knows nothing of them: {_told(lost, messages)}"
    attempts = Counter((message["coupon_id"], message["attempt"]) for message in messages.values())
    assert max(attempts.values(), default=1) == 1, "I5: two messages of one attempt"


def assert_rows_belong_to_live_coupons(rows: list[dict], messages: dict[str, dict]) -> None:
    for row in rows:
        message = messages.get(row["CLIENT_KEY"])
        assert message, f"I4: a row that is nobody's: {row['CLIENT_KEY']}"
        assert message["state"] in AT_THE_AGENT, f"I4: the agent has what we call {message['state']}: {row['CLIENT_KEY']}"
        assert message["barcode_index"] is not None, f"I4: a row for a coupon that was never issued: {row['CLIENT_KEY']}"
        if message["cancel_wished_at"] is not None and message["cancel_state"] == "done":
            assert message["handed_over_at"] <= message["cancel_wished_at"], f"I4: sent after its cancellation: {row['CLIENT_KEY']}"
            assert row["MSG_STATUS"] != "ready", f"I4: left in the queue after its cancellation: {row['CLIENT_KEY']}"


def assert_none_is_taken_after_its_cancellation(system: System, messages: dict[str, dict]) -> None:
    for row in system.agent_database.rows("SELECT CLIENT_KEY, TAKEN_AT FROM SNAP_TAKEN"):
        message = messages.get(row["CLIENT_KEY"])
        if message and message["cancel_state"] == "done":
            assert row["TAKEN_AT"] <= message["cancelled_at"], f"I4: taken after its cancellation: {row['CLIENT_KEY']}"


def assert_results_agree(rows: list[dict], messages: dict[str, dict]) -> None:
    for row in rows:
        message = messages[row["CLIENT_KEY"]]
        if message["state"] in ("delivered", "failed"):
            told = "delivered" if row["DONE_CODE"] in SUCCESS else "failed"
            assert row["DONE_CODE"] is not None and message["state"] == told, (
                f"I6: {row['CLIENT_KEY']} is {message['state']} here and {row['DONE_CODE']} at the agent"
            )


def assert_counts_are_those_of_the_rows(system: System, tenant: Tenant, campaign: str) -> None:
    coupons = system.database.rows(
        """
        SELECT coupon.issue_state, coupon.delivery_state, coupon.redemption_state, message.state AS message_state
        FROM coupon LEFT JOIN message ON message.id = coupon.message_id
        WHERE coupon.campaign_id = %s
        """, _id(campaign))  # fmt: skip
    counts = tenant.campaign(campaign)["counts"]
    assert counts["total"] == len(coupons), "I6: coupons got lost or were added"
    for kind in ("issue", "delivery", "redemption"):
        recomputed = Counter(_camel(coupon[f"{kind}_state"]) for coupon in coupons)
        assert {name: n for name, n in counts[kind].items() if n} == dict(recomputed), f"I6: {kind} of {campaign}"
    for coupon in coupons:
        if coupon["message_state"] is not None:
            assert coupon["delivery_state"] == DELIVERY[coupon["message_state"]], f"I6: {coupon}"


def _messages(system: System) -> dict[str, dict[str, Any]]:
    found = system.database.rows(
        """
        SELECT message.client_key, message.coupon_id, message.attempt, message.state, message.handed_over_at,
            coupon.issue_state, coupon.barcode_index, coupon_cancellation.requested_at AS cancel_wished_at,
            coupon_cancellation.state AS cancel_state, coupon_cancellation.finished_at AS cancelled_at
        FROM message JOIN coupon ON coupon.id = message.coupon_id
            LEFT JOIN coupon_cancellation ON coupon_cancellation.coupon_id = coupon.id
        """
    )
    return {message["client_key"]: message for message in found}


def _told(keys: set[str], messages: dict[str, dict]) -> str:
    return ", ".join(f"{key} ({messages[key]['state']})" for key in sorted(keys)[:5])


def _camel(state: str) -> str:
    first, *rest = state.split("_")
    return first + "".join(word.capitalize() for word in rest)


def _id(text: str) -> bytes:
    """A ULID's 26 letters as the 16 bytes of its column."""
    number = 0
    for letter in text:
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(letter)
    return number.to_bytes(16, "big")
