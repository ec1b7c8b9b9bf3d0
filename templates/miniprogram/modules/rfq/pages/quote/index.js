const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toast, toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { formatTime } = require("../../../../core/time");
const { draftOf, offerIn, totalOf, wrongIn } = require("../../services/offer");
const { fetchFile, loadRfq, saveQuote, sendQuote } = require("../../services/rfqs");

/** @typedef {import("../../services/rfqs").Rfq} Rfq */
/** @typedef {import("../../services/offer").Draft} Draft */

/** Sending again after a lost answer is the same quote. */
const intent = new Intent();

/** @type {Draft} */
const NOTHING = { prices: {}, days: "", until: "", remark: "" };

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    rfq: /** @type {Rfq | null} */ (null),
    until: "",
    draft: NOTHING,
    total: 0,
    busy: "",
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        this.show(await loadRfq(this.data.id));
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
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

    /** @param {Rfq} rfq */
    show(rfq) {
      const draft = draftOf(rfq);
      this.setData({
        rfq,
        draft,
        until: formatTime(rfq.deadline),
        total: totalOf(rfq, draft),
        state: "ready",
      });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onPrice(event) {
      const { line } = event.currentTarget.dataset;
      const prices = { ...this.data.draft.prices, [line]: event.detail.value };
      this.setDraft({ ...this.data.draft, prices });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      const { field } = event.currentTarget.dataset;
      this.setDraft({ ...this.data.draft, [field]: event.detail.value });
    },

    /** @param {Draft} draft */
    setDraft(draft) {
      const { rfq } = this.data;
      this.setData({ draft, total: rfq ? totalOf(rfq, draft) : 0 });
    },

    async save() {
      const { rfq, draft, id } = this.data;
      if (!rfq || this.refuses(rfq, draft)) return;
      await this.work("save", () => saveQuote(id, offerIn(rfq, draft)), "已保存");
    },

    async send() {
      const { rfq, draft, id } = this.data;
      if (!rfq || this.refuses(rfq, draft)) return;
      const missing = rfq.lines.length - offerIn(rfq, draft).lines.length;
      const note = missing ? `还有 ${missing} 行没有报价，` : "";
      if (!(await confirm(`${note}提交后不能再改，确定提交？`))) return;
      const offer = offerIn(rfq, draft);
      await this.work(
        "send",
        async () => {
          const sent = await sendQuote(id, offer, intent.keyFor({ id, ...offer }));
          intent.settle();
          return sent;
        },
        "已提交",
      );
    },

    /**
     * Says what is wrong, if something is.
     *
     * @param {Rfq} rfq
     * @param {Draft} draft
     */
    refuses(rfq, draft) {
      const wrong = wrongIn(rfq, draft);
      if (wrong) toast(wrong);
      return wrong !== "";
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async openFile(event) {
      const { file, kind } = event.currentTarget.dataset;
      try {
        const filePath = await fetchFile(this.data.id, file);
        if (kind === "application/pdf")
          await wx.openDocument({ filePath, fileType: "pdf", showMenu: true });
        else await wx.previewImage({ urls: [filePath] });
      } catch (error) {
        toastError(error);
      }
    },

    /**
     * One thing at a time. Where the request is another one by now, it is shown as it is.
     *
     * @param {string} name
     * @param {() => Promise<Rfq>} step
     * @param {string} done
     */
    async work(name, step, done) {
      if (this.data.busy) return;
      this.setData({ busy: name });
      try {
        this.show(await step());
        toastDone(done);
      } catch (error) {
        toastError(error);
        await this.load();
      }
      this.setData({ busy: "" });
    },
  },
});
