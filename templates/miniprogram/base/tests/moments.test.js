const assert = require("node:assert/strict");
const { test } = require("node:test");
const { follow, happened } = require("../core/moments");

test("those who follow are told and waited for; what goes wrong there stays there", async (t) => {
  const warned = t.mock.method(console, "warn", () => {});
  /** @type {any[]} */
  const told = [];
  follow("product_viewed", async ({ spuId }) => {
    await new Promise((resolve) => setImmediate(resolve));
    told.push(spuId);
  });
  follow("product_viewed", () => {
    throw new Error("not the page's matter");
  });
  await happened("product_viewed", { spuId: 7 });
  await happened("hidden");
  assert.deepEqual(told, [7]);
  assert.equal(warned.mock.callCount(), 1);
});
