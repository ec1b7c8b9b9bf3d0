const listBehavior = require("../../../../core/behaviors/list");
const pageBehavior = require("../../../../core/behaviors/page");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { loadInvoices } = require("../../services/invoices");
const { KINDS, STATUSES } = require("../../services/words");

Component({
  behaviors: [pageBehavior, listBehavior],

  pageLifetimes: {
    show() {
      this.reload();
    },
  },

  methods: {
    /** @param {string | null} cursor */
    async fetchPage(cursor) {
      const page = await loadInvoices(cursor);
      const items = page.items.map((invoice) => ({
        id: invoice.id,
        amount_fen: invoice.amount_fen,
        title: invoice.title || KINDS[invoice.kind],
        order_no: invoice.order_no,
        label: STATUSES[invoice.status].label,
        waits: ["requested", "red_pending"].includes(invoice.status),
        time: formatTime(invoice.created_at),
      }));
      return { items, next_cursor: page.next_cursor };
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openInvoice(event) {
      open("invoice.detail", { id: event.currentTarget.dataset.id });
    },
  },
});
