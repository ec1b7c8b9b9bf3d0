import { areaList } from "@vant/area-data";

/** @typedef {import("./picker-sheet.js").Choice} Choice */
/** @typedef {{code: string, name: string}} Place */

const LEVELS = { province: 1, city: 2, region: 3, "sub-district": 3 };

/**
 * `mode="region"`: province, city, district, with their codes.
 *
 * @param {{value: any, customItem: string, level: string}} data
 * @returns {Choice}
 */
export function placeOf({ value, customItem, level }) {
  const count = LEVELS[/** @type {keyof typeof LEVELS} */ (level)] ?? 3;
  /** @type {Place[]} */
  let chosen = [];
  /** @param {number} column */
  const listOf = (column) => {
    const all = { code: "", name: customItem };
    const list = placesIn(column, chosen[column - 1]);
    return customItem || !list.length ? [all, ...list] : list;
  };
  /** @param {string[]} names */
  const take = (names) => {
    chosen = [];
    for (let column = 0; column < count; column += 1) {
      const list = listOf(column);
      chosen.push(list.find(({ name }) => name === names[column]) ?? list[0]);
    }
  };
  take(Array.isArray(value) ? value : []);
  return {
    columns: () => chosen.map((_, column) => listOf(column).map(({ name }) => name)),
    rows: () => chosen.map(({ code }, column) => listOf(column).findIndex((one) => one.code === code)),
    choose: (column, row) => {
      const names = chosen.map(({ name }) => name);
      names[column] = (listOf(column)[row] ?? listOf(column)[0]).name;
      take(names);
    },
    result: () => ({
      value: chosen.map(({ name }) => name),
      code: chosen.map(({ code }) => code).filter(Boolean),
      postcode: "",
    }),
  };
}

/** The digits of a code that say what it lies in, by level. */
const PREFIXES = [0, 2, 4];
const LISTS = [areaList.province_list, areaList.city_list, areaList.county_list];

/** @param {number} level @param {Place | undefined} within @returns {Place[]} */
function placesIn(level, within) {
  if (level > 0 && !within?.code) return [];
  const prefix = (within?.code ?? "").slice(0, PREFIXES[level]);
  return Object.entries(LISTS[level])
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, name]) => ({ code, name }));
}
