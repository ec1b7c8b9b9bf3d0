const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { formatTime, timeLeft } = require("../../../../core/time");
const { actionsOf, perform } = require("../../services/actions");
const { loadOrder } = require("../../services/orders");
const { CANCEL_REASONS, REFUNDS, actorOf, stateOf } = require("../../services/states");

/** @typedef {import("../../services/orders").Order} Order */

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    order: /** @type {Order | null} */ (null),
    words: stateOf(""),
    hint: "",
    refund: "",
    /** milliseconds until an unpaid order expires */
    left: 0,
    facts: factsOf(null),
    history: historyOf(null),
    actions: actionsOf({ can: [] }),
    busy: "",
  },

  pageLifetimes: {
    show() {
      if (this.data.order) this.load();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        const order = await loadOrder(this.data.id);
        const words = stateOf(order.status);
        this.setData({
          order,
          words,
          state: "ready",
          hint: CANCEL_REASONS[order.cancel_reason || ""] || whyKept(order) || words.hint,
          refund: REFUNDS[order.refund_status] || "",
          left: order.status === "pending_payment" ? timeLeft(order.expires_at) : 0,
          facts: factsOf(order),
          history: historyOf(order),
          actions: actionsOf(order),
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    /** @param {WechatMiniprogram.CustomEvent<{id: string}>} event */
    async onAct(event) {
      const { order } = this.data;
      if (!order) return;
      this.setData({ busy: event.detail.id });
      try {
        if (await perform(event.detail.id, order)) await this.load();
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: "" });
    },

    copyNumber() {
      const { order } = this.data;
      if (order) wx.setClipboardData({ data: order.order_no });
    },
  },
});

/** @param {Order} order */
function whyKept({ kept }) {
  if (!kept) return "";
  return kept.until ? `${kept.text}（截止 ${formatTime(kept.until)}）` : kept.text;
}

/** @param {Order | null} order */
function factsOf(order) {
  if (!order) return [];
  return [
    { label: "下单时间", value: formatTime(order.created_at) },
    { label: "付款时间", value: formatTime(order.paid_at) },
    { label: "完成时间", value: formatTime(order.completed_at) },
    { label: "取消时间", value: formatTime(order.canceled_at) },
    { label: "备注", value: order.remark },
  ].filter(({ value }) => value);
}

/** @param {Order | null} order */
function historyOf(order) {
  const steps = (order && order.history) || [];
  return steps
    .map(({ status, at, actor, note }, index) => ({
      key: index,
      label: stateOf(status).label,
      time: formatTime(at),
      text: describe(actorOf(actor), note),
    }))
    .reverse();
}

/**
 * @param {string} who
 * @param {string} note
 */
function describe(who, note) {
  if (!note || note.startsWith(who)) return note || who;
  return `${who}：${note}`;
}
