const assert = require("node:assert");
const { test } = require("node:test");
const { clockOf, offsetOf } = require("../../pages/activity/services/countdown");

test("days, hours, minutes and seconds", () => {
  assert.deepStrictEqual(clockOf(0), { days: 0, clock: ["00", "00", "00"] });
  assert.deepStrictEqual(clockOf(-5000), { days: 0, clock: ["00", "00", "00"] });
  assert.deepStrictEqual(clockOf(3_661_000), { days: 0, clock: ["01", "01", "01"] });
  assert.deepStrictEqual(clockOf(86_400_000 * 2 + 1), { days: 2, clock: ["00", "00", "01"] });
});

test("by the server's clock, however wrong the phone's is", () => {
  const here = Date.UTC(2026, 0, 1);
  assert.strictEqual(offsetOf("2026-01-01T00:00:30Z", here), 30_000);
  assert.strictEqual(offsetOf("", here), 0);
});
