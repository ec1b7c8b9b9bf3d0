const assert = require("node:assert/strict");
const { test } = require("node:test");
const { decodeInputs, decodeItems, decodeSource, encodeItems } = require("../core/items");

const ITEMS = [
  { sku_id: 12, quantity: 2 },
  { sku_id: 15, quantity: 1 },
];

test("several items survive the address, which encodes what stands between them", () => {
  assert.deepEqual(decodeItems(encodeURIComponent(encodeItems(ITEMS))), ITEMS);
  assert.deepEqual(decodeItems(encodeItems(ITEMS)), ITEMS);
});

test("what is no item is left out", () => {
  for (const text of ["", "x", "0x1", "1x0", "%", "1x1%"]) assert.deepEqual(decodeItems(text), []);
});

test("what was chosen for promotions survives the address", () => {
  const inputs = { voucher: { sku_id: 7, code: "a-_b" } };
  assert.deepEqual(decodeInputs(encodeURIComponent(JSON.stringify(inputs))), inputs);
});

test("what cannot be read was not chosen", () => {
  for (const text of [undefined, "", "%", "{", "7", "null"])
    assert.deepEqual(decodeInputs(text), {});
});

test("nonsense beside an item is left out", () => {
  assert.deepEqual(decodeItems("12x0,-1x2,abc,7x3,"), [{ sku_id: 7, quantity: 3 }]);
  assert.deepEqual(decodeItems(undefined), []);
});

test("only the cart says that items come from the cart", () => {
  assert.equal(decodeSource("cart"), "cart");
  assert.equal(decodeSource("direct"), "direct");
  assert.equal(decodeSource(undefined), "direct");
  assert.equal(decodeSource("basket"), "direct");
});
