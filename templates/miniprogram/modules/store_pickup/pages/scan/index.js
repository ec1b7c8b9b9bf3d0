const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode } = require("../../../../core/errors");
const { toast, toastDone, toastError } = require("../../../../core/feedback");
const { isStaffIn, signOutStaff } = require("../../../../core/staff");
const { atCounter } = require("../../services/clerk");

/** @typedef {import("../../services/clerk").Handover} Handover */

Component({
  behaviors: [pageBehavior],

  data: {
    signedIn: false,
    code: "",
    handover: /** @type {Handover | null} */ (null),
    busy: false,
  },

  lifetimes: {
    attached() {
      this.setData({ signedIn: isStaffIn() });
    },
  },

  methods: {
    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onField(event) {
      const { name } = event.currentTarget.dataset;
      this.setData({ [name]: event.detail.value });
    },

    onSignedIn() {
      this.setData({ signedIn: true });
    },

    signOut() {
      signOutStaff();
      this.setData({ signedIn: false, handover: null, code: "" });
    },

    async scan() {
      const result = await wx.scanCode({ scanType: ["qrCode"] }).catch(() => null);
      if (!result) return; // he closed the camera
      this.setData({ code: result.result });
      await this.look();
    },

    async look() {
      const { code } = this.data;
      if (code.replace(/\D/g, "").length !== 8) {
        toast("提货码是 8 位数字");
        return;
      }
      await this.work(async () => this.setData({ handover: await atCounter("look", code) }));
    },

    async verify() {
      await this.work(async () => {
        this.setData({ handover: await atCounter("verify", this.data.code) });
        toastDone("已核销");
      });
    },

    next() {
      this.setData({ handover: null, code: "" });
    },

    /** One thing at a time. @param {() => Promise<void>} step */
    async work(step) {
      if (this.data.busy) return;
      this.setData({ busy: true });
      try {
        await step();
      } catch (error) {
        if (hasCode(error, "UNAUTHENTICATED")) this.setData({ signedIn: false });
        toastError(error);
      }
      this.setData({ busy: false });
    },
  },
});
