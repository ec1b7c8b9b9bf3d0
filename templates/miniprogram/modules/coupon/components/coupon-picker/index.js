const { STEP, cardOf, offerOf, summaryOf } = require("../../services/choice");

/**
 * Chooses a coupon while an order is checked out. Event: `change` with {step, value}, the coupon's id or null for none.
 */
Component({
  options: { virtualHost: true },

  properties: {
    /** what POST /orders/preview answers */
    preview: { type: Object, value: /** @type {any} */ (null) },
    /** what has been chosen so far, by step */
    inputs: { type: Object, value: /** @type {Record<string, unknown>} */ ({}) },
  },

  data: {
    visible: false,
    usable: /** @type {ReturnType<typeof cardOf>[]} */ ([]),
    unusable: /** @type {ReturnType<typeof cardOf>[]} */ ([]),
    chosen: /** @type {number | null} */ (null),
    summary: { discount_fen: 0, text: "", urgent: false },
  },

  observers: {
    /** Not of `inputs`, which change before the prices do. @param {{offers: Record<string, unknown>} | null} preview */
    preview(preview) {
      const offer = offerOf(preview);
      const cards = offer.items.map(cardOf);
      this.setData({
        usable: cards.filter(({ reason }) => reason === null),
        unusable: cards.filter(({ reason }) => reason !== null),
        chosen: offer.chosen,
        summary: summaryOf(offer, this.data.inputs),
      });
    },
  },

  methods: {
    open() {
      this.setData({ visible: true });
    },

    close() {
      this.setData({ visible: false });
    },

    /** @param {WechatMiniprogram.CustomEvent<{visible: boolean}>} event */
    onVisible(event) {
      if (!event.detail.visible) this.close();
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onPick(event) {
      this.tell(event.currentTarget.dataset.id);
    },

    onNone() {
      this.tell(null);
    },

    /** @param {number | null} value */
    tell(value) {
      this.close();
      const before = this.data.inputs[STEP];
      if (value !== (before === undefined ? null : before)) {
        this.triggerEvent("change", { step: STEP, value });
      }
    },
  },
});
