const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { depositWords, wordsOf } = require("../../modules/presale/services/presales");

const activity = /** @type {any} */ ({
  deposit_rule: "forfeit",
  balance_from: "2026-11-28T02:00:00Z",
  balance_until: "2026-11-30T02:00:00Z",
  ships_at: "2026-12-04T02:00:00Z",
});

test("a deposit is called what the law calls it", () => {
  assert.strictEqual(depositWords({ deposit_rule: "refund" }).name, "订金");
  assert.strictEqual(depositWords({ deposit_rule: "forfeit" }).name, "定金");
});

test("what a booking waits for", () => {
  const booked = /** @type {any} */ ({ activity, can: [], order_id: null, status: "booked" });
  assert.strictEqual(wordsOf(booked).title, "预订成功");
  assert.strictEqual(wordsOf({ ...booked, can: ["balance"] }).title, "可以付尾款了");
  assert.strictEqual(wordsOf({ ...booked, order_id: 7 }).title, "尾款订单待付款");
  assert.strictEqual(wordsOf({ ...booked, status: "pending" }).title, "待付定金");
});
