const { requestAsStaff } = require("../../../core/staff");

/**
 * @typedef {object} Visit
 * @property {number} id
 * @property {string} number
 * @property {import("../../../pages/booking/services/bookings").Booking["status"]} status
 * @property {string} resource
 * @property {string} attendee
 * @property {string} starts_at
 * @property {number} price_fen
 * @property {boolean} paid
 * @property {string} remark
 * @property {string[]} can check_in, start, finish, miss, cancel
 */

const STATES = {
  held: "待付款",
  booked: "未签到",
  checked_in: "已签到",
  in_service: "进行中",
  done: "已完成",
  canceled: "已取消",
  expired: "超时未付",
  no_show: "未到",
};

/** @type {Record<string, string>} */
const ACTIONS = { check_in: "签到", start: "开始", finish: "完成", miss: "未到" };

/**
 * @param {string} day 2026-11-24
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Visit>>}
 */
function loadDay(day, cursor) {
  return requestAsStaff("/staff/bookings", { query: { day, cursor } });
}

/**
 * @param {string} code scanned or typed
 * @returns {Promise<Visit>}
 */
function findByCode(code) {
  return requestAsStaff("/staff/booking-codes", { method: "POST", body: { code } });
}

/**
 * @param {number} id
 * @param {string} action
 * @returns {Promise<Visit>}
 */
function act(id, action) {
  return requestAsStaff(`/staff/bookings/${id}/${action}`, { method: "POST", body: {} });
}

/** @param {Visit} visit */
function actionsOf({ can }) {
  return can.filter((id) => id in ACTIONS).map((id) => ({ id, label: ACTIONS[id] }));
}

module.exports = { STATES, act, actionsOf, findByCode, loadDay };
