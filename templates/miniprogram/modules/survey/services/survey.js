const { request } = require("../../../core/request");

/**
 * @typedef {object} Answer
 * @property {number} score 0 to 10
 * @property {string} text
 * @property {string} created_at
 *
 * @typedef {object} Survey
 * @property {string} question
 * @property {boolean} open whether it can still be answered
 * @property {string | null} until
 * @property {Answer | null} answer
 *
 * @typedef {{score: number, text: string}} NewAnswer
 */

/**
 * @param {number} orderId
 * @returns {Promise<Survey>}
 */
function loadSurvey(orderId) {
  return request(`/orders/${orderId}/survey`);
}

/**
 * @param {number} orderId
 * @param {NewAnswer} answer
 * @param {string} idempotencyKey
 * @returns {Promise<Survey>}
 */
function saveAnswer(orderId, answer, idempotencyKey) {
  return request(`/orders/${orderId}/survey`, { method: "POST", body: answer, idempotencyKey });
}

module.exports = { loadSurvey, saveAnswer };
