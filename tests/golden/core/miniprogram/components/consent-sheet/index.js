const { grantConsent, loadConsents } = require("../../core/account");
const { toastError } = require("../../core/feedback");

/**
 * Asks the customer to agree to one use of personal data, in the words that the backend keeps. Opens when `purpose` is
 * set; emits `answer` with {granted}. See core/behaviors/consent.js.
 */
Component({
  properties: { purpose: { type: String, value: "" } },

  data: {
    visible: false,
    saving: false,
    consent: /** @type {import("../../core/account").Consent | null} */ (null),
  },

  observers: {
    /** @param {string} purpose */
    purpose(purpose) {
      if (purpose) this.open(purpose);
    },
  },

  methods: {
    /** @param {string} purpose */
    async open(purpose) {
      try {
        const consents = await loadConsents();
        const consent = consents.find((item) => item.purpose === purpose);
        if (!consent) throw new RangeError(`no consent text for ${purpose}`);
        this.setData({ consent, visible: true });
      } catch (error) {
        toastError(error);
        this.answer(false);
      }
    },

    async onAgree() {
      const { consent } = this.data;
      if (!consent) return;
      this.setData({ saving: true });
      try {
        await grantConsent(consent);
        this.answer(true);
      } catch (error) {
        toastError(error);
      }
      this.setData({ saving: false });
    },

    onRefuse() {
      this.answer(false);
    },

    /** @param {WechatMiniprogram.CustomEvent<{visible: boolean}>} event */
    onVisible(event) {
      if (!event.detail.visible && this.data.visible) this.answer(false);
    },

    /** @param {boolean} granted */
    answer(granted) {
      this.setData({ visible: false });
      this.triggerEvent("answer", { granted });
    },
  },
});
