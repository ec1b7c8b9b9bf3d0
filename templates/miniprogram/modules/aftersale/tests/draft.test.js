const assert = require("node:assert/strict");
const { test } = require("node:test");
const { exemptIn, linesOf, missingIn, wantedOf } = require("../../modules/aftersale/services/draft");
const { dueOf, moneyOf, stateOf } = require("../../modules/aftersale/services/words");

const line = (line_id, left, returnable = true) => ({ line_id, left, returnable, quantity: 3 });
const quality = { id: "quality", label: "质量问题", merchant_fault: true };
const regret = { id: "no_longer_wanted", label: "不想要了", merchant_fault: false };

test("the only line is chosen already, with all its pieces", () => {
  const [gone, left] = linesOf({ lines: [line(1, 0), line(2, 2)] });
  assert.deepEqual([gone.checked, left.checked, left.count], [false, true, 2]);
  assert.ok(linesOf({ lines: [line(1, 1), line(2, 2)] }).every(({ checked }) => !checked));
});

test("only what is chosen is asked for", () => {
  const lines = linesOf({ lines: [line(1, 1), line(2, 2)] });
  lines[1].checked = true;
  const draft = { order: 7, kind: "return_refund", reason: regret, lines };
  assert.deepEqual(wantedOf(draft), {
    order_id: 7,
    kind: "return_refund",
    reason: "no_longer_wanted",
    lines: [{ line_id: 2, quantity: 2 }],
  });
});

test("says what is missing", () => {
  const lines = linesOf({ lines: [line(1, 1), line(2, 2)] });
  assert.equal(missingIn({ order: 7, kind: "exchange", reason: regret, lines }), "请选择要售后的商品");
  lines[0].checked = true;
  assert.equal(missingIn({ order: 7, kind: "exchange", reason: null, lines }), "请选择原因");
  assert.equal(missingIn({ order: 7, kind: "exchange", reason: regret, lines }), "");
});

test("exempt goods need a reason that is the merchant's", () => {
  const lines = linesOf({ lines: [line(1, 1, false)] });
  const draft = { order: 7, kind: "return_refund", reason: regret, lines };
  assert.equal(exemptIn(draft), true);
  assert.equal(exemptIn({ ...draft, reason: quality }), false);
});

test("money is what is known of it", () => {
  const asked = { kind: "return_refund", status: "applied", refund_fen: null, agreed_fen: null, asked_fen: 5 };
  assert.deepEqual(moneyOf(asked), { label: "预计退", fen: 5 });
  assert.deepEqual(moneyOf({ ...asked, agreed_fen: 3 }), { label: "同意退", fen: 3 });
  assert.deepEqual(moneyOf({ ...asked, status: "done", refund_fen: 3 }), { label: "已退", fen: 3 });
  assert.deepEqual(moneyOf({ ...asked, status: "rejected" }), { label: "", fen: 0 });
});

test("says what happens by itself, and when", () => {
  assert.equal(dueOf("agreed", "2026-11-29 11:18"), "2026-11-29 11:18 前未寄回，申请将自动关闭");
  assert.equal(dueOf("agreed", ""), "");
  assert.equal(dueOf("done", "2026-11-29 11:18"), "");
});

test("a state that this version does not know is shown as it is named", () => {
  assert.equal(stateOf("arbitrated").label, "arbitrated");
});
