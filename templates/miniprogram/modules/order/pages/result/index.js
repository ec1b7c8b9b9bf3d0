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

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
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
          headline: HEADLINES[order.status] || words.label,
          actions: actionsOf(order).filter(({ tone }) => tone === "primary"),
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
