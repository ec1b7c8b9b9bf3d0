"""From a paid order to parcels that have left, arrived, and are completed."""

import pytest

from app.contracts.payment import PAYMENT, NobodyCollects
from app.core.context import SYSTEM
from app.core.database import Database
from app.modules.delivery import shipping
from app.modules.delivery.errors import NothingToShip
from app.modules.order import moves
from tests.catalog.factory import spu
from tests.delivery.parcels import CLERK, SF, YTO, pack, paid, send_all, waiting
from tests.keys import new_key
from tests.order.factory import place
from tests.types import AsStaff, AsUser, Configure, DrainJobs, Hand


class TestTakingOver:
    async def test_an_order_with_an_address_is_to_be_sent(
        self, as_user: AsUser, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs, lines=2, quantity=3)
        seen = await order.seen()
        assert (seen["status"], seen["shipments"], seen["can_receive"]) == ("to_ship", [], False)
        assert [(piece["order_line_id"], piece["quantity"]) for piece in seen["left"]] == [
            (line_id, 3) for line_id in order.line_ids
        ]

    async def test_one_without_stays_as_it_is(
        self, as_user: AsUser, database: Database, drain_jobs: DrainJobs, configure: Configure
    ) -> None:
        configure("order", address="optional")
        customer = await as_user(consents=("address",))
        placed = await place(customer, (await spu(database)).sku_id, address_id=None)
        order = await paid(customer, int(placed["id"]), database, drain_jobs)
        assert await order.status() == "paid"


