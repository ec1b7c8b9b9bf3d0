const assert = require("node:assert/strict");
const { test } = require("node:test");
const { Intent } = require("../core/idempotency");
const money = require("../core/money.wxs");
const { formatTime, parseTime, timeLeft } = require("../core/time");

test("an intent keeps its key while it is the same", () => {
  const intent = new Intent();
  const key = intent.keyFor({ items: [1], remark: "" });
  assert.equal(intent.keyFor({ items: [1], remark: "" }), key);
  assert.notEqual(intent.keyFor({ items: [1], remark: "多放点冰" }), key);
});

test("a settled intent is followed by a new one", () => {
  const intent = new Intent();
  const key = intent.keyFor({ pay: 1 });
  intent.settle();
  assert.notEqual(intent.keyFor({ pay: 1 }), key);
});

test("keys of many intents differ", () => {
  const keys = new Set(Array.from({ length: 2000 }, () => new Intent().keyFor({})));
  assert.equal(keys.size, 2000);
});

test("fen become yuan", () => {
  assert.equal(money.yuan(0), "0.00");
  assert.equal(money.yuan(5), "0.05");
  assert.equal(money.yuan(123456), "1234.56");
  assert.equal(money.yuan(-250), "-2.50");
  assert.equal(money.yuan(undefined), "--");
  assert.equal(money.whole(19900) + money.decimals(19900), "199");
  assert.equal(money.whole(19907) + money.decimals(19907), "199.07");
});

test("times with any zone and any precision are read", () => {
  const expected = Date.UTC(2026, 10, 21, 8, 5, 0);
  assert.equal(parseTime("2026-11-21T08:05:00Z").getTime(), expected);
  assert.equal(parseTime("2026-11-21T16:05:00+08:00").getTime(), expected);
  assert.equal(parseTime("2026-11-21T08:05:00.123456+00:00").getTime(), expected + 123);
  assert.throws(() => parseTime("2026-11-21 08:05"), RangeError);
});

test("times are shown in the phone's zone", () => {
  const local = new Date(2026, 10, 21, 7, 5);
  assert.equal(formatTime(local.toISOString()), "2026-11-21 07:05");
  assert.equal(formatTime(null), "");
});

test("time that is over leaves nothing", () => {
  const now = Date.UTC(2026, 10, 21, 8, 0, 0);
  assert.equal(timeLeft("2026-11-21T08:30:00Z", now), 30 * 60000);
  assert.equal(timeLeft("2026-11-21T07:00:00Z", now), 0);
  assert.equal(timeLeft(null, now), 0);
});
