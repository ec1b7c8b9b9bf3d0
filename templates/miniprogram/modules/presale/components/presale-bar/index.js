const { toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { book, dayOf, depositWords, loadOfProduct, payDeposit } = require("../../services/presales");

/** One press of the button; a request that got lost is repeated with its key. */
const intent = new Intent();

/** On a product's page: what can be booked for a deposit, when the balance is due, and when it is sent. */
Component({
  properties: {
    /** Spu */
    spu: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    rows: /** @type {ReturnType<typeof rowOf>[]} */ ([]),
    /** id of the activity that is being booked */
    busy: 0,
  },
  observers: {
    spu() {
      this.load();
    },
  },
  methods: {
    /** Without an answer the page is the usual one: nothing is shown. */
    async load() {
      if (!this.data.spu) return;
      try {
        const { activities } = await loadOfProduct(this.data.spu.id);
        this.setData({ rows: activities.map(rowOf) });
      } catch (error) {
        console.warn(error);
        this.setData({ rows: [] });
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: number}>} event */
    onQuantity(event) {
      const { index } = event.currentTarget.dataset;
      this.setData({ [`rows[${index}].quantity`]: event.detail.value });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async start(event) {
      const row = this.data.rows[event.currentTarget.dataset.index];
      if (this.data.busy || !row) return;
      const wish = { activity_id: row.id, quantity: row.quantity };
      this.setData({ busy: row.id });
      try {
        const { id } = await book(wish, intent.keyFor(wish));
        intent.settle();
        await payDeposit(id);
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: 0 });
    },
  },
});

/** @param {import("../../services/presales").Activity} activity */
function rowOf(activity) {
  return {
    ...activity,
    words: depositWords(activity),
    quantity: 1,
    most: Math.min(activity.per_user_limit, activity.left),
    balance: `${dayOf(activity.balance_from)} 至 ${dayOf(activity.balance_until)}`,
    ships: dayOf(activity.ships_at),
  };
}
