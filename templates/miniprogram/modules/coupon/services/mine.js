const { periodOf } = require("./words");

/**
 * The customer's coupons, state by state.
 *
 * @typedef {import("./coupons").Coupon} Coupon
 */

/** @type {{status: import("./coupons").Status, label: string, empty: string}[]} */
const TABS = [
  { status: "unused", label: "未使用", empty: "还没有可用的优惠券" },
  { status: "locked", label: "使用中", empty: "没有等待付款的券" },
  { status: "used", label: "已使用", empty: "还没有用过优惠券" },
  { status: "expired", label: "已过期", empty: "没有过期的优惠券" },
];

/**
 * @param {Coupon} coupon
 * @param {number} [now]
 */
function cardOf(coupon, now) {
  const { status, expires_soon } = coupon;
  return {
    ...coupon,
    period: periodOf(coupon, now),
    tag: expires_soon ? "即将过期" : "",
    dim: status === "used" || status === "expired",
  };
}

module.exports = { TABS, cardOf };
