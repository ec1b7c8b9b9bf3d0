const pageBehavior = require("../../../../core/behaviors/page");
const { toast, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { open, replace } = require("../../../../core/navigate");
const { formatTime } = require("../../../../core/time");
const { assetIn, assetOf, keptReports, report, uploadPicture } = require("../../services/reports");

/** Sending it off again after a lost answer must not report it twice. */
const intent = new Intent();

const MOST_PICTURES = 6;

Component({
  behaviors: [pageBehavior],

  data: {
    asset: "",
    description: "",
    pictures: /** @type {import("../../services/reports").Picture[]} */ ([]),
    most: MOST_PICTURES,
    kept: keptOnes(),
    uploading: false,
    sending: false,
  },

  pageLifetimes: {
    show() {
      this.setData({ kept: keptOnes() });
    },
  },

  methods: {
    /** @param {{asset?: string, q?: string, scene?: string}} query as the machine's label has it */
    onLoad(query) {
      this.setData({ asset: assetOf(query) });
    },

    async scan() {
      const result = await wx.scanCode({}).catch(() => null);
      if (!result) return; // he closed the camera
      const asset = assetIn(result.result);
      if (asset) this.setData({ asset });
      else toast("这不是设备的报修码");
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      this.setData({ [event.currentTarget.dataset.field]: event.detail.value });
    },

    async addPicture() {
      const count = MOST_PICTURES - this.data.pictures.length;
      const chosen = await wx
        .chooseMedia({ count, mediaType: ["image"], sizeType: ["compressed"] })
        .catch(() => null);
      if (!chosen) return;
      this.setData({ uploading: true });
      try {
        for (const { tempFilePath } of chosen.tempFiles) {
          const picture = await uploadPicture(tempFilePath);
          this.setData({ pictures: this.data.pictures.concat(picture) });
        }
      } catch (error) {
        toastError(error);
      }
      this.setData({ uploading: false });
    },

    /** @param {WechatMiniprogram.CustomEvent<{index: number}>} event */
    removePicture(event) {
      this.setData({ pictures: this.data.pictures.filter((_, index) => index !== event.detail.index) });
    },

    async send() {
      const { pictures, sending, uploading } = this.data;
      const asset = this.data.asset.trim();
      const description = this.data.description.trim();
      if (!description) toast("请说明哪里坏了");
      if (!description || sending || uploading) return;
      const body = { asset, description, picture_keys: pictures.map(({ key }) => key) };
      this.setData({ sending: true });
      try {
        const made = await report({ ...body, attempt: intent.keyFor(body) });
        intent.settle();
        await replace("work_order.request_status", { code: made.code });
      } catch (error) {
        toastError(error);
      }
      this.setData({ sending: false });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openReport(event) {
      open("work_order.request_status", { code: event.currentTarget.dataset.code });
    },
  },
});

function keptOnes() {
  return keptReports().map(({ code, title, at }) => ({ code, title, time: formatTime(at) }));
}
