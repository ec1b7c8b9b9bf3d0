const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { progressOf, wordsOf } = require("../../modules/bargain/services/bargains");

test("how far the price has come", () => {
  const at = (/** @type {number} */ price_fen) =>
    progressOf({ start_fen: 6800, floor_fen: 2000, price_fen });
  assert.deepStrictEqual([at(6800), at(4400), at(2001), at(2000)], [0, 50, 99, 100]);
});

test("in the words of its owner and of his friends", () => {
  const bargain = { status: /** @type {const} */ ("bargaining"), missing: 2, owner: "小*" };
  assert.strictEqual(wordsOf({ ...bargain, mine: true }).title, "还差 2 位好友");
  assert.strictEqual(wordsOf({ ...bargain, mine: false }).title, "帮 小* 砍一刀");
});
