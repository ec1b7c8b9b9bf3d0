const listBehavior = require("../../../core/behaviors/list");
const pageBehavior = require("../../../core/behaviors/page");
const { textOf } = require("../../../core/errors");
const { open, takeQuery } = require("../../../core/navigate");
const { loadCategories, loadSpus } = require("../services/catalog");

/** @typedef {import("../services/catalog").Category} Category */

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    /** of the page as a whole; `state` is that of the products */
    pageState: "loading",
    pageMessage: "",
    all: /** @type {Category[]} */ ([]),
    tops: /** @type {Category[]} */ ([]),
    subs: /** @type {Category[]} */ ([]),
    top: 0,
    /** 0: all of `top` */
    sub: 0,
  },

  lifetimes: {
    attached() {
      this.load();
    },
  },

  pageLifetimes: {
    show() {
      const query = takeQuery("catalog.categories");
      if (query && this.data.all.length) this.choose(Number(query.id));
      else if (query) this.setData({ top: Number(query.id) });
    },
  },

  methods: {
    /** Where the page is no tab, its category comes in the address. @param {{id?: string}} query */
    onLoad(query) {
      if (query.id) this.setData({ top: Number(query.id) });
    },

    async load() {
      this.setData({ pageState: "loading" });
      try {
        const all = await loadCategories();
        const tops = all.filter((category) => category.parent_id === null);
        this.setData({ all, tops, pageState: tops.length ? "ready" : "empty" });
        if (tops.length) this.choose(this.data.top || tops[0].id);
      } catch (error) {
        this.setData({ pageState: "error", pageMessage: textOf(error) });
      }
    },

    /** @param {number} id of a category of either level */
    choose(id) {
      const { all, tops } = this.data;
      const chosen = all.find((category) => category.id === id) || tops[0];
      const top = chosen.parent_id === null ? chosen.id : chosen.parent_id;
      this.setData({
        top,
        sub: chosen.parent_id === null ? 0 : chosen.id,
        subs: all.filter((category) => category.parent_id === top),
      });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    fetchPage(cursor) {
      return loadSpus({ category: this.data.sub || this.data.top, cursor });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onChoose(event) {
      this.choose(event.currentTarget.dataset.id);
    },

    openSearch() {
      open("catalog.search");
    },
  },
});
