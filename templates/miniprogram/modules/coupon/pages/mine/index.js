const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadCoupons } = require("../../services/coupons");
const { TABS, cardOf } = require("../../services/mine");

/** @typedef {import("../../services/coupons").Status} Status */

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    tabs: TABS,
    status: TABS[0].status,
    /** what is said where there is none */
    empty: TABS[0].empty,
    shown: false,
  },

  pageLifetimes: {
    show() {
      // Back from where one may have been claimed or used.
      if (this.data.shown) this.reload();
      this.setData({ shown: true });
    },
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: Status}>} event */
    onTab(event) {
      const tab = TABS.find(({ status }) => status === event.detail.value) || TABS[0];
      this.setData({ status: tab.status, empty: tab.empty });
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadCoupons(this.data.status, cursor);
      return { items: page.items.map((coupon) => cardOf(coupon)), next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openOrder(event) {
      open("order.detail", { id: event.currentTarget.dataset.order });
    },

    goHome() {
      open("home");
    },

    openCenter() {
      open("coupon.center");
    },

    openExchange() {
      open("coupon.exchange");
    },
  },
});
