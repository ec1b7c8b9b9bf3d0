const { productActions } = require("../../../../data/product-actions");
const { getBadge } = require("../../../../core/badges");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toastError } = require("../../../../core/feedback");
const { happened } = require("../../../../core/moments");
const { urlOf } = require("../../../../core/navigate");
const { loadSpu } = require("../../../../pages/catalog/services/catalog");
const { choiceText, inStock, initialChoice, priceRange } = require("../../services/sku");

/**
 * @typedef {import("../../../../pages/catalog/services/catalog").Spu} Spu
 * @typedef {import("../../../../pages/catalog/services/catalog").Sku} Sku
 */

const ICON_ACTIONS = productActions.filter(({ tone }) => tone === "icon");
const BUTTON_ACTIONS = productActions.filter(({ tone }) => tone !== "icon");

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    spu: /** @type {Spu | null} */ (null),
    price: { low: 0, high: 0 },
    slide: 0,
    soldOut: false,
    choice: "",
    picking: false,
    /** the buttons that the picker shows: the one that opened it, or all that need a SKU */
    pickerActions: BUTTON_ACTIONS,
    iconActions: ICON_ACTIONS,
    buttonActions: BUTTON_ACTIONS,
    badges: /** @type {Record<string, number>} */ ({}),
    /** id of the action that is under way */
    busy: "",
  },

  pageLifetimes: {
    show() {
      this.showBadges();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      this.setData({ state: "loading" });
      try {
        const spu = await loadSpu(this.data.id);
        this.setData({
          spu,
          state: "ready",
          price: priceRange(spu, {}),
          choice: choiceText(spu, initialChoice(spu)),
          soldOut: !spu.on_sale || !spu.skus.some(inStock),
        });
        happened("product_viewed", { spuId: spu.id });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    showBadges() {
      const shown = ICON_ACTIONS.map(({ id, page }) => [id, page ? getBadge(page) : 0]);
      this.setData({ badges: Object.fromEntries(shown) });
    },

    /** @param {WechatMiniprogram.SwiperChange} event */
    onSlide(event) {
      this.setData({ slide: event.detail.current });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    preview(event) {
      const { spu } = this.data;
      if (!spu) return;
      const urls = spu.media.map(({ url }) => url);
      wx.previewImage({ urls, current: urls[event.currentTarget.dataset.index] });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onAction(event) {
      const action = productActions.find(({ id }) => id === event.currentTarget.dataset.id);
      if (!action) return;
      if (action.needs === "sku") this.setData({ picking: true, pickerActions: [action] });
      else this.run(action.id, { skuId: 0, quantity: 1 });
    },

    openPicker() {
      const pickerActions = BUTTON_ACTIONS.filter(({ needs }) => needs === "sku");
      this.setData({ picking: true, pickerActions });
    },

    closePicker() {
      this.setData({ picking: false });
    },

    /** @param {WechatMiniprogram.CustomEvent<{text: string}>} event */
    onChoice(event) {
      this.setData({ choice: event.detail.text });
    },

    /** @param {WechatMiniprogram.CustomEvent<{action: string, sku: Sku, quantity: number}>} event */
    onPick(event) {
      const { action, sku, quantity } = event.detail;
      this.run(action, { skuId: sku.id, quantity });
    },

    /**
     * @param {string} id
     * @param {import("../../../../data/product-actions").Picked} picked
     */
    async run(id, picked) {
      const action = productActions.find((item) => item.id === id);
      if (!action || this.data.busy) return;
      this.setData({ busy: id });
      try {
        await action.run(picked);
        this.setData({ picking: false });
        this.showBadges();
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: "" });
    },

    onShareAppMessage() {
      const { id, spu } = this.data;
      return {
        title: spu ? spu.name : "",
        path: urlOf("catalog.product", { id }),
        imageUrl: spu && spu.media.length ? spu.media[0].url : undefined,
      };
    },
  },
});
