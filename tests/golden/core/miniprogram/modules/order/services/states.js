/**
 * The states of an order, in the customer's words.
 *
 * @typedef {"pending_payment" | "paid" | "pending_group" | "to_ship" | "shipped" | "ready_for_pickup" | "completed" | "canceled"} Status
 * @typedef {{label: string, icon: string, hint: string}} StatusWords
 */

/** @type {Record<Status, StatusWords>} */
const STATES = {
  pending_payment: { label: "待付款", icon: "wallet", hint: "请在保留时间内付款" },
  paid: { label: "已付款", icon: "box", hint: "商家已收到订单，正在准备" },
  pending_group: { label: "待成团", icon: "clock", hint: "人数到齐后商家开始准备" },
  to_ship: { label: "待发货", icon: "box", hint: "商家正在准备发货" },
  shipped: { label: "待收货", icon: "box", hint: "包裹在路上" },
  ready_for_pickup: { label: "待自提", icon: "box", hint: "备好了，凭提货码到店领取" },
  completed: { label: "已完成", icon: "check-circle", hint: "谢谢惠顾，期待再来" },
  canceled: { label: "已取消", icon: "warning", hint: "这个订单没有继续" },
};

/** @type {Record<string, string>} */
const CANCEL_REASONS = {
  timeout: "超过付款时间，订单自动取消",
  user: "您取消了订单",
  staff: "商家取消了订单",
  group_failed: "没有成团，款项原路退回",
};

/** @type {Record<string, string>} */
const REFUNDS = { none: "", part: "已部分退款", all: "已全额退款" };

/** @type {Record<string, string>} */
const ACTORS = { user: "您", staff: "商家", system: "系统", wechat: "微信支付" };

/** The tab that holds orders of every state. */
const ALL = "all";

/** `paid` asks for everything that is paid for and not done yet. */
const TABS = [
  { status: ALL, label: "全部" },
  { status: "pending_payment", label: "待付款" },
  { status: "paid", label: "进行中" },
  { status: "completed", label: "已完成" },
  { status: "canceled", label: "已取消" },
];

/**
 * @param {string} status
 * @returns {StatusWords} a state that this version does not know is shown as it is named
 */
function stateOf(status) {
  return STATES[/** @type {Status} */ (status)] || { label: status, icon: "order", hint: "" };
}

/** @param {string} actor such as "user:12", "staff:3", "wechat" */
function actorOf(actor) {
  return ACTORS[actor.split(":")[0]] || "";
}

module.exports = { ALL, CANCEL_REASONS, REFUNDS, TABS, actorOf, stateOf };
