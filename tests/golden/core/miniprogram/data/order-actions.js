/**
 * What a customer can do with an order. The backend says which of them an order allows (its `can`).
 *
 * @typedef {object} OrderSubject
 * @property {string} collection where the API keeps it: "orders"
 * @property {number} id
 * @property {import("../core/routes").RouteId} next the page that shows how it ended; it is given the id,
 *   and paid=1 when the money has come: the order itself may hear of it a moment later
 * @property {boolean} replace whether a page that opens takes the place of the present one
 *
 * @typedef {object} OrderAction
 * @property {string} id
 * @property {string} label
 * @property {"primary" | "secondary" | "plain"} tone
 * @property {string} confirm a question to ask first, "" for none
 * @property {boolean} afterCreate whether it is the step that follows placing the order
 * @property {(subject: OrderSubject) => Promise<boolean>} run true when the order may have changed
 */

/** @type {OrderAction[]} */
const orderActions = [
  {
    id: "pay",
    label: "立即支付",
    tone: "primary",
    confirm: "",
    afterCreate: true,
    run: require("../pages/payment/actions").pay,
  },
  {
    id: "cancel",
    label: "取消订单",
    tone: "plain",
    confirm: "取消后不能恢复，确定取消这个订单吗？",
    afterCreate: false,
    run: require("../pages/order/actions").cancelOrder,
  },
];

module.exports = { orderActions };
