/**
 * Every page by its id. Links are made with these ids (see navigate.js), never with addresses.
 *
 * @typedef {object} Route
 * @property {string} url
 * @property {string} title
 * @property {number} tab its place in the tab bar, -1 when it is not there
 * @property {string} role what the page is for those who do not know its module, "" for most
 */
const routes = {
  "about": {
    url: "/modules/app/pages/about/index",
    title: "关于我们",
    tab: -1,
    role: "",
  },
  "display": {
    url: "/modules/app/pages/display/index",
    title: "显示设置",
    tab: -1,
    role: "",
  },
  "home": {
    url: "/pages/home/index",
    title: "首页",
    tab: 0,
    role: "",
  },
  "me": {
    url: "/pages/me/index",
    title: "我的",
    tab: 3,
    role: "",
  },
  "cart.cart": {
    url: "/pages/cart/cart/index",
    title: "购物车",
    tab: 2,
    role: "",
  },
  "catalog.categories": {
    url: "/pages/catalog/categories/index",
    title: "茶单",
    tab: 1,
    role: "",
  },
  "catalog.product": {
    url: "/modules/catalog/pages/product/index",
    title: "商品详情",
    tab: -1,
    role: "",
  },
  "catalog.search": {
    url: "/modules/catalog/pages/search/index",
    title: "搜索",
    tab: -1,
    role: "search",
  },
  "identity.account": {
    url: "/modules/identity/pages/account/index",
    title: "账号与资料",
    tab: -1,
    role: "account",
  },
  "identity.address_edit": {
    url: "/modules/identity/pages/address_edit/index",
    title: "编辑地址",
    tab: -1,
    role: "",
  },
  "identity.addresses": {
    url: "/modules/identity/pages/addresses/index",
    title: "收货地址",
    tab: -1,
    role: "addresses",
  },
  "identity.privacy": {
    url: "/modules/identity/pages/privacy/index",
    title: "隐私与授权",
    tab: -1,
    role: "",
  },
  "order.checkout": {
    url: "/modules/order/pages/checkout/index",
    title: "确认订单",
    tab: -1,
    role: "checkout",
  },
  "order.detail": {
    url: "/modules/order/pages/detail/index",
    title: "订单详情",
    tab: -1,
    role: "",
  },
  "order.list": {
    url: "/modules/order/pages/list/index",
    title: "我的订单",
    tab: -1,
    role: "",
  },
  "order.result": {
    url: "/modules/order/pages/result/index",
    title: "下单结果",
    tab: -1,
    role: "",
  },
  "payment.cashier": {
    url: "/modules/payment/pages/cashier/index",
    title: "收银台",
    tab: -1,
    role: "cashier",
  },
};

/** @typedef {keyof typeof routes} RouteId */

module.exports = { routes };
