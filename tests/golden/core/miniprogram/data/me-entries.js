/**
 * What "我的" leads to: tiles in a row first, then a list.
 *
 * @typedef {object} MeEntry
 * @property {string} id
 * @property {string} label
 * @property {string} icon
 * @property {"tile" | "row"} layout
 * @property {import("../core/routes").RouteId} page
 * @property {string} query "name=value" pairs for the page, joined by "&"
 * @property {string} badgePath a GET whose answer holds the number of the badge, "" for none
 * @property {string} badgeField
 */

/** @type {MeEntry[]} */
const meEntries = [
  {
    id: "orders_pending_payment",
    label: "待付款",
    icon: "wallet",
    layout: "tile",
    page: "order.list",
    query: "status=pending_payment",
    badgePath: "/orders/counts",
    badgeField: "pending_payment",
  },
  {
    id: "orders_paid",
    label: "进行中",
    icon: "box",
    layout: "tile",
    page: "order.list",
    query: "status=paid",
    badgePath: "/orders/counts",
    badgeField: "paid",
  },
  {
    id: "orders_completed",
    label: "已完成",
    icon: "check-circle",
    layout: "tile",
    page: "order.list",
    query: "status=completed",
    badgePath: "",
    badgeField: "",
  },
  {
    id: "orders_all",
    label: "全部订单",
    icon: "order",
    layout: "tile",
    page: "order.list",
    query: "",
    badgePath: "",
    badgeField: "",
  },
  {
    id: "addresses",
    label: "收货地址",
    icon: "address",
    layout: "row",
    page: "identity.addresses",
    query: "",
    badgePath: "",
    badgeField: "",
  },
  {
    id: "account",
    label: "账号与资料",
    icon: "account",
    layout: "row",
    page: "identity.account",
    query: "",
    badgePath: "",
    badgeField: "",
  },
  {
    id: "privacy",
    label: "隐私与授权",
    icon: "privacy",
    layout: "row",
    page: "identity.privacy",
    query: "",
    badgePath: "",
    badgeField: "",
  },
  {
    id: "display",
    label: "显示设置",
    icon: "display",
    layout: "row",
    page: "display",
    query: "",
    badgePath: "",
    badgeField: "",
  },
  {
    id: "about",
    label: "关于我们",
    icon: "about",
    layout: "row",
    page: "about",
    query: "",
    badgePath: "",
    badgeField: "",
  },
];

module.exports = { meEntries };
