const assert = require("node:assert");
const { test } = require("node:test");
const { installPlatform } = require("../platform");

installPlatform(() => "offline");
const { cheapest, facesOf, wordsOf } = require("../../modules/group_buy/services/groups");
const { yuan } = require("../../modules/group_buy/services/words");

test("the lowest price stands for the product", () => {
  const item = (/** @type {number} */ price_fen) => ({
    sku_id: price_fen,
    specs_text: "",
    price_fen,
    usual_fen: 999,
  });
  assert.strictEqual(cheapest([item(30), item(10), item(20)]).sku_id, 10);
});

test("places that are taken come before those that are free", () => {
  const member = { nickname: "小*", avatar_url: null, head: true, me: false };
  const faces = facesOf({ members: [member], size: 3 });
  assert.deepStrictEqual(
    faces.map(({ place, free }) => [place, free]),
    [
      [0, false],
      [1, true],
      [2, true],
    ],
  );
  assert.strictEqual(facesOf({ members: [], size: 0 }).length, 0);
});

test("each state in the customer's words", () => {
  assert.strictEqual(wordsOf({ status: "forming", missing: 2 }).title, "还差 2 人成团");
  assert.strictEqual(wordsOf({ status: "success", missing: 0 }).icon, "check-circle");
});

test("an amount in a sentence", () => {
  assert.deepStrictEqual([4900, 4990, 4905, 100000, 5].map(yuan), [
    "¥49",
    "¥49.9",
    "¥49.05",
    "¥1000",
    "¥0.05",
  ]);
});
