const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { rowOf } = require("../../modules/segment_pay/services/offers");

const whole = {
  sku_id: 9,
  spu_id: 3,
  chapter_id: null,
  title: "整门课程",
  price_fen: 19900,
  original_price_fen: null,
  deduct_fen: 0,
  owned: false,
  pending_order_id: null,
};

test("a button leads on from where the customer is", () => {
  assert.deepStrictEqual([rowOf(whole).act, rowOf(whole).label], ["buy", "购买"]);
  assert.strictEqual(rowOf({ ...whole, pending_order_id: 5 }).label, "去付款");
  assert.strictEqual(rowOf({ ...whole, owned: true }).label, "已购");
});

test("what was paid for chapters comes off", () => {
  assert.strictEqual(rowOf({ ...whole, deduct_fen: 5900 }).payable_fen, 14000);
});
