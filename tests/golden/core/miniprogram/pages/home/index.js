const business = require("../../data/business");
const pageBehavior = require("../../core/behaviors/page");
const { textOf } = require("../../core/errors");
const { navigationSpace } = require("../../core/layout");
const { byRole, open } = require("../../core/navigate");
const { request } = require("../../core/request");
const { routes } = require("../../core/routes");

/**
 * @typedef {object} HomeBlock
 * @property {string} block
 * @property {Record<string, any>} options
 * @property {any} data
 * @property {number} key its place on the page
 */

Component({
  behaviors: [pageBehavior],

  data: {
    business,
    nav: { top: 0, height: 44, right: 0 },
    state: "loading",
    message: "",
    blocks: /** @type {HomeBlock[]} */ ([]),
    hasSearch: byRole("search") !== "",
  },

  lifetimes: {
    attached() {
      this.setData({ nav: navigationSpace() });
      this.load();
    },
  },

  methods: {
    async load() {
      try {
        const { blocks } = await request("/home");
        const keyed = blocks.map((/** @type {object} */ block, /** @type {number} */ key) => ({
          ...block,
          key,
        }));
        this.setData({ blocks: keyed, state: blocks.length ? "ready" : "empty" });
      } catch (error) {
        // What is already there is worth more than a message in its place.
        if (this.data.state !== "ready") {
          this.setData({ state: "error", message: textOf(error) });
        }
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

    openSearch() {
      const search = byRole("search");
      if (search) open(search);
    },

    openAbout() {
      open("about");
    },

    onShareAppMessage() {
      return { title: business.name, path: routes.home.url };
    },
  },
});
