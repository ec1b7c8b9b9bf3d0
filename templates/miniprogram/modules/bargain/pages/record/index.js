const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { open, urlOf } = require("../../../../core/navigate");
const { buy, helpWith, loadBargain, wordsOf } = require("../../services/bargains");

/** @typedef {import("../../services/bargains").Bargain} Bargain */

/** One press of the button; a request that got lost is repeated with its key. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    code: "",
    state: "loading",
    message: "",
    bargain: /** @type {Bargain | null} */ (null),
    words: { title: "", hint: "" },
    /** what the customer has just cut off for a friend */
    cut: 0,
    busy: false,
  },

  pageLifetimes: {
    show() {
      if (this.data.bargain) this.load();
    },
  },

  methods: {
    /** @param {{code?: string}} query */
    onLoad(query) {
      this.setData({ code: decodeURIComponent(query.code || "") });
      this.load();
    },

    async load() {
      try {
        this.show(await loadBargain(this.data.code));
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {Bargain} bargain */
    show(bargain) {
      this.setData({ bargain, words: wordsOf(bargain), state: "ready" });
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    async help() {
      const { busy, code } = this.data;
      if (busy) return;
      this.setData({ busy: true });
      try {
        const { cut_fen, record } = await helpWith(code, intent.keyFor({ code }));
        intent.settle();
        this.setData({ cut: cut_fen });
        this.show(record);
      } catch (error) {
        toastError(error);
        await this.load();
      }
      this.setData({ busy: false });
    },

    async order() {
      const { bargain, busy } = this.data;
      if (!bargain || busy) return;
      this.setData({ busy: true });
      try {
        await buy(bargain);
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },

    openProduct() {
      const { bargain } = this.data;
      if (bargain) open("catalog.product", { id: bargain.activity.spu_id });
    },

    openOrder() {
      const { bargain } = this.data;
      if (bargain && bargain.order_id) open("order.detail", { id: bargain.order_id });
    },

    onShareAppMessage() {
      const { bargain, code } = this.data;
      return {
        title: bargain ? `帮我砍一刀「${bargain.activity.name}」，还差 ${bargain.missing} 位` : "",
        path: urlOf("bargain.record", { code }),
        imageUrl: (bargain && bargain.activity.image_url) || undefined,
      };
    },
  },
});
