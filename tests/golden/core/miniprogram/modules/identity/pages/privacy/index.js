const business = require("../../../../data/business");
const { grantConsent, loadConsents, withdrawConsent } = require("../../../../core/account");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastError } = require("../../../../core/feedback");
const { formatTime } = require("../../../../core/time");
const { tellKept } = require("../../services/kept");

/** @typedef {import("../../../../core/account").Consent} Consent */

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    consents: /** @type {(Consent & {since: string})[]} */ ([]),
    /** purpose of the one that is being changed */
    busy: "",
    contact: business.privacyContact,
  },

  lifetimes: {
    attached() {
      this.load();
    },
  },

  methods: {
    async load() {
      try {
        const consents = await loadConsents();
        this.setData({
          consents: consents.map((item) => ({ ...item, since: formatTime(item.granted_at) })),
          state: consents.length ? "ready" : "empty",
        });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async onToggle(event) {
      const consent = this.data.consents[event.currentTarget.dataset.index];
      if (this.data.busy) return;
      if (consent.granted_at && !(await this.askToWithdraw(consent))) {
        // The switch has already moved: it is shown as it stands.
        this.setData({ consents: this.data.consents });
        return;
      }
      this.setData({ busy: consent.purpose });
      try {
        if (consent.granted_at) await tellKept(await withdrawConsent(consent.purpose));
        else await grantConsent(consent);
      } catch (error) {
        toastError(error);
      }
      await this.load();
      this.setData({ busy: "" });
    },

    /** @param {Consent} consent */
    askToWithdraw({ title }) {
      return confirm("撤回后，为此保存的信息会被删除，依法须保存的会封存到期；相关功能需要重新授权才能使用。", {
        title: `撤回「${title}」`,
        confirmText: "撤回",
        danger: true,
      });
    },

    openGuide() {
      wx.openPrivacyContract({});
    },
  },
});
