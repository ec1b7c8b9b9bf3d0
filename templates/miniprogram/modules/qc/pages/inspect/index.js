const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode, textOf } = require("../../../../core/errors");
const { ask, confirm, toast, toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { replace } = require("../../../../core/navigate");
const { isStaffIn } = require("../../../../core/staff");
const inspections = require("../../services/inspections");

/** @typedef {import("../../services/inspections").Inspection} Inspection */

/** Asking for another inspection again after a lost answer must not make two. */
const intent = new Intent();

const MOST_PHOTOS = 20;

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    signedIn: false,
    state: "loading",
    message: "",
    inspection: /** @type {Inspection | null} */ (null),
    view: viewOf(null),
    most: MOST_PHOTOS,
    /** what is under way, "" for nothing */
    busy: "",
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id), signedIn: isStaffIn() });
      if (this.data.signedIn) this.load();
    },

    onSignedIn() {
      this.setData({ signedIn: true, state: "loading" });
      this.load();
    },

    async load() {
      try {
        this.show(await inspections.loadInspection(this.data.id));
      } catch (error) {
        const over = hasCode(error, "UNAUTHENTICATED");
        this.setData({ state: "error", message: textOf(error), signedIn: !over });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    async onPullDownRefresh() {
      if (this.data.signedIn) await this.load();
      wx.stopPullDownRefresh();
    },

    /** @param {Inspection} inspection */
    show(inspection) {
      this.setData({ inspection, view: viewOf(inspection), state: "ready" });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    async onMeasured(event) {
      const { position, typed } = event.currentTarget.dataset;
      const text = event.detail.value;
      if (text.trim() === typed || !text.trim()) return;
      const value = inspections.numberIn(text);
      if (value === null) toast("请填数值");
      else await this.work("record", () => inspections.record(this.data.id, position, { value }));
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onChosen(event) {
      const { position, good } = event.currentTarget.dataset;
      this.work("record", () => inspections.record(this.data.id, position, { good }));
    },

    async addPhoto() {
      const count = Math.min(9, MOST_PHOTOS - this.data.view.photos.length);
      const chosen = await wx
        .chooseMedia({ count, mediaType: ["image"], sizeType: ["compressed"] })
        .catch(() => null);
      if (!chosen) return;
      await this.work("photo", async () => {
        for (const { tempFilePath } of chosen.tempFiles) {
          await inspections.photograph(this.data.id, tempFilePath);
        }
        return inspections.loadInspection(this.data.id);
      });
    },

    async judge() {
      const { inspection } = this.data;
      if (!inspection) return;
      if (inspection.missing.length) {
        toast(`还差：${inspection.missing.join("、")}`);
        return;
      }
      if (!(await confirm("按结果判定？之后不能再改"))) return;
      await this.work("judge", () => inspections.act(this.data.id, "judge", {}), "已判定");
    },

    async concede() {
      const reason = await ask("为什么让步接收", "会记入追溯记录");
      if (reason) await this.work("concede", () => inspections.act(this.data.id, "concede", { reason }), "已让步");
    },

    async cancel() {
      const reason = await ask("为什么不检了", "会留下记录");
      if (reason) await this.work("cancel", () => inspections.act(this.data.id, "cancel", { reason }), "已取消");
    },

    async repeat() {
      const key = intent.keyFor({ id: this.data.id });
      try {
        const made = await inspections.repeat(this.data.id, key);
        intent.settle();
        await replace("qc.inspect", { id: made.id });
      } catch (error) {
        toastError(error);
        await this.load();
      }
    },

    /**
     * One thing at a time. Where somebody else was faster, the inspection is shown as it is now.
     *
     * @param {string} name
     * @param {() => Promise<Inspection>} step
     * @param {string} [done]
     */
    async work(name, step, done = "") {
      if (this.data.busy) return;
      this.setData({ busy: name });
      try {
        this.show(await step());
        if (done) toastDone(done);
      } catch (error) {
        toastError(error);
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        else await this.load();
      }
      this.setData({ busy: "" });
    },
  },
});

const ICONS = { open: "clock", passed: "check-circle", failed: "warning", conceded: "check-circle", canceled: "close" };

/** What the page shows of an inspection. @param {Inspection | null} inspection */
function viewOf(inspection) {
  const may = (/** @type {string} */ name) => inspection !== null && inspection.can.includes(name);
  return {
    icon: inspection ? ICONS[inspection.status] : "clock",
    facts: inspection ? inspections.factsOf(inspection) : [],
    checks: inspection ? inspections.checksOf(inspection) : [],
    photos: inspection ? inspection.pictures.map((url) => ({ url })) : [],
    may: {
      record: may("record"),
      judge: may("judge"),
      concede: may("concede"),
      cancel: may("cancel"),
      repeat: may("repeat"),
    },
  };
}
