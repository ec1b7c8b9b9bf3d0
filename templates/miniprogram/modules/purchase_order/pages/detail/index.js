const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { loadOrder, photograph, reportMilestone } = require("../../services/orders");
const { KINDS, dayOf, wrongIn } = require("../../services/words");

/** @typedef {import("../../services/orders").Order} Order */
/** @typedef {import("../../services/orders").Kind} Kind */

/** Reporting again after a lost answer is the same report. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    order: /** @type {Order | null} */ (null),
    choices: /** @type {{kind: Kind, label: string}[]} */ ([]),
    kind: /** @type {Kind | ""} */ (""),
    day: "",
    note: "",
    /** photos that go along, still on the phone */
    shots: /** @type {{url: string}[]} */ ([]),
    busy: "",
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id), day: dayOf(new Date()) });
      this.load();
    },

    async load() {
      try {
        this.show(await loadOrder(this.data.id));
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

    /** @param {Order} order */
    show(order) {
      const choices = order.next_milestones.map((kind) => ({ kind, label: KINDS[kind] }));
      const kept = choices.some(({ kind }) => kind === this.data.kind);
      const kind = kept ? this.data.kind : choices.length ? choices[choices.length - 1].kind : "";
      this.setData({ order, choices, kind, state: "ready" });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    choose(event) {
      this.setData({ kind: event.currentTarget.dataset.kind });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      this.setData({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    async addShot() {
      const count = 9 - this.data.shots.length;
      const chosen = await wx
        .chooseMedia({ count, mediaType: ["image"], sizeType: ["compressed"] })
        .catch(() => null);
      if (!chosen) return; // he thought better of it
      const shots = chosen.tempFiles.map(({ tempFilePath }) => ({ url: tempFilePath }));
      this.setData({ shots: this.data.shots.concat(shots) });
    },

    /** @param {WechatMiniprogram.CustomEvent<{index: number}>} event */
    removeShot(event) {
      this.setData({ shots: this.data.shots.filter((_, index) => index !== event.detail.index) });
    },

    async report() {
      const { id, kind, day, note, shots, busy } = this.data;
      if (busy || !kind) return;
      const said = { kind, happened_on: day, note: note.trim() };
      const wrong = wrongIn(said);
      if (wrong) {
        toast(wrong);
        return;
      }
      this.setData({ busy: "report" });
      try {
        const made = await reportMilestone(id, said, intent.keyFor({ id, ...said }));
        for (const { url } of shots) await photograph(made.id, url);
        intent.settle();
        this.setData({ note: "", shots: [], kind: "" });
        toastDone("已报告");
      } catch (error) {
        toastError(error);
      }
      await this.load();
      this.setData({ busy: "" });
    },
  },
});
