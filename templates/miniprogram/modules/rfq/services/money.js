/**
 * Money is whole fen; people type yuan.
 *
 * @param {string} yuan such as "86" or "86.5", "" for nothing
 * @returns {number} fen; NaN for what is no amount
 */
function fenOf(yuan) {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(yuan.trim() || "0");
  return match ? Number(match[1]) * 100 + Number((match[2] || "").padEnd(2, "0")) : NaN;
}

/**
 * @param {number} fen
 * @returns {string} as it is typed: "86.5" for 8650
 */
function yuanOf(fen) {
  return String(fen / 100);
}

module.exports = { fenOf, yuanOf };
