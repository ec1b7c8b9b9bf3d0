const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => ({ data: {} }));
const { daysIn } = require("../../modules/marketing_automation/services/birthday");

test("every month has the days that it can have in some year", () => {
  const months = Array.from({ length: 12 }, (_, index) => daysIn(index + 1));
  assert.deepEqual(months, [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
});
