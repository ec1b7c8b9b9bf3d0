const assert = require("node:assert/strict");
const { test } = require("node:test");
const sku = require("../../modules/catalog/services/sku");

const SPU = {
  id: 1,
  name: "明前龙井",
  specs: [
    { name: "规格", values: ["50g", "100g"] },
    { name: "包装", values: ["袋装", "罐装"] },
  ],
  skus: [
    { id: 11, specs: { 规格: "50g", 包装: "袋装" }, price_fen: 6800, available: 3 },
    { id: 12, specs: { 规格: "50g", 包装: "罐装" }, price_fen: 8800, available: 0 },
    { id: 13, specs: { 规格: "100g", 包装: "罐装" }, price_fen: 16800, available: null },
  ],
};

/** @param {object} chosen */
function enabled(chosen) {
  return sku
    .specRows(SPU, chosen)
    .flatMap(({ values }) => values.filter((value) => value.enabled).map(({ value }) => value));
}

test("values without any SKU in stock cannot be chosen", () => {
  assert.deepEqual(enabled({}), ["50g", "100g", "袋装", "罐装"]);
  assert.deepEqual(enabled({ 规格: "50g" }), ["50g", "100g", "袋装"]);
  assert.deepEqual(enabled({ 包装: "罐装" }), ["100g", "袋装", "罐装"]);
});

test("a SKU is meant once everything is chosen", () => {
  assert.equal(sku.chosenSku(SPU, { 规格: "100g" }), undefined);
  assert.equal(sku.chosenSku(SPU, { 规格: "100g", 包装: "罐装" }).id, 13);
  assert.equal(sku.chosenSku(SPU, { 规格: "100g", 包装: "袋装" }), undefined);
});

test("a product without specifications is its only SKU", () => {
  const plain = { ...SPU, specs: [], skus: [{ ...SPU.skus[0], specs: {} }] };
  assert.equal(sku.chosenSku(plain, sku.initialChoice(plain)).id, 11);
  assert.equal(sku.choiceText(plain, {}), "");
});

test("choosing again gives up, choosing another changes over", () => {
  assert.deepEqual(sku.toggle({ 规格: "50g" }, "规格", "50g"), {});
  assert.deepEqual(sku.toggle({ 规格: "50g" }, "规格", "100g"), { 规格: "100g" });
});

test("a name with one value is chosen from the start", () => {
  const single = { ...SPU, specs: [{ name: "规格", values: ["50g"] }, SPU.specs[1]] };
  assert.deepEqual(sku.initialChoice(single), { 规格: "50g" });
});

test("prices and words follow what is chosen", () => {
  assert.deepEqual(sku.priceRange(SPU, {}), { low: 6800, high: 16800 });
  assert.deepEqual(sku.priceRange(SPU, { 规格: "100g" }), { low: 16800, high: 16800 });
  assert.equal(sku.choiceText(SPU, { 规格: "50g" }), "请选择 包装");
  assert.equal(sku.choiceText(SPU, { 规格: "50g", 包装: "袋装" }), "已选 50g、袋装");
});
