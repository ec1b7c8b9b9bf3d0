/**
 * What happens on the phone, for those that follow it without the page knowing them.
 *
 * @typedef {object} Moments
 * @property {{page: string}} page_shown a page, by its id in core/routes.js, is before the customer
 * @property {{page: string, seconds: number}} page_left it no longer is, after so long
 * @property {{spuId: number}} product_viewed a product's page has shown it
 * @property {{skuId: number, quantity: number}} cart_added
 * @property {{}} checkout_opened the customer is about to place an order
 * @property {{}} order_submitted the customer taps the button, before anything is sent: after a request WeChat would no
 *   longer take what follows for the tap
 * @property {{orderId: number}} order_placed
 * @property {{collection: string, id: number}} payment_done the cashier has closed; WeChat takes it for a tap
 * @property {{collection: string, id: number}} paid the backend knows that the money has come
 * @property {{}} hidden the mini-program goes to the background
 */

/** @type {Map<string, ((facts: any) => unknown)[]>} */
const followers = new Map();

/**
 * @template {keyof Moments} M
 * @param {M} moment
 * @param {(facts: Moments[M]) => unknown} follower
 */
function follow(moment, follower) {
  followers.set(moment, [...(followers.get(moment) || []), follower]);
}

/**
 * Tells those who follow, and waits for them. What goes wrong there is not the page's matter.
 *
 * @template {keyof Moments} M
 * @param {M} moment
 * @param {Moments[M]} [facts]
 * @returns {Promise<void>}
 */
async function happened(moment, facts) {
  const told = (followers.get(moment) || []).map(async (follower) => follower(facts || {}));
  for (const { status, reason } of /** @type {any[]} */ (await Promise.allSettled(told))) {
    if (status === "rejected") console.warn(moment, reason);
  }
}

module.exports = { follow, happened };
