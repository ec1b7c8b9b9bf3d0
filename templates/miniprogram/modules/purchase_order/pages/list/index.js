const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { loadOrders } = require("../../services/orders");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: { left: false },

  pageLifetimes: {
    show() {
      // Something may have been reported on the page that was opened from here.
      if (this.data.left) this.reload();
    },
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    fetchPage(cursor) {
      return loadOrders(cursor);
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openOrder(event) {
      this.setData({ left: true });
      open("purchase_order.detail", { id: event.currentTarget.dataset.id });
    },
  },
});
