const { formatTime } = require("../../../core/time");

/** @typedef {import("../../../core/account").Kept} Kept */

/**
 * @param {Kept[]} kept
 * @returns {string} a line for each thing, then why
 */
function wordsOf(kept) {
  const lines = kept.map(({ what, until }) => `${what}：封存至 ${formatTime(until).slice(0, 10)}`);
  return [...lines, ...new Set(kept.map(({ why }) => why))].join("\n");
}

/**
 * Says what is not deleted yet; nothing where everything is.
 *
 * @param {Kept[]} kept
 */
async function tellKept(kept) {
  if (!kept.length) return;
  const content = wordsOf(kept);
  await wx.showModal({ title: "依法须保存", content, showCancel: false, confirmText: "知道了" });
}

module.exports = { tellKept, wordsOf };
