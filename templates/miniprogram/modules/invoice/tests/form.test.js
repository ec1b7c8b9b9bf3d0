const assert = require("node:assert/strict");
const { test } = require("node:test");
const { isTaxNumber, mistakesIn, trimmed } = require("../../modules/invoice/services/form");

const form = { kind: "personal", title: " 王小明 ", tax_number: "12", email: " xm@example.com " };

test("the last character of a tax number checks all others", () => {
  for (const number of ["91440300708461136T", "914403001922038216", "91330106MA27ABCDEB"]) {
    assert.equal(isTaxNumber(number), true, number);
  }
  for (const number of ["91440300708461136A", "91440300708461163T", "9144030070846I136T", ""]) {
    assert.equal(isTaxNumber(number), false, number);
  }
});

test("people have no tax number", () => {
  const wish = trimmed(form);
  assert.deepEqual(wish, { ...form, title: "王小明", tax_number: "", email: "xm@example.com" });
  assert.deepEqual(mistakesIn(wish), {});
});

test("a company's number is taken as it is printed", () => {
  const wish = trimmed({ ...form, kind: "company", tax_number: "91330106 ma27 abcdeb" });
  assert.equal(wish.tax_number, "91330106MA27ABCDEB");
  assert.deepEqual(mistakesIn(wish), {});
});

test("what is missing is said at its field", () => {
  const nothing = { kind: "company", title: "", tax_number: "", email: "xm" };
  assert.deepEqual(Object.keys(mistakesIn(nothing)), ["title", "tax_number", "email"]);
});
