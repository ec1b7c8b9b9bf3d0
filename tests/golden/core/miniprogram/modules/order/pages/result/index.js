const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { open, replace } = require("../../../../core/navigate");
const { actionsOf, perform } = require("../../services/actions");
const { loadOrder } = require("../../services/orders");
const { stateOf } = require("../../services/states");

/** @typedef {import("../../services/orders").Order} Order */

/** What the page says first, by the order's state. @type {Record<string, string>} */
const HEADLINES = {
  pending_payment: "订单已提交",
  paid: "付款成功",
  canceled: "订单已取消",
};

/** Pauses in milliseconds before an order is looked at again that is paid and has not heard of it. */
const PAUSES = [800, 1500, 3000, 5000];

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    /** whether whoever sent the customer here knows that the money has come */
    paid: false,
    /** whether the order has not heard of it yet */
    late: false,
    /** the state that the headline is of */
    said: "",
    state: "loading",
    message: "",
    order: /** @type {Order | null} */ (null),
    words: stateOf(""),
    headline: "",
    actions: actionsOf({ can: [] }),
    busy: "",
  },

  pageLifetimes: {
    show() {
      if (this.data.order) this.load();
    },
  },

  methods: {
    /** @param {{id?: string, paid?: string}} query */
    async onLoad(query) {
      this.setData({ id: Number(query.id), paid: query.paid === "1" });
      await this.load();
      for (const pause of PAUSES) {
        if (!this.data.late) break;
        await new Promise((resolve) => setTimeout(resolve, pause));
        await this.load();
      }
    },

    async load() {
      try {
        const order = await loadOrder(this.data.id);
        const late = this.data.paid && order.status === "pending_payment";
        const words = stateOf(late ? "paid" : order.status);
        // However far the order has come since: who has just paid wants to read this.
        const said = this.data.paid && order.status !== "canceled" ? "paid" : order.status;
        this.setData({
          order,
          late,
          words,
          said,
          state: "ready",
          headline: HEADLINES[said] || words.label,
          actions: late ? [] : actionsOf(order).filter(({ tone }) => tone === "primary"),
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async onAct(event) {
      const { order } = this.data;
      const { id } = event.currentTarget.dataset;
      if (!order || this.data.busy) return;
      this.setData({ busy: id });
      try {
        if (await perform(id, order, { replace: true })) await this.load();
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: "" });
    },

    openOrder() {
      replace("order.detail", { id: this.data.id });
    },

    goHome() {
      open("home");
    },
  },
});
