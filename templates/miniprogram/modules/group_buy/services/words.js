/**
 * An amount in a sentence that is shared, where no component can show it.
 *
 * @param {number} fen
 */
function yuan(fen) {
  return `¥${(fen / 100).toFixed(2).replace(/\.?0+$/, "")}`;
}

module.exports = { yuan };
