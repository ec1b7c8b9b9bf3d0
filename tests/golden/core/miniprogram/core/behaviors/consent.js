const { loadMe } = require("../account");
const { isApiError } = require("../errors");

/** Who waits for the customer's answer. */
const waiting = new WeakMap();

/**
 * For pages that touch personal data: asks first. The page shows
 * <consent-sheet purpose="{{consentPurpose}}" bind:answer="onConsentAnswer" />.
 */
module.exports = Behavior({
  data: {
    /** the purpose that is being asked for, "" when nothing is */
    consentPurpose: "",
  },

  methods: {
    /**
     * Resolves true when the customer has agreed to a purpose, now or earlier.
     *
     * @param {string} purpose
     * @returns {Promise<boolean>}
     */
    async ensureConsent(purpose) {
      const { consents } = await loadMe();
      return consents.includes(purpose) || this.askConsent(purpose);
    },

    /**
     * @param {string} purpose
     * @returns {Promise<boolean>}
     */
    askConsent(purpose) {
      return new Promise((resolve) => {
        waiting.set(this, resolve);
        this.setData({ consentPurpose: purpose });
      });
    },

    /**
     * Does something that may need consent. Where the backend misses it (never asked, withdrawn on another phone, or
     * its text has changed), the customer is asked and it is done again. Resolves undefined when consent is refused.
     *
     * @template T
     * @param {() => Promise<T>} work
     * @returns {Promise<T | undefined>}
     */
    async withConsent(work) {
      try {
        return await work();
      } catch (error) {
        if (!isApiError(error) || error.code !== "CONSENT_REQUIRED") throw error;
        return (await this.askConsent(error.details.purpose)) ? work() : undefined;
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{granted: boolean}>} event */
    onConsentAnswer(event) {
      this.setData({ consentPurpose: "" });
      const resolve = waiting.get(this);
      waiting.delete(this);
      if (resolve) resolve(event.detail.granted);
    },
  },
});
