/** @typedef {import("./picker-sheet.js").Choice} Choice */

/**
 * One list: `mode="selector"`.
 *
 * @param {{range: any[], rangeKey: string, value: any}} data
 * @returns {Choice}
 */
export function oneOf({ range, rangeKey, value }) {
  let row = Math.max(0, Number(value) || 0);
  const texts = range.map((item) => textOf(item, rangeKey));
  return {
    columns: () => [texts],
    rows: () => [row],
    choose: (_, next) => (row = next),
    result: () => ({ value: String(row) }),
  };
}

/**
 * Several lists side by side: `mode="multiSelector"`. What a column shows may depend on the one before: the page hears
 * of each turn and gives other lists.
 *
 * @param {{range: any[][], rangeKey: string, value: any}} data
 * @returns {Choice}
 */
export function oneOfEach({ range, rangeKey, value }) {
  const chosen = range.map((_, column) => Math.max(0, Number(value?.[column]) || 0));
  const columns = range.map((list) => list.map((item) => textOf(item, rangeKey)));
  return {
    columns: () => columns,
    rows: () => chosen,
    choose: (column, row) => (chosen[column] = row),
    result: () => ({ value: [...chosen] }),
  };
}

/** @param {any} item @param {string} key */
function textOf(item, key) {
  return String(item !== null && typeof item === "object" ? item[key] : item);
}
