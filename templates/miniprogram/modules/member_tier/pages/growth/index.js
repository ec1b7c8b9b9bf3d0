const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { causeOf, loadGrowth } = require("../../services/membership");

Component({
  behaviors: [pageBehavior, listBehavior],

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadGrowth(cursor);
      return { items: page.items.map(rowOf), next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openOrder(event) {
      const { order } = event.currentTarget.dataset;
      if (order) open("order.detail", { id: order });
    },

    goHome() {
      open("home");
    },
  },
});

/** @param {import("../../services/membership").Entry} entry */
function rowOf({ id, at, biz_type, order_id, note, growth }) {
  return {
    id,
    order_id,
    note,
    cause: causeOf(biz_type),
    time: formatTime(at),
    growth: growth > 0 ? `+${growth}` : `−${-growth}`,
    gained: growth > 0,
  };
}
