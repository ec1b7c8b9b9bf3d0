const assert = require("node:assert/strict");
const { test } = require("node:test");

const { installPlatform } = require("../platform");

installPlatform(() => ({ data: {} }));
const { cardOf, countOf, storyOf } = require("../../modules/delivery/services/shipments");

/** @type {import("../../modules/delivery/services/shipments").Shipment} */
const SHIPMENT = {
  id: 4,
  order_id: 9,
  status: "shipped",
  courier: "SF",
  courier_name: "顺丰速运",
  tracking_no: "SF1234567890",
  shipped_at: "2026-11-21T02:00:00Z",
  delivered_at: null,
  pieces: [
    { order_line_id: 1, name: "龙井", specs_text: "50g", image_url: null, quantity: 2 },
    { order_line_id: 2, name: "红茶", specs_text: "", image_url: null, quantity: 1 },
  ],
  steps: [],
};
const STEP = { at: "2026-11-21T08:00:00Z", text: "已揽收", place: "杭州" };

test("a parcel tells its latest news", () => {
  const card = cardOf({ ...SHIPMENT, steps: [STEP] }, 0, 1);
  assert.equal(card.title, "包裹");
  assert.equal(card.news, "已揽收");
  assert.equal(card.carried, "顺丰速运 SF1234567890");
  assert.equal(card.count, 3);
});

test("one of several is numbered, and says so when there is no news", () => {
  const card = cardOf(SHIPMENT, 1, 2);
  assert.equal(card.title, "包裹 2");
  assert.match(card.news, /还没有更新/);
});

test("a packed parcel has no number yet", () => {
  const packed = { ...SHIPMENT, courier_name: "", tracking_no: "", shipped_at: null };
  const card = cardOf({ ...packed, status: "packed" }, 0, 1);
  assert.equal(card.carried, "");
  assert.equal(card.label, "已打包");
});

test("the story ends where it left the shop", () => {
  const story = storyOf({ ...SHIPMENT, steps: [STEP] });
  assert.deepEqual(
    story.map(({ text }) => text),
    ["已揽收", "商家已发货"],
  );
  assert.deepEqual(storyOf({ ...SHIPMENT, shipped_at: null }), []);
});

test("pieces are counted", () => {
  assert.equal(countOf(SHIPMENT.pieces), 3);
  assert.equal(countOf([]), 0);
});
