const { byRole, open } = require("../../../core/navigate");
const { request } = require("../../../core/request");
const { formatLocalTime, formatTime } = require("../../../core/time");

/**
 * @typedef {object} Resource
 * @property {number} id
 * @property {string} name
 * @property {string} kind
 * @property {string} summary
 * @property {string} place
 * @property {string | null} picture_url
 * @property {number | null} from_fen what its cheapest time costs; null where nothing can be booked
 * @property {string | null} next_at its next free time
 *
 * @typedef {{day: string, free: number}} Day
 * @typedef {Resource & {days: Day[], hold_minutes: number, cancel_hours: number}} ResourceDetail
 *
 * @typedef {object} Slot
 * @property {number} id
 * @property {string} starts_at
 * @property {string} ends_at
 * @property {number} price_fen
 * @property {number} left
 * @property {number} capacity
 * @property {"free" | "full" | "over"} state
 *
 * @typedef {object} Booking
 * @property {number} id
 * @property {string} number
 * @property {"held" | "booked" | "checked_in" | "in_service" | "done" | "canceled" | "expired" | "no_show"} status
 * @property {number} resource_id
 * @property {string} resource
 * @property {string} place
 * @property {string | null} picture_url
 * @property {string} attendee
 * @property {string} starts_at
 * @property {string} ends_at
 * @property {number} price_fen
 * @property {string} remark
 * @property {string | null} expires_at
 * @property {string} end_reason
 * @property {string} changes_until
 * @property {string | null} qr
 * @property {string[]} can pay, cancel, move
 */

const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];

/** @returns {Promise<{items: string[]}>} */
function loadKinds() {
  return request("/booking-kinds");
}

/**
 * @param {string} kind "" for all
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Resource>>}
 */
function loadResources(kind, cursor) {
  return request("/booking-resources", { query: { kind: kind || null, cursor } });
}

/**
 * @param {number} id
 * @returns {Promise<ResourceDetail>}
 */
function loadResource(id) {
  return request(`/booking-resources/${id}`);
}

/**
 * @param {number} id
 * @param {string} day 2026-11-24
 * @returns {Promise<{now: string, items: Slot[]}>}
 */
function loadSlots(id, day) {
  return request(`/booking-resources/${id}/slots`, { query: { day } });
}

/** @returns {Promise<{items: {id: number, name: string}[]}>} */
function loadAttendees() {
  return request("/me/attendees");
}

/**
 * @param {{slot_id: number, attendee_id: number, remark: string}} wish
 * @param {string} idempotencyKey
 * @returns {Promise<Booking>}
 */
function book(wish, idempotencyKey) {
  return request("/bookings", { method: "POST", body: wish, idempotencyKey });
}

/**
 * @param {number} id
 * @returns {Promise<Booking>}
 */
function loadBooking(id) {
  return request(`/bookings/${id}`);
}

/**
 * @param {number} id
 * @returns {Promise<Booking>}
 */
function cancelBooking(id) {
  return request(`/bookings/${id}/cancel`, { method: "POST", body: {} });
}

/**
 * @param {number} id
 * @param {number} slotId
 * @returns {Promise<Booking>}
 */
function moveBooking(id, slotId) {
  return request(`/bookings/${id}/move`, { method: "POST", body: { slot_id: slotId } });
}

/**
 * @param {boolean} ahead
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<Booking>>}
 */
function loadMine(ahead, cursor) {
  return request("/me/bookings", { query: { ahead: String(ahead), cursor } });
}

/** To the cashier. @param {number} id */
async function pay(id) {
  const cashier = byRole("cashier");
  if (cashier) await open(cashier, { collection: "bookings", id, next: "booking.detail" });
}

/** @param {string} iso */
function clockOf(iso) {
  return formatLocalTime(iso).slice(11);
}

/** `11-24 周二 09:00`. @param {string} iso */
function momentOf(iso) {
  const time = formatLocalTime(iso);
  return `${time.slice(5, 10)} ${weekdayOf(time.slice(0, 10))} ${time.slice(11)}`;
}

/** @param {string} day 2026-11-24 */
function weekdayOf(day) {
  const [year, month, date] = day.split("-").map(Number);
  return WEEKDAYS[new Date(year, month - 1, date).getDay()];
}

/** @param {Booking} booking */
function wordsOf({ end_reason, expires_at, status }) {
  return {
    held: {
      icon: "wallet",
      title: "待付款",
      hint: `请在 ${formatTime(expires_at).slice(11)} 前付款，过时自动释放`,
    },
    booked: { icon: "check-circle", title: "预约成功", hint: "到场出示预约码签到" },
    checked_in: { icon: "check-circle", title: "已签到", hint: "请稍候，轮到时会叫您" },
    in_service: { icon: "clock", title: "进行中", hint: "" },
    done: { icon: "check-circle", title: "已完成", hint: "感谢您的到来" },
    canceled: { icon: "close", title: "已取消", hint: end_reason },
    expired: { icon: "close", title: "超时未付款", hint: "时段已释放，可以重新预约" },
    no_show: { icon: "warning", title: "未到", hint: "到场晚了请联系我们" },
  }[status];
}

module.exports = {
  book,
  cancelBooking,
  clockOf,
  loadAttendees,
  loadBooking,
  loadKinds,
  loadMine,
  loadResource,
  loadResources,
  loadSlots,
  momentOf,
  moveBooking,
  pay,
  weekdayOf,
  wordsOf,
};
