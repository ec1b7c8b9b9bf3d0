const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { Intent } = require("../../../../core/idempotency");
const { open } = require("../../../../core/navigate");
const { exchangeCode } = require("../../services/coupons");
const { cardOf } = require("../../services/mine");

/** The code that is being exchanged, once. */
const intent = new Intent();

Component({
  behaviors: [pageBehavior],

  data: {
    code: "",
    mistake: "",
    sending: false,
    /** the coupon that it was exchanged for */
    card: /** @type {ReturnType<typeof cardOf> | null} */ (null),
  },

  methods: {
    /** @param {WechatMiniprogram.CustomEvent<{value: string}>} event */
    onInput(event) {
      this.setData({ code: event.detail.value, mistake: "" });
    },

    async exchange() {
      const code = this.data.code.trim();
      if (this.data.sending) return;
      if (!code) {
        this.setData({ mistake: "请输入兑换码" });
        return;
      }
      this.setData({ sending: true, mistake: "", card: null });
      try {
        const wanted = { code };
        const coupon = await exchangeCode(wanted, intent.keyFor(wanted));
        intent.settle();
        this.setData({ card: cardOf(coupon), code: "" });
      } catch (error) {
        this.setData({ mistake: textOf(error) });
      }
      this.setData({ sending: false });
    },

    openMine() {
      open("coupon.mine");
    },
  },
});
