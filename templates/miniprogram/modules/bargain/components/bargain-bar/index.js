const { toastError } = require("../../../../core/feedback");
const { Intent } = require("../../../../core/idempotency");
const { open } = require("../../../../core/navigate");
const { loadOfProduct, startBargain } = require("../../services/bargains");

/** One press of the button; a request that got lost is repeated with its key. */
const intent = new Intent();

/** On a product's page: what friends can bring its price down to, and a button that starts it. */
Component({
  properties: {
    /** Spu */
    spu: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    activities: /** @type {import("../../services/bargains").Activity[]} */ ([]),
    /** id of the activity that is being started */
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
        this.setData({ activities });
      } catch (error) {
        console.warn(error);
        this.setData({ activities: [] });
      }
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    async start(event) {
      const { id } = event.currentTarget.dataset;
      if (this.data.busy) return;
      this.setData({ busy: id });
      try {
        const { code } = await startBargain(id, intent.keyFor({ id }));
        intent.settle();
        await open("bargain.record", { code });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: 0 });
    },
  },
});
