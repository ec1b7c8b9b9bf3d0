const { open } = require("../../../../core/navigate");
const { loadChoices } = require("../../services/aftersales");
const { kindOf, stateOf } = require("../../services/words");

/** On the page of an order: what was asked for before, and the way to ask. */
Component({
  properties: {
    /** Order | null */
    order: { type: Object, value: /** @type {any} */ (null) },
  },

  data: {
    cases: cardsOf([]),
    mayApply: false,
  },

  observers: {
    /** @param {{id: number, paid_at: string | null} | null} order told anew each time the page shows */
    order(order) {
      if (order && order.paid_at) this.load(order.id);
    },
  },

  methods: {
    /** @param {number} orderId */
    async load(orderId) {
      try {
        const { kinds, cases } = await loadChoices(orderId);
        this.setData({ mayApply: kinds.length > 0, cases: cardsOf(cases) });
      } catch (_) {
        // The order itself is on the page; without an answer there is just no way to ask from here.
        this.setData({ mayApply: false });
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openCase(event) {
      open("aftersale.detail", { id: event.currentTarget.dataset.id });
    },

    apply() {
      open("aftersale.apply", { order: this.data.order.id });
    },
  },
});

/** @param {import("../../services/aftersales").Brief[]} cases */
function cardsOf(cases) {
  return cases.map(({ id, kind, status }) => ({
    id,
    kind: kindOf(kind),
    label: stateOf(status).label,
  }));
}
