const { formatTime } = require("../../../core/time");

/** What each number of stars means, from one on. */
const STARS = ["很差", "不太好", "一般", "满意", "非常满意"];

/**
 * Where a review stands, in its writer's words; nothing to say of one that everybody sees.
 *
 * @type {Record<import("./reviews").Status, string>}
 */
const STATUSES = {
  pending: "审核中，通过后展示",
  shown: "",
  held: "正在人工审核",
  refused: "未通过审核，不会展示",
  hidden: "已被商家隐藏",
};

/** @param {number} stars */
function starsText(stars) {
  return STARS[stars - 1] || "";
}

/**
 * A review with its times as text.
 *
 * @template {import("./reviews").Review} T
 * @param {T} review
 */
function cardOf(review) {
  return { ...review, time: formatTime(review.created_at) };
}

module.exports = { STATUSES, cardOf, starsText };
