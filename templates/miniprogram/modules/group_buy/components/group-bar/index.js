const { toastError } = require("../../../../core/feedback");
const { open } = require("../../../../core/navigate");
const { buyInGroup, cheapest, loadOfProduct } = require("../../services/groups");

/** On a product's page: what it costs in a group, a button that opens one, and groups that wait for members. */
Component({
  properties: {
    /** Spu */
    spu: { type: Object, value: /** @type {any} */ (null) },
  },
  data: {
    now: "",
    activity: /** @type {import("../../services/groups").Activity | null} */ (null),
    groups: /** @type {import("../../services/groups").Waiting[]} */ ([]),
    /** the SKU that is bought */
    chosen: 0,
    best: { price_fen: 0, usual_fen: 0 },
    busy: false,
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
        const { now, activity, groups } = await loadOfProduct(this.data.spu.id);
        if (activity) {
          const best = cheapest(activity.items);
          this.setData({ now, groups, best, chosen: best.sku_id });
        }
        this.setData({ activity });
      } catch (error) {
        console.warn(error);
        this.setData({ activity: null });
      }
    },

    /** @param {WechatMiniprogram.CustomEvent<{value: number}>} event */
    onChoose(event) {
      const { activity } = this.data;
      const best = activity && activity.items.find(({ sku_id }) => sku_id === event.detail.value);
      if (best) this.setData({ chosen: best.sku_id, best });
    },

    async start() {
      const { activity, busy, chosen } = this.data;
      if (!activity || busy) return;
      this.setData({ busy: true });
      try {
        await buyInGroup(chosen, { activity_id: activity.id });
      } catch (error) {
        toastError(error);
      }
      this.setData({ busy: false });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openGroup(event) {
      open("group_buy.group", { code: event.currentTarget.dataset.code });
    },
  },
});
