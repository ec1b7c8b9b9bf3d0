const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { open, urlOf } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { goneOf, loadSales } = require("../../services/sales");

/** @typedef {ReturnType<typeof cardOf>} SaleCard */

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    now: "",
    sales: /** @type {SaleCard[]} */ ([]),
  },

  pageLifetimes: {
    show() {
      if (this.data.state === "ready") this.load();
    },
  },

  methods: {
    onLoad() {
      this.load();
    },

    async load() {
      try {
        const { now, items } = await loadSales();
        const state = items.length ? "ready" : "empty";
        this.setData({ now, sales: items.map(cardOf), state });
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

    /** @param {WechatMiniprogram.TouchEvent} event */
    openProduct(event) {
      open("catalog.product", { id: event.currentTarget.dataset.spu });
    },

    goHome() {
      open("home");
    },

    onShareAppMessage() {
      return { title: "限时秒杀，抢完即止", path: urlOf("flash_sale.sales") };
    },
  },
});

/** @param {import("../../services/sales").Sale} sale */
function cardOf(sale) {
  const running = sale.state === "running";
  return {
    ...sale,
    running,
    until: running ? sale.ends_at : sale.starts_at,
    starts: formatTime(sale.starts_at).slice(5),
    items: sale.items.map((item) => ({ ...item, gone: goneOf([item]) })),
  };
}
