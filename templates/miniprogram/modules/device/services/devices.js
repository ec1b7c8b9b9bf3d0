const { requestAsStaff } = require("../../../core/staff");

/**
 * Devices, as staff look at them.
 *
 * @typedef {"inactive" | "online" | "offline" | "disabled"} Status
 * @typedef {number | boolean | string} Value
 *
 * @typedef {object} Device
 * @property {number} id
 * @property {string} code
 * @property {string} type
 * @property {string} type_label
 * @property {string} name
 * @property {string} place
 * @property {string} group
 * @property {Status} status
 * @property {string} status_label
 * @property {string | null} last_seen_at
 *
 * @typedef {object} Latest
 * @property {string} reading
 * @property {string} label
 * @property {"number" | "integer" | "boolean" | "text"} type
 * @property {string} unit
 * @property {Value | null} value
 * @property {string | null} at
 * @property {boolean} wrong_clock
 *
 * @typedef {{name: string, label: string, type: Latest["type"], unit: string, min: number | null, max: number | null}} Param
 * @typedef {{command: string, label: string, confirm: boolean, params: Param[]}} CommandKind
 * @typedef {Device & {latest: Latest[], commands: CommandKind[]}} Detail
 *
 * @typedef {object} Sent
 * @property {number} id
 * @property {string} label
 * @property {Record<string, Value>} params
 * @property {"sent" | "done" | "failed" | "expired"} status
 * @property {string} status_label
 * @property {string} note
 * @property {string} created_at
 *
 * @typedef {{at: string, low: number, mean: number, high: number}} Point
 * @typedef {{reading: string, label: string, unit: string, step_s: number, points: Point[]}} Series
 */

const BASE = "/staff/devices";

/**
 * @param {{status: string, group: string, words: string}} filter "" for all
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Device>>}
 */
function loadDevices({ status, group, words }, cursor) {
  return requestAsStaff(BASE, { query: { status, group, q: words, cursor } });
}

/** @returns {Promise<{states: Record<Status, number>, groups: string[]}>} */
function loadSummary() {
  return requestAsStaff(`${BASE}/summary`);
}

/**
 * @param {number} id
 * @returns {Promise<Detail>}
 */
function loadDevice(id) {
  return requestAsStaff(`${BASE}/${id}`);
}

/**
 * @param {string} code as it stands on the device
 * @returns {Promise<Device | undefined>}
 */
async function findDevice(code) {
  const { items } = await loadDevices({ status: "", group: "", words: code }, null);
  return items.find((one) => one.code.toLowerCase() === code.toLowerCase());
}

/**
 * @param {number} id
 * @param {string} reading
 * @param {Date} since
 * @param {Date} until
 * @returns {Promise<Series>}
 */
function loadSeries(id, reading, since, until) {
  const query = { since: since.toISOString(), until: until.toISOString() };
  return requestAsStaff(`${BASE}/${id}/series/${encodeURIComponent(reading)}`, { query });
}

/**
 * @param {number} id
 * @returns {Promise<Sent[]>} the newest first
 */
async function loadCommands(id) {
  const { items } = await requestAsStaff(`${BASE}/${id}/commands`, { query: { limit: 5 } });
  return items;
}

/**
 * @param {number} id
 * @param {{command: string, params: Record<string, Value>}} body
 * @param {string} idempotencyKey
 * @returns {Promise<Sent>}
 */
function sendCommand(id, body, idempotencyKey) {
  return requestAsStaff(`${BASE}/${id}/commands`, { method: "POST", body, idempotencyKey });
}

/**
 * How many alarms of a device are open, where this business has alarms.
 *
 * @param {number} id
 * @returns {Promise<string>} such as "2", "20+", "" for none
 */
async function countAlarms(id) {
  const query = { device_id: id, which: "open", limit: 20 };
  const { items, next_cursor } = await requestAsStaff("/staff/alarms", { query });
  return items.length ? `${items.length}${next_cursor ? "+" : ""}` : "";
}

/**
 * The device's code in what was scanned: the address on its label, or the code alone.
 *
 * @param {string} text
 * @returns {string} "" for something else
 */
function codeIn(text) {
  const found = /^(?:.*[?&]asset=)?([A-Za-z0-9][A-Za-z0-9_-]{0,39})(?:[&#].*)?$/.exec(text.trim());
  return found ? found[1] : "";
}

module.exports = {
  codeIn,
  countAlarms,
  findDevice,
  loadCommands,
  loadDevice,
  loadDevices,
  loadSeries,
  loadSummary,
  sendCommand,
};
