/**
 * The states of a case, in the customer's words.
 *
 * @typedef {{label: string, icon: string, hint: string}} StatusWords
 */

/** @type {Record<string, StatusWords>} */
const STATES = {
  applied: { label: "等待商家处理", icon: "clock", hint: "商家会尽快答复" },
  agreed: { label: "请寄回商品", icon: "truck", hint: "商家已同意，请按下面的地址寄回" },
  buyer_shipped: { label: "等待商家收货", icon: "truck", hint: "商家收到后会验收" },
  received: { label: "商家已收货", icon: "box", hint: "正在处理" },
  refunding: { label: "退款中", icon: "wallet", hint: "原路退回，零钱很快到账，银行卡需 1-3 个工作日" },
  refund_failed: { label: "退款处理中", icon: "wallet", hint: "退款遇到一点问题，商家正在处理" },
  reshipped: { label: "换货已寄出", icon: "truck", hint: "收到新商品后请确认" },
  done: { label: "已完成", icon: "check-circle", hint: "这次售后已经完成" },
  canceled: { label: "已关闭", icon: "close", hint: "这次申请没有继续" },
  rejected: { label: "商家未同意", icon: "warning", hint: "可以联系商家，或重新申请" },
  receive_refused: { label: "商家拒收退货", icon: "warning", hint: "请联系商家处理" },
};

/** @type {Record<string, string>} */
const DUE = {
  applied: "前商家未处理，将自动同意",
  agreed: "前未寄回，申请将自动关闭",
  buyer_shipped: "前商家未验收，将自动视为收到",
  reshipped: "将自动确认收到",
};

/** @type {Record<string, string>} */
const KINDS = { refund_only: "仅退款", return_refund: "退货退款", exchange: "换货" };

/** @type {Record<string, string>} */
const ACTORS = { user: "您", staff: "商家", system: "系统", wechat: "微信支付" };

/** States in which nothing more will happen. */
const ENDED = ["done", "canceled", "rejected", "receive_refused"];

const COURIERS = ["顺丰速运", "京东快递", "中通快递", "圆通速递", "申通快递", "韵达快递", "极兔速递", "邮政 EMS", "其他快递"];

/**
 * @param {string} status
 * @returns {StatusWords} a state that this version does not know is shown as it is named
 */
function stateOf(status) {
  return STATES[status] || { label: status, icon: "order", hint: "" };
}

/**
 * What happens by itself, and when.
 *
 * @param {string} status
 * @param {string} time "" where nothing does
 */
function dueOf(status, time) {
  const what = DUE[status];
  return time && what ? `${time} ${what}` : "";
}

/** @param {string} kind */
function kindOf(kind) {
  return KINDS[kind] || kind;
}

/** @param {string} actor such as "user:12", "staff:3", "wechat" */
function actorOf(actor) {
  return ACTORS[actor.split(":")[0]] || "";
}

/**
 * What is said of the money beside a case: given back, promised, or asked for.
 *
 * @param {{kind: string, status: string, refund_fen: number | null, agreed_fen: number | null, asked_fen: number}} aftersale
 * @returns {{label: string, fen: number}} fen 0 where there is nothing to say
 */
function moneyOf({ kind, status, refund_fen, agreed_fen, asked_fen }) {
  if (refund_fen !== null) return { label: status === "done" ? "已退" : "退款", fen: refund_fen };
  if (kind === "exchange" || ENDED.includes(status)) return { label: "", fen: 0 };
  return { label: agreed_fen === null ? "预计退" : "同意退", fen: agreed_fen === null ? asked_fen : agreed_fen };
}

module.exports = { COURIERS, actorOf, dueOf, kindOf, moneyOf, stateOf };
