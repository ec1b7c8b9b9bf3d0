const assert = require("node:assert/strict");
const { test } = require("node:test");
const { follow } = require("../core/moments");
const { arrive, leave } = require("../core/stay");

test("a page is left once, after as long as it was shown", (t) => {
  t.mock.timers.enable({ apis: ["Date"] });
  /** @type {any[]} */
  const told = [];
  follow("page_shown", (facts) => told.push(facts));
  follow("page_left", (facts) => told.push(facts));
  arrive("home");
  t.mock.timers.tick(2400);
  leave("me");
  leave("home");
  leave("home");
  assert.deepEqual(told, [{ page: "home" }, { page: "home", seconds: 2 }]);
});
