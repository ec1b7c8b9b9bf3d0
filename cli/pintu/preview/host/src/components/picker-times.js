/** @typedef {import("./picker-sheet.js").Choice} Choice */

/** How far a date reaches where the mini-program sets no end. */
const [FIRST_DATE, LAST_DATE] = ["1900-01-01", "2100-12-31"];
const DATE_FIELDS = { year: 1, month: 2, day: 3 };
const DATE_UNITS = ["年", "月", "日"];

/**
 * `mode="time"`: "hh:mm".
 *
 * @param {{value: any, start: string, end: string}} data
 * @returns {Choice}
 */
export function timeOfDay({ value, start, end }) {
  const now = new Date();
  const current = /^\d+:\d+$/.test(value) ? value : `${now.getHours()}:${now.getMinutes()}`;
  return parts({
    current: numbers(current, ":"),
    first: numbers(start || "00:00", ":"),
    last: numbers(end || "23:59", ":"),
    most: (before) => (before.length ? 59 : 23),
    least: 0,
    text: (number) => pad(number),
    join: (chosen) => chosen.map((number) => pad(number)).join(":"),
  });
}

/**
 * `mode="date"`: "YYYY-MM-DD", or the first part of it where `fields` says so.
 *
 * @param {{value: any, start: string, end: string, fields: string}} data
 * @returns {Choice}
 */
export function dayOf({ value, start, end, fields }) {
  const count = DATE_FIELDS[/** @type {keyof typeof DATE_FIELDS} */ (fields)] ?? 3;
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  const given = numbers(String(value ?? ""), "-");
  return parts({
    current: today.map((number, place) => given[place] || number).slice(0, count),
    first: complete(start, FIRST_DATE).slice(0, count),
    last: complete(end, LAST_DATE).slice(0, count),
    most: ([year, month]) => (month ? new Date(year, month, 0).getDate() : 12),
    least: 1,
    text: (number, place) => `${number}${DATE_UNITS[place]}`,
    join: (chosen) => chosen.map((number, place) => (place ? pad(number) : String(number))).join("-"),
  });
}

/**
 * Columns of numbers, each within what the ones before leave.
 *
 * @param {object} kind
 * @param {number[]} kind.current
 * @param {number[]} kind.first
 * @param {number[]} kind.last
 * @param {(before: number[]) => number} kind.most of a column, given those before
 * @param {number} kind.least
 * @param {(number: number, place: number) => string} kind.text
 * @param {(chosen: number[]) => string} kind.join
 * @returns {Choice}
 */
function parts({ current, first, last, most, least, text, join }) {
  let chosen = [...current];
  /** @param {number} place */
  const rangeOf = (place) => {
    const before = chosen.slice(0, place);
    const isFirst = before.every((number, at) => number === first[at]);
    const isLast = before.every((number, at) => number === last[at]);
    return [isFirst ? first[place] : least, isLast ? last[place] : most(before)];
  };
  const keepInside = () => {
    chosen.forEach((_, place) => {
      const [from, to] = rangeOf(place);
      chosen[place] = Math.max(from, Math.min(to, chosen[place]));
    });
  };
  keepInside();
  return {
    columns: () =>
      chosen.map((_, place) => {
        const [from, to] = rangeOf(place);
        return Array.from({ length: to - from + 1 }, (__, row) => text(from + row, place));
      }),
    rows: () => chosen.map((number, place) => number - rangeOf(place)[0]),
    choose: (place, row) => {
      chosen = chosen.map((number, at) => (at === place ? rangeOf(place)[0] + row : number));
      keepInside();
    },
    result: () => ({ value: join(chosen) }),
  };
}

/** @param {string} text @param {string} separator */
function numbers(text, separator) {
  return text.split(separator).map(Number);
}

/** @param {string} date perhaps without its month or day @param {string} edge */
function complete(date, edge) {
  const given = date ? numbers(date, "-") : [];
  return numbers(edge, "-").map((number, place) => given[place] || number);
}

/** @param {number} number */
function pad(number) {
  return String(number).padStart(2, "0");
}