class TestSending:
    async def test_everything_at_once(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs, lines=2, quantity=2)
        clerk = await as_staff("delivery.*")
        answer = await pack(clerk, order.id, **SF)
        assert answer.status_code == 201
        assert (answer.json()["status"], answer.json()["courier_name"]) == ("shipped", "顺丰速运")
        seen = await order.seen()
        assert (seen["status"], seen["left"], seen["can_receive"]) == ("shipped", [], True)
        assert [piece["quantity"] for piece in seen["shipments"][0]["pieces"]] == [2, 2]
        history = (await order.customer.client.get(f"/orders/{order.id}")).json()["history"]
        assert history[-1]["note"] == "顺丰速运 SF1234567890"

    async def test_several_parcels(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs, lines=2, quantity=2)
        clerk = await as_staff("delivery.*")
        first = [{"order_line_id": order.line_ids[0], "quantity": 1}]
        (await pack(clerk, order.id, pieces=first, **SF)).raise_for_status()
        assert await order.status() == "to_ship"
        assert [piece["quantity"] for piece in (await order.seen())["left"]] == [1, 2]
        (await pack(clerk, order.id, **YTO)).raise_for_status()
        assert await order.status() == "shipped"
        assert len((await order.seen())["shipments"]) == 2

    async def test_packed_first_and_sent_later(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs)
        clerk = await as_staff("delivery.*")
        packed = (await pack(clerk, order.id)).raise_for_status().json()
        assert (packed["status"], await order.status()) == ("packed", "to_ship")
        url = f"/staff/shipments/{packed['id']}/send"
        assert (await clerk.client.post(url, json=SF)).json()["status"] == "shipped"
        again = await clerk.client.post(url, json=SF)
        assert (again.status_code, again.json()["code"]) == (409, "NOTHING_TO_SHIP")
        assert await order.status() == "shipped"

    async def test_the_same_request_twice_is_one_parcel(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs, quantity=2)
        clerk = await as_staff("delivery.*")
        key, url = new_key(), f"/staff/orders/{order.id}/shipments"
        body = {"pieces": [{"order_line_id": order.line_ids[0], "quantity": 1}], **SF}
        answers = [await clerk.client.post(url, json=body, headers=key) for _ in range(3)]
        assert len({answer.json()["id"] for answer in answers}) == 1
        assert [piece["quantity"] for piece in (await order.seen())["left"]] == [1]

    async def test_never_more_than_was_ordered(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs, quantity=2)
        clerk = await as_staff("delivery.*")
        body = {"pieces": [{"order_line_id": order.line_ids[0], "quantity": 2}] * 2}
        answer = await pack(clerk, order.id, **body)
        assert (answer.status_code, answer.json()["code"]) == (409, "TOO_MUCH_TO_SHIP")
        assert answer.json()["details"] == {"order_line_id": order.line_ids[0], "left": 2}
        other = await waiting(as_user, database, drain_jobs, name="小红")
        foreign = await pack(clerk, order.id, pieces=[{"order_line_id": other.line_ids[0], "quantity": 1}])
        assert foreign.json()["code"] == "TOO_MUCH_TO_SHIP"
        (await pack(clerk, order.id)).raise_for_status()
        assert (await pack(clerk, order.id)).json()["code"] == "NOTHING_TO_SHIP"

    async def test_no_more_parcels_than_wechat_takes(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs, quantity=16)
        clerk = await as_staff("delivery.*")
        piece = [{"order_line_id": order.line_ids[0], "quantity": 1}]
        for _ in range(15):
            last = (await pack(clerk, order.id, pieces=piece)).raise_for_status().json()
        assert (await pack(clerk, order.id, pieces=piece)).json()["code"] == "TOO_MANY_SHIPMENTS"
        (await clerk.client.post(f"/staff/shipments/{last['id']}/unpack")).raise_for_status()
        (await pack(clerk, order.id, pieces=piece)).raise_for_status()

    async def test_unpacked_it_is_left_again(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs, quantity=2)
        clerk = await as_staff("delivery.*")
        packed = (await pack(clerk, order.id)).raise_for_status().json()
        url = f"/staff/shipments/{packed['id']}/unpack"
        assert (await clerk.client.post(url)).json()["status"] == "canceled"
        assert (await clerk.client.post(url)).json()["code"] == "SHIPMENT_MOVED"
        seen = await order.seen()
        assert (seen["shipments"], [piece["quantity"] for piece in seen["left"]]) == ([], [2])
        assert (await order.customer.client.get(f"/shipments/{packed['id']}")).status_code == 404

    async def test_a_wrong_number_is_corrected(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs)
        shipment_id = await send_all(database, order.id)
        clerk = await as_staff("delivery.*")
        (await clerk.client.post(f"/staff/shipments/{shipment_id}/steps", json={"text": "已揽收"})).raise_for_status()
        corrected = (await clerk.client.post(f"/staff/shipments/{shipment_id}/correct", json=YTO)).json()
        assert (corrected["courier"], corrected["tracking_no"], corrected["steps"]) == ("YTO", "YT9876543210", [])
        (await clerk.client.post(f"/staff/shipments/{shipment_id}/delivered")).raise_for_status()
        answer = await clerk.client.post(f"/staff/shipments/{shipment_id}/correct", json=SF)
        assert (answer.status_code, answer.json()["code"]) == (409, "SHIPMENT_MOVED")

    @pytest.mark.parametrize(
        "body",
        [
            {"courier": "SF"},
            {"tracking_no": "SF1234567890"},
            {**SF, "tracking_no": "1"},
            {"pieces": []},
            {"pieces": [{"order_line_id": 1, "quantity": 0}]},
        ],
    )
    async def test_bad_input(self, as_staff: AsStaff, body: dict[str, object]) -> None:
        assert (await pack(await as_staff("delivery.*"), 1, **body)).status_code == 422

    async def test_unknown_courier(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs)
        answer = await pack(await as_staff("delivery.*"), order.id, **{**SF, "courier": "PIGEON"})
        assert (answer.status_code, answer.json()["code"]) == (422, "COURIER_UNKNOWN")
        assert len((await order.seen())["left"]) == 1


