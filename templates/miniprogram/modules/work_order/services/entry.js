/**
 * An entry in the making, as it is typed.
 *
 * @typedef {{kind: "labour" | "part" | "extra", text: string, amount: string, yuan: string}} Draft
 */

/**
 * @param {string} yuan such as "86" or "86.5"
 * @returns {number} fen; NaN for what is no amount
 */
function fenOf(yuan) {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(yuan.trim() || "0");
  return match ? Number(match[1]) * 100 + Number((match[2] || "").padEnd(2, "0")) : NaN;
}

/**
 * @param {Draft} draft
 * @returns {string} what is wrong with it, "" for nothing
 */
function wrongIn({ kind, text, amount, yuan }) {
  if (!text.trim()) return "请填写内容";
  if (kind !== "extra" && !/^[1-9]\d{0,3}$/.test(amount)) return kind === "labour" ? "请填写分钟数" : "请填写数量";
  return Number.isNaN(fenOf(yuan)) ? "金额最多两位小数" : "";
}

/**
 * @param {Draft} draft that nothing is wrong with
 * @returns {import("./orders").NewEntry}
 */
function entryIn({ kind, text, amount, yuan }) {
  return {
    kind,
    text: text.trim(),
    minutes: kind === "labour" ? Number(amount) : 0,
    quantity: kind === "part" ? Number(amount) : 0,
    cost_fen: fenOf(yuan),
  };
}

module.exports = { entryIn, fenOf, wrongIn };
