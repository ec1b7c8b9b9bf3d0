const { requestAsStaff, uploadAsStaff } = require("../../../core/staff");
const { formatTime } = require("../../../core/time");

/**
 * Inspections, as the member of staff does them.
 *
 * @typedef {object} Brief
 * @property {number} id
 * @property {string} number
 * @property {string} kind_label
 * @property {string} plan_label
 * @property {string} item
 * @property {string} lot
 * @property {number} quantity
 * @property {"open" | "passed" | "failed" | "conceded" | "canceled"} status
 * @property {string} status_label
 * @property {string} inspector
 * @property {string} created_at
 *
 * @typedef {object} Result
 * @property {number} position
 * @property {string} text
 * @property {"measure" | "yes_no"} kind
 * @property {number | null} minimum
 * @property {number | null} maximum
 * @property {string} unit
 * @property {boolean} required
 * @property {number | null} value
 * @property {boolean | null} good
 *
 * @typedef {object} More
 * @property {string} note
 * @property {string} reason
 * @property {Result[]} results
 * @property {string[]} missing
 * @property {string[]} pictures
 * @property {string[]} can
 *
 * @typedef {Brief & More} Inspection
 * @typedef {"open" | "failed" | "passed"} Tab
 */

const BASE = "/staff/inspections";

/**
 * @param {Tab} tab
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Brief>>}
 */
function loadInspections(tab, cursor) {
  return requestAsStaff(BASE, { query: { status: tab, cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<Inspection>}
 */
function loadInspection(id) {
  return requestAsStaff(`${BASE}/${id}`);
}

/**
 * @param {number} id
 * @param {number} position
 * @param {{value: number} | {good: boolean}} said
 * @returns {Promise<Inspection>}
 */
function record(id, position, said) {
  return requestAsStaff(`${BASE}/${id}/results/${position}`, { method: "PUT", body: said });
}

/**
 * @param {number} id
 * @param {"judge" | "concede" | "cancel"} action
 * @param {object} body
 * @returns {Promise<Inspection>}
 */
function act(id, action, body) {
  return requestAsStaff(`${BASE}/${id}/${action}`, { method: "POST", body });
}

/**
 * @param {number} id
 * @param {string} idempotencyKey
 * @returns {Promise<{id: number}>} the inspection that repeats it
 */
function repeat(id, idempotencyKey) {
  return requestAsStaff(`${BASE}/${id}/repeat`, { method: "POST", idempotencyKey });
}

/**
 * @param {number} id
 * @param {string} filePath
 * @returns {Promise<Inspection>}
 */
function photograph(id, filePath) {
  return uploadAsStaff(`${BASE}/${id}/pictures`, filePath);
}

/** "79.98 – 80.02 mm", "≤ 0.8 μm", "" where there are no limits. @param {Result} result */
function limitsOf({ minimum, maximum, unit }) {
  if (minimum === null && maximum === null) return "";
  if (maximum === null) return `≥ ${minimum} ${unit}`.trim();
  if (minimum === null) return `≤ ${maximum} ${unit}`.trim();
  return `${minimum} – ${maximum} ${unit}`.trim();
}

/**
 * What was typed for a measure.
 *
 * @param {string} text
 * @returns {number | null} null for what is no number
 */
function numberIn(text) {
  const typed = text.trim();
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(typed) ? Number(typed) : null;
}

/** @param {Inspection} inspection */
function factsOf({ number, item, lot, quantity, inspector, created_at, note, reason }) {
  return [
    { label: "检验单号", value: number },
    { label: "品名", value: item },
    { label: "批号", value: lot },
    { label: "数量", value: String(quantity) },
    { label: "检验人", value: inspector },
    { label: "开始时间", value: formatTime(created_at) },
    { label: "备注", value: note },
    { label: "原因", value: reason },
  ].filter(({ value }) => value);
}

/** @param {Inspection} inspection */
function checksOf({ results }) {
  return results.map((result) => ({
    position: result.position,
    text: result.text,
    measured: result.kind === "measure",
    limits: limitsOf(result),
    required: result.required,
    typed: result.value === null ? "" : String(result.value),
    good: result.good,
    tone: result.good === null ? "" : result.good ? "good" : "bad",
  }));
}

module.exports = {
  act,
  checksOf,
  factsOf,
  limitsOf,
  loadInspection,
  loadInspections,
  numberIn,
  photograph,
  record,
  repeat,
};