class TestCanceling:
    async def test_nothing_leaves_for_a_canceled_order(
        self,
        as_user: AsUser,
        as_staff: AsStaff,
        database: Database,
        drain_jobs: DrainJobs,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(PAYMENT, "one", lambda _default: NobodyCollects())
        order = await waiting(as_user, database, drain_jobs)
        clerk = await as_staff("delivery.*")
        packed = (await pack(clerk, order.id)).raise_for_status().json()
        async with database.begin() as session:
            assert await moves.cancel_paid(session, order.id, SYSTEM, "staff")
        await drain_jobs()
        answer = await clerk.client.post(f"/staff/shipments/{packed['id']}/send", json=SF)
        assert (answer.status_code, answer.json()["code"]) == (409, "NOTHING_TO_SHIP")
        assert (await pack(clerk, order.id)).json()["code"] == "NOTHING_TO_SHIP"
        shown = (await clerk.client.get(f"/staff/orders/{order.id}/shipments")).json()
        assert shown["shipments"] == []

    async def test_what_has_left_is_not_canceled(
        self, as_user: AsUser, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs)
        await send_all(database, order.id)
        async with database.begin() as session:
            assert not await moves.cancel_paid(session, order.id, SYSTEM, "staff")
        with pytest.raises(NothingToShip):
            async with database.begin() as session:
                await shipping.pack(session, CLERK, order.id, None)


class TestReceiving:
    async def test_the_customer_says_so(self, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
        order = await waiting(as_user, database, drain_jobs)
        early = await order.receive()
        assert (early.status_code, early.json()["code"]) == (409, "NOT_RECEIVABLE")
        shipment_id = await send_all(database, order.id)
        for _ in range(2):
            assert (await order.receive()).json()["status"] == "completed"
        await drain_jobs()
        shown = (await order.customer.client.get(f"/shipments/{shipment_id}")).json()
        assert (shown["status"], shown["delivered_at"] is not None) == ("delivered", True)

    async def test_nobody_else_does(self, as_user: AsUser, database: Database, drain_jobs: DrainJobs) -> None:
        order = await waiting(as_user, database, drain_jobs)
        shipment_id = await send_all(database, order.id)
        other = (await as_user("小红")).client
        for method, path in (
            ("GET", f"/orders/{order.id}/shipments"),
            ("POST", f"/orders/{order.id}/receive"),
            ("GET", f"/shipments/{shipment_id}"),
        ):
            assert (await other.request(method, path)).status_code == 404
        assert await order.status() == "shipped"

    async def test_by_itself_after_a_while(
        self, as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand, configure: Configure
    ) -> None:
        configure("delivery", auto_complete="7d")
        order = await waiting(as_user, database, drain_jobs)
        await send_all(database, order.id)
        assert (await order.seen())["completes_at"] is not None
        for days, status in ((6, "shipped"), (2, "completed")):
            clock_hand.advance(days=days)
            await drain_jobs()
            assert await order.status() == status

    async def test_not_again_by_itself(
        self, as_user: AsUser, database: Database, drain_jobs: DrainJobs, clock_hand: Hand
    ) -> None:
        order = await waiting(as_user, database, drain_jobs)
        await send_all(database, order.id)
        (await order.receive()).raise_for_status()
        clock_hand.advance(days=11)
        await drain_jobs()
        history = (await order.customer.client.get(f"/orders/{order.id}")).json()["history"]
        assert [row["status"] for row in history].count("completed") == 1

    async def test_staff_complete_what_they_brought(
        self, as_user: AsUser, as_staff: AsStaff, database: Database, drain_jobs: DrainJobs
    ) -> None:
        order = await waiting(as_user, database, drain_jobs)
        clerk = await as_staff("order.*", "delivery.*")
        packed = (await pack(clerk, order.id)).raise_for_status().json()
        (await clerk.client.post(f"/staff/orders/{order.id}/complete")).raise_for_status()
        await drain_jobs()
        assert (await clerk.client.post(f"/staff/shipments/{packed['id']}/send", json=SF)).status_code == 409
        assert (await order.seen())["shipments"] == []
