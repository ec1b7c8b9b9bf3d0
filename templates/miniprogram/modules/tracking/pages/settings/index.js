const { grantConsent, loadConsents, withdrawConsent } = require("../../../../core/account");
const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { confirm, toastError } = require("../../../../core/feedback");
const { formatTime } = require("../../../../core/time");
const { isPaused, setPaused } = require("../../../../pages/tracking/services/choice");
const { forget } = require("../../../../pages/tracking/services/track");

/** @typedef {import("../../../../core/account").Consent} Consent */

const PURPOSE = "tracking";

Component({
  behaviors: [pageBehavior],

  data: {
    state: "loading",
    message: "",
    /** whether this phone notes anything */
    counted: true,
    consent: /** @type {Consent | null} */ (null),
    since: "",
    busy: false,
  },

  lifetimes: {
    attached() {
      this.setData({ counted: !isPaused() });
      this.load();
    },
  },

  methods: {
    async load() {
      try {
        const consents = await loadConsents();
        const consent = consents.find(({ purpose }) => purpose === PURPOSE) || null;
        this.setData({ consent, since: consent ? formatTime(consent.granted_at) : "", state: "ready" });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },

    onCounted() {
      const counted = !this.data.counted;
      setPaused(!counted);
      if (!counted) forget();
      this.setData({ counted });
    },

    async onConsent() {
      const { busy, consent } = this.data;
      if (busy || !consent) return;
      if (consent.granted_at && !(await askToWithdraw())) {
        // The switch has already moved: it is shown as it stands.
        this.setData({ consent });
        return;
      }
      this.setData({ busy: true });
      try {
        if (consent.granted_at) await withdrawConsent(PURPOSE);
        else if (await agreesToGuide()) await grantConsent(consent);
      } catch (error) {
        toastError(error);
      }
      await this.load();
      this.setData({ busy: false });
    },
  },
});

/** WeChat's own guide comes first: without it nothing that is sent says who it was. @returns {Promise<boolean>} */
function agreesToGuide() {
  return new Promise((resolve) => {
    wx.requirePrivacyAuthorize({ success: () => resolve(true), fail: () => resolve(false) });
  });
}

function askToWithdraw() {
  return confirm("与您的账户关联的使用记录会被删除，之后只做不含身份的统计。", {
    title: "不再与账户关联",
    confirmText: "确定",
    danger: true,
  });
}
