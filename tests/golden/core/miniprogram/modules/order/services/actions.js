const { orderActions } = require("../../../data/order-actions");
const { confirm } = require("../../../core/feedback");

/**
 * @typedef {import("../../../data/order-actions").OrderAction} OrderAction
 * @typedef {import("./orders").Order} Order
 */

/**
 * What a customer can do with an order now, the most important last.
 *
 * @param {Pick<Order, "can">} order
 * @returns {OrderAction[]}
 */
function actionsOf(order) {
  return orderActions.filter(({ id }) => order.can.includes(id)).reverse();
}

/**
 * The step that follows placing an order by itself, such as paying it.
 *
 * @param {Pick<Order, "can">} order
 */
function nextStepOf(order) {
  return actionsOf(order).find(({ afterCreate }) => afterCreate);
}

/**
 * @param {string} actionId
 * @param {Pick<Order, "id">} order
 * @param {{replace?: boolean}} [options] replace: a page that opens takes the place of this one
 * @returns {Promise<boolean>} whether the order may have changed
 */
async function perform(actionId, order, { replace = false } = {}) {
  const action = orderActions.find(({ id }) => id === actionId);
  if (!action) return false;
  if (action.confirm && !(await confirm(action.confirm))) return false;
  return action.run({ collection: "orders", id: order.id, next: "order.result", replace });
}

module.exports = { actionsOf, nextStepOf, perform };
