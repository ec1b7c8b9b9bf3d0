/** A coupon: what it is worth on the left, its terms beside it, and in the slot what can be done with it. */
Component({
  properties: {
    /** Terms; see services/coupons.js */
    coupon: { type: Object, value: /** @type {any} */ (null) },
    /** when it can be used */
    period: { type: String, value: "" },
    /** a word beside its name */
    tag: { type: String, value: "" },
    /** why it cannot be used */
    reason: { type: String, value: "" },
    /** it is of no use any more, or not here */
    dim: Boolean,
  },
});
