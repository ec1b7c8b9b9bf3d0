/**
 * WeChat calls back before an API touches personal data that the customer has not agreed to yet; this asks, with the
 * privacy guide one tap away. A page that uses such an API holds one <privacy-popup />.
 *
 * @typedef {{event: "exposureAuthorization" | "agree" | "disagree", buttonId?: string}} PrivacyAnswer
 * @typedef {(answer: PrivacyAnswer) => void} Resolve
 */

const AGREE_BUTTON = "privacy-agree";

/** @type {Resolve[]} whoever waits: several APIs may ask at once */
let waiting = [];

Component({
  data: { visible: false, guide: "《用户隐私保护指引》", agreeButton: AGREE_BUTTON },

  lifetimes: {
    attached() {
      this.listen();
      wx.getPrivacySetting({
        success: ({ privacyContractName }) => {
          if (privacyContractName) this.setData({ guide: privacyContractName });
        },
      });
    },
    detached() {
      this.settle({ event: "disagree" });
    },
  },

  pageLifetimes: {
    // The last listener wins, so the page on the screen registers again.
    show() {
      this.listen();
    },
  },

  methods: {
    listen() {
      wx.onNeedPrivacyAuthorization((callback) => {
        // The typings call it a result; it is a function.
        const resolve = /** @type {Resolve} */ (/** @type {unknown} */ (callback));
        waiting.push(resolve);
        this.setData({ visible: true });
        resolve({ event: "exposureAuthorization" });
      });
    },

    onAgree() {
      this.settle({ event: "agree", buttonId: AGREE_BUTTON });
    },

    onRefuse() {
      this.settle({ event: "disagree" });
    },

    openGuide() {
      wx.openPrivacyContract({});
    },

    /** @param {PrivacyAnswer} answer */
    settle(answer) {
      const asked = waiting;
      waiting = [];
      asked.forEach((resolve) => resolve(answer));
      this.setData({ visible: false });
    },
  },
});
