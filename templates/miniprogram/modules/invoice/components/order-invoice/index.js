const { open } = require("../../../../core/navigate");
const { loadOrderInvoice } = require("../../services/invoices");
const { STATUSES } = require("../../services/words");

/** The way to an order's invoice, on the order's page; nothing where there is none and none can be had. */
Component({
  properties: {
    order: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    told: /** @type {import("../../services/invoices").OrderInvoice | null} */ (null),
    label: "",
  },
  observers: {
    /** @param {{id: number} | null} order */
    order(order) {
      if (order) this.load(order.id);
    },
  },
  methods: {
    /** @param {number} orderId */
    async load(orderId) {
      try {
        const told = await loadOrderInvoice(orderId);
        const { invoice } = told;
        const label = told.open || !invoice ? "申请开票" : STATUSES[invoice.status].label;
        this.setData({ told, label });
      } catch (error) {
        console.warn(error); // the order itself is there: its page says nothing of a missing row
      }
    },
    go() {
      const { told } = this.data;
      if (!told) return;
      if (told.open || !told.invoice) open("invoice.request", { order: this.data.order.id });
      else open("invoice.detail", { id: told.invoice.id });
    },
  },
});
