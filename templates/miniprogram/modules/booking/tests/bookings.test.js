const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { momentOf, weekdayOf, wordsOf } = require("../../pages/booking/services/bookings");

const booking = /** @type {any} */ ({
  status: "held",
  starts_at: "2026-11-24T01:00:00Z",
  expires_at: "2026-11-23T00:10:00Z",
  end_reason: "王医生临时停诊",
});

test("days have the names that people use", () => {
  assert.strictEqual(weekdayOf("2026-11-24"), "周二");
  assert.strictEqual(weekdayOf("2026-11-29"), "周日");
  assert.strictEqual(momentOf("2026-11-24T16:30:00Z"), "11-25 周三 00:30");
});

test("what a booking waits for, and why it is over", () => {
  assert.match(wordsOf(booking).hint, /^请在 \d\d:\d\d 前付款/);
  assert.strictEqual(wordsOf({ ...booking, status: "canceled" }).hint, "王医生临时停诊");
  assert.strictEqual(wordsOf({ ...booking, status: "booked" }).title, "预约成功");
});
