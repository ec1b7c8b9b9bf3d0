const { fenOf, yuanOf } = require("./money");

/**
 * A quote in the making, as it is typed: a price in yuan for each line.
 *
 * @typedef {{prices: Record<number, string>, days: string, until: string, remark: string}} Draft
 */

/**
 * What stands in the form at first: what was saved or sent before, of whichever revision has these lines.
 *
 * @param {import("./rfqs").Rfq} rfq
 * @returns {Draft}
 */
function draftOf({ quote }) {
  /** @type {Record<number, string>} */
  const prices = {};
  for (const { line_id, price_fen } of quote ? quote.lines : [])
    prices[line_id] = yuanOf(price_fen);
  return {
    prices,
    days: quote ? String(quote.lead_days) : "",
    until: quote ? quote.valid_until : "",
    remark: quote ? quote.remark : "",
  };
}

/**
 * @param {import("./rfqs").Rfq} rfq
 * @param {Draft} draft
 * @returns {string} what is wrong with it, "" for nothing
 */
function wrongIn({ lines }, { prices, days, until }) {
  const typed = lines.filter(({ id }) => (prices[id] || "").trim());
  const wrong = typed.find(({ id }) => !(fenOf(prices[id]) > 0));
  if (wrong) return `第 ${wrong.position} 行的单价不对，最多两位小数`;
  if (!typed.length) return "请至少填写一行的单价";
  if (!/^\d{1,3}$/.test(days.trim())) return "请填写交期天数";
  return until ? "" : "请选择报价有效期";
}

/**
 * @param {import("./rfqs").Rfq} rfq
 * @param {Draft} draft that nothing is wrong with
 * @returns {import("./rfqs").Offer}
 */
function offerIn({ lines, revision }, { prices, days, until, remark }) {
  return {
    revision,
    lines: lines
      .filter(({ id }) => (prices[id] || "").trim())
      .map(({ id }) => ({ line_id: id, price_fen: fenOf(prices[id]) })),
    lead_days: Number(days),
    valid_until: until,
    remark: remark.trim(),
  };
}

/**
 * @param {import("./rfqs").Rfq} rfq
 * @param {Draft} draft
 * @returns {number} what it comes to so far, in fen
 */
function totalOf({ lines }, { prices }) {
  return lines.reduce(
    (sum, { id, quantity }) => sum + (fenOf(prices[id] || "") || 0) * quantity,
    0,
  );
}

module.exports = { draftOf, offerIn, totalOf, wrongIn };
