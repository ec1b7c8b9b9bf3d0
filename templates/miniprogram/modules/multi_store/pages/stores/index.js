const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { open } = require("../../../../core/navigate");
const { whereAmI } = require("../../../../pages/multi_store/services/places");
const { cardOf, loadCities, loadStores } = require("../../services/stores");

/** @typedef {import("../../services/stores").City} City */
/** @typedef {import("../../services/stores").Place} Place */

/** The choice that stands for every city. */
const EVERYWHERE = "全部城市";

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    cards: /** @type {ReturnType<typeof cardOf>[]} */ ([]),
    cities: [EVERYWHERE],
    chosen: 0,
    here: /** @type {Place | null} */ (null),
  },

  lifetimes: {
    attached() {
      this.load();
    },
  },

  methods: {
    async load() {
      this.setData({ state: "loading" });
      const [cities, here] = await Promise.all([loadCities().catch(() => []), whereAmI()]);
      this.setData({ cities: [EVERYWHERE, ...cities.map(({ city }) => city)], here });
      await this.list();
    },

    async list() {
      const { chosen, cities, here } = this.data;
      try {
        const stores = await loadStores({ city: chosen ? cities[chosen] : "", here });
        this.setData({ cards: stores.map(cardOf), state: stores.length ? "ready" : "empty" });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onCity(event) {
      this.setData({ chosen: Number(event.detail.value) });
      this.list();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openStore(event) {
      open("multi_store.store", { id: event.currentTarget.dataset.id });
    },

    async onPullDownRefresh() {
      await this.list();
      wx.stopPullDownRefresh();
    },
  },
});
