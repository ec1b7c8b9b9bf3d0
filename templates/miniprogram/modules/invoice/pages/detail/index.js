const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toast, toastError } = require("../../../../core/feedback");
const { replace } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const {
  cancelInvoice,
  fetchFile,
  loadInvoice,
  loadOrderInvoice,
} = require("../../services/invoices");
const { CLOSED, KINDS, STATUSES } = require("../../services/words");

/** @typedef {import("../../services/invoices").Invoice} Invoice */

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    invoice: /** @type {Invoice | null} */ (null),
    words: STATUSES.requested,
    facts: factsOf(null),
    /** whether another one can be asked for */
    again: false,
    busy: false,
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        const invoice = await loadInvoice(this.data.id);
        const closed = CLOSED.includes(invoice.status);
        const again = closed && (await loadOrderInvoice(invoice.order_id)).open;
        this.show(invoice, again);
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /**
     * @param {Invoice} invoice
     * @param {boolean} again
     */
    show(invoice, again) {
      const words = STATUSES[invoice.status];
      this.setData({ invoice, words, again, facts: factsOf(invoice), state: "ready" });
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    async openFile() {
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        const filePath = await fetchFile(this.data.id);
        await wx.openDocument({ filePath, fileType: "pdf", showMenu: true });
      } catch (error) {
        if (error instanceof Error) toastError(error);
        else toast("这部手机打不开这个文件");
      }
      this.setData({ busy: false });
    },

    async cancel() {
      if (this.data.busy || !(await confirm("取消这次开票申请？"))) return;
      this.setData({ busy: true });
      try {
        await cancelInvoice(this.data.id);
      } catch (error) {
        toastError(error);
      }
      await this.load();
      this.setData({ busy: false });
    },

    askAgain() {
      const { invoice } = this.data;
      if (invoice) replace("invoice.request", { order: invoice.order_id });
    },

    copyNumber() {
      const { invoice } = this.data;
      if (invoice && invoice.number) wx.setClipboardData({ data: invoice.number });
    },
  },
});

/** @param {Invoice | null} invoice */
function factsOf(invoice) {
  if (!invoice) return [];
  return [
    { label: "抬头类型", value: KINDS[invoice.kind] },
    { label: "抬头", value: invoice.title },
    { label: "税号", value: invoice.tax_number },
    { label: "邮箱", value: invoice.email },
    { label: "订单编号", value: invoice.order_no },
    { label: "红字发票", value: invoice.red_number },
    { label: "申请时间", value: formatTime(invoice.created_at) },
    { label: "开具时间", value: formatTime(invoice.issued_at) },
  ].filter(({ value }) => value);
}
