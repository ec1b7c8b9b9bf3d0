/** Paying with points at the checkout: all that may be used, or none. */

const STEP = "points";

/** @typedef {{balance: number, usable: number, usable_fen: number}} Offer */

Component({
  properties: {
    /** what POST /orders/preview answers */
    preview: { type: Object, value: /** @type {any} */ ({}) },
    /** what the customer has chosen, by step */
    inputs: { type: Object, value: /** @type {any} */ ({}) },
  },

  data: {
    offer: /** @type {Offer | null} */ (null),
    used: false,
    /** what was asked for last by itself: once, or a page that cannot ask the shop would be asked for ever */
    followed: -1,
  },

  observers: {
    "preview, inputs"(preview, inputs) {
      const offer = (preview && preview.offers && preview.offers[STEP]) || null;
      const chosen = inputs && inputs[STEP];
      this.setData({ offer, used: Boolean(chosen) });
      // The goods or another promotion have changed what points may pay for.
      if (!offer || !chosen || chosen === offer.usable || offer.usable === this.data.followed) return;
      this.setData({ followed: offer.usable });
      this.choose(offer.usable);
    },
  },

  methods: {
    /** @param {WechatMiniprogram.CustomEvent<{value: boolean}>} event */
    onSwitch(event) {
      const { offer } = this.data;
      this.setData({ followed: -1 });
      if (offer) this.choose(event.detail.value ? offer.usable : 0);
    },

    /** @param {number} points 0 for none */
    choose(points) {
      this.triggerEvent("change", { step: STEP, value: points || null });
    },
  },
});
