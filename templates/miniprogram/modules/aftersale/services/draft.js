/**
 * An application in the making.
 *
 * @typedef {import("./aftersales").Choices} Choices
 * @typedef {import("./aftersales").Reason} Reason
 * @typedef {import("./aftersales").ChoiceLine & {checked: boolean, count: number}} DraftLine
 * @typedef {{order: number, kind: string, reason: Reason | null, lines: DraftLine[]}} Draft
 */

/**
 * The lines to choose from. What there is only one of is chosen already.
 *
 * @param {Choices} choices
 * @returns {DraftLine[]}
 */
function linesOf({ lines }) {
  const open = lines.filter(({ left }) => left > 0);
  return lines.map((line) => ({
    ...line,
    checked: open.length === 1 && line.left > 0,
    count: line.left,
  }));
}

/**
 * @param {Draft} draft
 * @returns {import("./aftersales").Wanted}
 */
function wantedOf({ order, kind, reason, lines }) {
  return {
    order_id: order,
    kind: /** @type {import("./aftersales").Kind} */ (kind),
    reason: reason ? reason.id : "",
    lines: lines
      .filter(({ checked }) => checked)
      .map(({ line_id, count }) => ({ line_id, quantity: count })),
  };
}

/**
 * What is still missing, "" when nothing is.
 *
 * @param {Draft} draft
 */
function missingIn({ reason, lines }) {
  if (!lines.some(({ checked }) => checked)) return "请选择要售后的商品";
  if (!reason) return "请选择原因";
  return "";
}

/**
 * Whether what is chosen cannot be returned without a reason; before it is sent, anything can.
 *
 * @param {Draft} draft
 */
function exemptIn({ kind, reason, lines }) {
  if (kind === "refund_only" || (reason && reason.merchant_fault)) return false;
  return lines.some(({ checked, returnable }) => checked && !returnable);
}

module.exports = { exemptIn, linesOf, missingIn, wantedOf };
