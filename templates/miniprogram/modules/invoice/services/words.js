/**
 * @typedef {import("./invoices").Invoice} Invoice
 * @typedef {import("./invoices").Status} Status
 */

/** @type {Record<Status, {label: string, hint: string, icon: string}>} */
const STATUSES = {
  requested: { label: "开具中", hint: "商家正在处理，开好后可以在这里下载", icon: "clock" },
  issued: { label: "已开具", hint: "", icon: "check-circle" },
  rejected: { label: "已驳回", hint: "可以修改后重新申请", icon: "warning" },
  canceled: { label: "已取消", hint: "", icon: "close" },
  red_pending: { label: "待红冲", hint: "订单有退款，商家将红冲这张发票", icon: "clock" },
  red_flushed: { label: "已红冲", hint: "这张发票已作废", icon: "close" },
};

const KINDS = { personal: "个人", company: "企业" };

/** Those after which another one may be asked for. */
const CLOSED = ["rejected", "canceled", "red_flushed"];

module.exports = { CLOSED, KINDS, STATUSES };
