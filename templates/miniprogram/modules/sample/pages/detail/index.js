const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { toast, toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { loadSample, photograph, resendSample, sendSample } = require("../../services/samples");

/** @typedef {import("../../services/samples").Sample} Sample */

/** Sending again after a lost answer is the same parcel. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    sample: /** @type {Sample | null} */ (null),
    photos: /** @type {{url: string}[]} */ ([]),
    /** whether photos may still be added */
    open: false,
    parcel: { carrier: "", tracking_number: "", message: "" },
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
        this.show(await loadSample(this.data.id));
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

    /** @param {Sample} sample */
    show(sample) {
      this.setData({
        sample,
        id: sample.id,
        photos: sample.photos.map(({ url }) => ({ url })),
        open: sample.status !== "passed" && sample.status !== "failed",
        state: "ready",
      });
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      const { field } = event.currentTarget.dataset;
      this.setData({ parcel: { ...this.data.parcel, [field]: event.detail.value } });
    },

    async send() {
      const { sample, id } = this.data;
      const parcel = {
        carrier: this.data.parcel.carrier.trim(),
        tracking_number: this.data.parcel.tracking_number.trim(),
        message: this.data.parcel.message.trim(),
      };
      if (!sample) return;
      if (!parcel.tracking_number) {
        toast("请填写快递单号");
        return;
      }
      const again = sample.can.includes("resend");
      await this.work("send", async () => {
        const sent = again
          ? await resendSample(id, parcel, intent.keyFor({ id, ...parcel }))
          : await sendSample(id, parcel);
        intent.settle();
        this.setData({ parcel: { carrier: "", tracking_number: "", message: "" } });
        return sent;
      });
    },

    async addPhoto() {
      const chosen = await wx
        .chooseMedia({ count: 9, mediaType: ["image"], sizeType: ["compressed"] })
        .catch(() => null);
      if (!chosen) return; // he thought better of it
      await this.work("photo", async () => {
        for (const { tempFilePath } of chosen.tempFiles)
          await photograph(this.data.id, tempFilePath);
        return loadSample(this.data.id);
      });
    },

    /**
     * One thing at a time. Where something else has happened meanwhile, the sample is shown as it is now.
     *
     * @param {string} name
     * @param {() => Promise<Sample>} step
     */
    async work(name, step) {
      if (this.data.busy) return;
      this.setData({ busy: name });
      try {
        this.show(await step());
        toastDone(name === "send" ? "已寄出" : "已上传");
      } catch (error) {
        toastError(error);
        await this.load();
      }
      this.setData({ busy: "" });
    },
  },
});
