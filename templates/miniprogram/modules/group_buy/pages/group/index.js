const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { open, urlOf } = require("../../../../core/navigate");
const { yuan } = require("../../services/words");
const { buyInGroup, cheapest, loadGroup, wordsOf } = require("../../services/groups");

/** @typedef {import("../../services/groups").Group} Group */

Component({
  behaviors: [pageBehavior],

  data: {
    code: "",
    state: "loading",
    message: "",
    group: /** @type {Group | null} */ (null),
    words: { icon: "clock", title: "", hint: "" },
    best: { price_fen: 0, usual_fen: 0 },
    /** the SKU that is bought */
    chosen: 0,
    busy: false,
  },

  pageLifetimes: {
    show() {
      if (this.data.group) this.load();
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
        const group = await loadGroup(this.data.code);
        const { items } = group.activity;
        const best = items.find(({ sku_id }) => sku_id === this.data.chosen) || cheapest(items);
        this.setData({ group, best, words: wordsOf(group), chosen: best.sku_id, state: "ready" });
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

    /** @param {WechatMiniprogram.CustomEvent<{value: number}>} event */
    onChoose(event) {
      const { group } = this.data;
      const best =
        group && group.activity.items.find(({ sku_id }) => sku_id === event.detail.value);
      if (best) this.setData({ chosen: best.sku_id, best });
    },

    async join() {
      const { busy, chosen, code } = this.data;
      if (busy) return;
      this.setData({ busy: true });
      try {
        await buyInGroup(chosen, { group: code });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },

    openProduct() {
      const { group } = this.data;
      if (group) open("catalog.product", { id: group.activity.spu_id });
    },

    openOrder() {
      const { group } = this.data;
      if (group && group.order_id) open("order.detail", { id: group.order_id });
    },

    onShareAppMessage() {
      const { best, code, group } = this.data;
      return {
        title: group
          ? `${yuan(best.price_fen)} 拼「${group.activity.name}」，还差 ${group.missing} 人`
          : "",
        path: urlOf("group_buy.group", { code }),
        imageUrl: (group && group.activity.image_url) || undefined,
      };
    },
  },
});
