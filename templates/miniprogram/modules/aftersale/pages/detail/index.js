const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastDone, toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const aftersales = require("../../services/aftersales");
const { actorOf, dueOf, kindOf, moneyOf, stateOf } = require("../../services/words");

/** @typedef {import("../../services/aftersales").Aftersale} Aftersale */

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    aftersale: /** @type {Aftersale | null} */ (null),
    words: stateOf(""),
    kind: "",
    hint: "",
    due: "",
    money: { label: "", fen: 0 },
    facts: factsOf(null),
    history: historyOf(null),
    can: canOf(null),
    busy: "",
  },

  pageLifetimes: {
    show() {
      if (this.data.aftersale) this.load();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      try {
        this.show(await aftersales.loadAftersale(this.data.id));
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    /** @param {Aftersale} aftersale */
    show(aftersale) {
      const words = stateOf(aftersale.status);
      this.setData({
        aftersale,
        words,
        state: "ready",
        kind: kindOf(aftersale.kind),
        hint: aftersale.answer ? `商家说：${aftersale.answer}` : words.hint,
        due: dueOf(aftersale.status, formatTime(aftersale.due_at)),
        money: moneyOf(aftersale),
        facts: factsOf(aftersale),
        history: historyOf(aftersale),
        can: canOf(aftersale),
      });
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      await this.load();
      wx.stopPullDownRefresh();
    },

    copyAddress() {
      const { aftersale } = this.data;
      if (aftersale) wx.setClipboardData({ data: aftersale.return_to });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onView(event) {
      const { aftersale } = this.data;
      if (aftersale) wx.previewImage({ urls: aftersale.pictures, current: event.currentTarget.dataset.url });
    },

    openOrder() {
      const { aftersale } = this.data;
      if (aftersale) open("order.detail", { id: aftersale.order_id });
    },

    fillWaybill() {
      open("aftersale.send_back", { id: this.data.id });
    },

    async cancel() {
      if (!(await confirm("撤销这次申请？"))) return;
      await this.act("cancel", () => aftersales.cancel(this.data.id));
    },

    async confirmReceipt() {
      if (!(await confirm("确认已收到换来的商品？"))) return;
      await this.act("confirm", () => aftersales.confirmReceipt(this.data.id));
    },

    /**
     * @param {string} name
     * @param {() => Promise<Aftersale>} work
     */
    async act(name, work) {
      this.setData({ busy: name });
      try {
        this.show(await work());
        toastDone("已提交");
      } catch (error) {
        toastError(error);
        await this.load();
      }
      this.setData({ busy: "" });
    },
  },
});

/** @param {Aftersale | null} aftersale */
function canOf(aftersale) {
  const can = aftersale ? aftersale.can : [];
  const may = (/** @type {string} */ name) => can.includes(name);
  return {
    cancel: may("cancel"),
    confirm: may("confirm"),
    sendBack: may("send_back"),
    any: can.length > 0,
  };
}

/** @param {Aftersale | null} aftersale */
function factsOf(aftersale) {
  if (!aftersale) return [];
  return [
    { label: "售后单号", value: aftersale.aftersale_no },
    { label: "原因", value: aftersale.reason_text },
    { label: "说明", value: aftersale.description },
    { label: "联系电话", value: aftersale.phone || "" },
    { label: "寄回", value: `${aftersale.return_courier} ${aftersale.return_tracking}`.trim() },
    { label: "换货寄出", value: `${aftersale.reship_courier} ${aftersale.reship_tracking}`.trim() },
    { label: "申请时间", value: formatTime(aftersale.created_at) },
    { label: "结束时间", value: formatTime(aftersale.finished_at) },
  ].filter(({ value }) => value);
}

/** @param {Aftersale | null} aftersale */
function historyOf(aftersale) {
  const steps = (aftersale && aftersale.history) || [];
  return steps
    .map(({ status, at, actor, note }, index) => ({
      key: index,
      label: stateOf(status).label,
      time: formatTime(at),
      text: [actorOf(actor), note].filter(Boolean).join("："),
    }))
    .reverse();
}
