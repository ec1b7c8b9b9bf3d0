const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { actionsOf } = require("../../modules/booking/services/desk");

test("the phone offers what it can do, and leaves the rest to the console", () => {
  const visit = /** @type {any} */ ({ can: ["check_in", "miss", "cancel"] });
  assert.deepStrictEqual(
    actionsOf(visit).map(({ id }) => id),
    ["check_in", "miss"],
  );
});
