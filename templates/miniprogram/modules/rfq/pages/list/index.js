const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { loadRfqs } = require("../../services/rfqs");

Component({
  behaviors: [pageBehavior, listBehavior],

  data: { left: false },

  pageLifetimes: {
    show() {
      // A quote may have been sent on the page that was opened from here.
      if (this.data.left) this.reload();
    },
  },

  methods: {
    onLoad() {
      this.reload(true);
    },

    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadRfqs(cursor);
      return { items: page.items.map(cardOf), next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openRfq(event) {
      this.setData({ left: true });
      open("rfq.quote", { id: event.currentTarget.dataset.id });
    },
  },
});

/** @param {import("../../services/rfqs").Brief} rfq */
function cardOf({ id, number, title, status_label, deadline, quote_label, may_quote }) {
  return { id, number, title, status_label, quote_label, may_quote, until: formatTime(deadline) };
}
