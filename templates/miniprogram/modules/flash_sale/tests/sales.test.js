const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { goneOf } = require("../../modules/flash_sale/services/sales");

test("how much is gone", () => {
  const items = (/** @type {number[][]} */ rows) => rows.map(([stock, left]) => ({ stock, left }));
  assert.strictEqual(goneOf(/** @type {any} */ (items([[10, 10]]))), 0);
  assert.strictEqual(goneOf(/** @type {any} */ (items([[1000, 1]]))), 99);
  assert.strictEqual(
    goneOf(
      /** @type {any} */ (
        items([
          [1, 0],
          [1, 1],
        ])
      ),
    ),
    50,
  );
  assert.strictEqual(goneOf(/** @type {any} */ (items([[3, 0]]))), 100);
  assert.strictEqual(goneOf([]), 100);
});
