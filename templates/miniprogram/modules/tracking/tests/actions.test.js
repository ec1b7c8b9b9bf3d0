const assert = require("node:assert/strict");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

const platform = installPlatform(() => "offline");
globalThis.wx.getPrivacySetting = ({ success }) => success({ needAuthorization: false });
const { happened } = require("../../core/moments");
const { followCustomer } = require("../../pages/tracking/actions");
const { declared } = require("../../pages/tracking/declared");

test("of a moment, what is declared is noted and nothing else", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  followCustomer();
  await happened("page_shown", { page: "home", /** @type {any} */ name: "小明" });
  const queue = platform.storage.get("tracking-queue");
  assert.deepEqual(
    queue.map(({ name, properties }) => ({ name, properties })),
    [{ name: "tracking.page_viewed", properties: { page: "home" } }],
  );
  await happened("hidden");
  assert.equal(platform.sent.length, 1);
  assert.ok(declared.every(({ name }) => name.includes(".")));
});
