const pageBehavior = require("../../../../core/behaviors/page");
const { hasCode } = require("../../../../core/errors");
const { toast, toastDone, toastError } = require("../../../../core/feedback");
const { atCounter, isSignedIn, signInClerk, signOutClerk } = require("../../services/clerk");

/** @typedef {import("../../services/clerk").Handover} Handover */

Component({
  behaviors: [pageBehavior],

  data: {
    signedIn: false,
    username: "",
    password: "",
    code: "",
    handover: /** @type {Handover | null} */ (null),
    busy: false,
  },

  lifetimes: {
    attached() {
      this.setData({ signedIn: isSignedIn() });
    },
  },

  methods: {
    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onField(event) {
      const { name } = event.currentTarget.dataset;
      this.setData({ [name]: event.detail.value });
    },

    async signIn() {
      const { username, password } = this.data;
      if (!username.trim() || !password) {
        toast("请输入员工账号和密码");
        return;
      }
      await this.work(async () => {
        const mustChange = await signInClerk(username.trim(), password);
        this.setData({ signedIn: true, password: "" });
        if (mustChange) toast("请先在电脑上的管理后台修改初始密码");
      });
    },

    signOut() {
      signOutClerk();
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
