const { request, upload } = require("../../../core/request");

/**
 * @typedef {"pending" | "shown" | "held" | "refused" | "hidden"} Status
 *
 * @typedef {object} Review
 * @property {number} id
 * @property {string} author
 * @property {number} stars
 * @property {string} text
 * @property {string[]} pictures addresses
 * @property {string} specs_text
 * @property {string | null} reply
 * @property {string | null} replied_at
 * @property {string} created_at
 *
 * @typedef {object} Own
 * @property {number} line_id
 * @property {number} spu_id
 * @property {string} name
 * @property {boolean} anonymous
 * @property {Status} status
 *
 * @typedef {Review & Own} MyReview
 *
 * @typedef {object} Line
 * @property {number} line_id
 * @property {number} spu_id
 * @property {string} name
 * @property {string} specs_text
 * @property {string | null} image_url
 * @property {MyReview | null} review
 *
 * @typedef {object} OrderReviews
 * @property {boolean} open whether what has no review yet can still get one
 * @property {string | null} until
 * @property {number} max_pictures
 * @property {boolean} anonymous whether the shop allows it
 * @property {Line[]} items
 *
 * @typedef {object} SpuReviews
 * @property {Review[]} items
 * @property {string | null} next_cursor
 * @property {number} total
 * @property {number | null} average
 * @property {Record<string, number>} counts by stars, "1" to "5"
 *
 * @typedef {object} NewReview
 * @property {number} line_id
 * @property {number} stars
 * @property {string} text
 * @property {number[]} picture_ids
 * @property {boolean} anonymous
 */

/**
 * @param {number} spuId
 * @param {{stars?: number, cursor?: string | null, limit?: number}} [wanted] stars: 0 for all
 * @returns {Promise<SpuReviews>}
 */
function loadSpuReviews(spuId, { stars, cursor, limit } = {}) {
  return request(`/spus/${spuId}/reviews`, { query: { stars: stars || null, cursor, limit } });
}

/**
 * @param {string | null} cursor
 * @returns {Promise<import("../../../core/behaviors/list").ListPage<MyReview>>}
 */
function loadMyReviews(cursor) {
  return request("/reviews", { query: { cursor } });
}

/**
 * @param {number} orderId
 * @returns {Promise<OrderReviews>}
 */
function loadOrderReviews(orderId) {
  return request(`/orders/${orderId}/reviews`);
}

/**
 * @param {NewReview} review
 * @param {string} idempotencyKey
 * @returns {Promise<MyReview>}
 */
function saveReview(review, idempotencyKey) {
  return request("/reviews", { method: "POST", body: review, idempotencyKey });
}

/**
 * @param {string} filePath
 * @returns {Promise<{id: number, url: string}>}
 */
function uploadPicture(filePath) {
  return upload("/reviews/pictures", filePath);
}

module.exports = {
  loadMyReviews,
  loadOrderReviews,
  loadSpuReviews,
  saveReview,
  uploadPicture,
};
