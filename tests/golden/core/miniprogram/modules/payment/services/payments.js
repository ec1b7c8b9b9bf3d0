const { hasCode } = require("../../../core/errors");
const { request } = require("../../../core/request");

/**
 * Paying one thing: collection and id say which, as in /orders/12/pay.
 *
 * @typedef {{collection: string, id: number}} Subject
 *
 * @typedef {object} Payment
 * @property {"none" | "waiting" | "success" | "closed" | "refunding" | "refunded"} status
 * @property {number} amount_fen
 *
 * @typedef {object} Prepared
 * @property {string} pay_no
 * @property {WechatMiniprogram.RequestPaymentOption} request what wx.requestPayment takes
 */

/** Pauses between questions in milliseconds; the backend asks WeChat and limits how often. */
const PAUSES = [600, 1200, 2000, 3000, 5000, 8000];

/**
 * @param {Subject} subject
 * @param {string} idempotencyKey
 * @returns {Promise<Prepared>}
 */
function preparePayment({ collection, id }, idempotencyKey) {
  return request(`/${collection}/${id}/pay`, { method: "POST", body: {}, idempotencyKey });
}

/**
 * @param {Subject} subject
 * @returns {Promise<Payment>}
 */
function loadPayment({ collection, id }) {
  return request(`/${collection}/${id}/pay`);
}

/**
 * Hands over to WeChat. What WeChat says to the phone is no proof of anything: the backend is asked afterwards.
 *
 * @param {Prepared} prepared
 * @returns {Promise<"done" | "canceled" | "failed">}
 */
async function askWechat({ request: parameters }) {
  try {
    await wx.requestPayment(parameters);
    return "done";
  } catch (failure) {
    const { errMsg } = /** @type {WechatMiniprogram.GeneralCallbackResult} */ (failure);
    return /cancel/.test(errMsg) ? "canceled" : "failed";
  }
}

/**
 * Asks the backend until it knows, with longer and longer pauses.
 *
 * @param {() => Promise<Payment>} ask
 * @param {(milliseconds: number) => Promise<void>} [pause]
 * @returns {Promise<Payment | undefined>} undefined when it still does not know after the last question
 */
async function untilKnown(ask, pause = sleep) {
  for (const milliseconds of PAUSES) {
    const payment = await askOnce(ask);
    if (payment && payment.status !== "waiting" && payment.status !== "none") return payment;
    await pause(milliseconds);
  }
  return undefined;
}

/**
 * @param {() => Promise<Payment>} ask
 * @returns {Promise<Payment | undefined>} undefined when there was no answer, or it was too early to ask again
 */
async function askOnce(ask) {
  try {
    return await ask();
  } catch (error) {
    if (hasCode(error, "NETWORK") || hasCode(error, "RATE_LIMITED")) return undefined;
    throw error;
  }
}

/** @param {number} milliseconds */
function sleep(milliseconds) {
  return /** @type {Promise<void>} */ (new Promise((resolve) => setTimeout(resolve, milliseconds)));
}

module.exports = { askWechat, loadPayment, preparePayment, untilKnown };
