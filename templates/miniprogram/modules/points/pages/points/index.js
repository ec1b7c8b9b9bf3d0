const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { causeOf, loadLedger, loadPoints, rulesInWords } = require("../../services/points");

/** @typedef {import("../../services/points").Entry} Entry */

Component({
  behaviors: [pageBehavior, listBehavior],

  data: {
    /** none until it is known */
    balance: /** @type {number | null} */ (null),
    owed: 0,
    expiring: "",
    rules: /** @type {string[]} */ ([]),
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** The balance goes with the list's first page. @param {string | null} cursor */
    async fetchPage(cursor) {
      const [page] = await Promise.all([loadLedger(cursor), cursor ? null : this.refresh()]);
      return { items: page.items.map(rowOf), next_cursor: page.next_cursor };
    },

    async refresh() {
      const { balance, owed, expiring, rules } = await loadPoints();
      const day = expiring ? formatTime(expiring.first_at).slice(0, 10) : "";
      this.setData({
        balance,
        owed,
        expiring: expiring ? `${expiring.points} 积分即将到期，最早 ${day}` : "",
        rules: rulesInWords(rules),
      });
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

/** @param {Entry} entry */
function rowOf({ seq, at, biz_type, order_id, note, points }) {
  return {
    seq,
    order_id,
    note,
    cause: causeOf(biz_type),
    time: formatTime(at),
    points: points > 0 ? `+${points}` : `−${-points}`,
    gained: points > 0,
  };
}
