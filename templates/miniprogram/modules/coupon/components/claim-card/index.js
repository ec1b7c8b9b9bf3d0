const { isApiError } = require("../../../../core/errors");
const { toastDone, toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { claimCoupon } = require("../../services/coupons");
const { claimLabelOf, givenPeriodOf } = require("../../services/words");

/** @typedef {import("../../services/coupons").Claimable} Claimable */

/** The coupon that is wanted; once for each press. */
const intent = new Intent();

/**
 * A coupon that is being given away, with the button to claim it. Events: `claimed`, and `refused` when what is shown
 * is not true any more.
 */
Component({
  properties: {
    template: { type: Object, value: /** @type {any} */ (null) },
  },

  data: {
    card: /** @type {Claimable | null} */ (null),
    period: "",
    label: "",
    busy: false,
  },

  observers: {
    /** @param {Claimable | null} template */
    template(template) {
      if (template) this.show(template);
    },
  },

  methods: {
    /** @param {Claimable} card */
    show(card) {
      this.setData({ card, period: givenPeriodOf(card), label: claimLabelOf(card) });
    },

    async onClaim() {
      const { busy, card } = this.data;
      if (!card || busy || !card.claimable) return;
      this.setData({ busy: true });
      try {
        const wanted = { template_id: card.id };
        await claimCoupon(wanted, intent.keyFor(wanted));
        intent.settle();
        toastDone("领取成功");
        this.show(withOneMore(card));
        this.triggerEvent("claimed");
      } catch (error) {
        toastError(error);
        if (isApiError(error) && error.status > 0) this.triggerEvent("refused");
      }
      this.setData({ busy: false });
    },
  },
});

/**
 * @param {Claimable} card
 * @returns {Claimable}
 */
function withOneMore(card) {
  const mine = card.mine + 1;
  const left = card.left === null ? null : card.left - 1;
  return { ...card, mine, left, claimable: left !== 0 && mine < card.per_user_limit };
}
