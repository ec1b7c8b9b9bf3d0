const { distanceText, whereAmI } = require("../../../../pages/multi_store/services/places");
const { placeOf } = require("../../services/pickup");

/** @typedef {import("../../services/pickup").Counter} Counter */
/** @typedef {{store_id?: number, latitude?: number, longitude?: number}} Choice */

const STEP = "pickup";

/** @type {Record<string, any>} what a step offers, or what was chosen for it */
const NOTHING = {};

/** Sent or fetched: for the checkout. Emits `change` with the step "pickup". */
Component({
  properties: {
    preview: { type: Object, value: { offers: NOTHING } },
    inputs: { type: Object, value: NOTHING },
  },

  data: {
    picksUp: false,
    stores: describe([]),
    chosen: 0,
    located: false,
  },

  observers: {
    "preview, inputs": function () {
      const { preview, inputs } = this.data;
      /** @type {Choice} */
      const choice = inputs[STEP] || {};
      const offered = (preview && preview.offers && preview.offers[STEP]) || [];
      this.setData({ stores: describe(offered), chosen: choice.store_id || 0 });
    },
  },

  methods: {
    send() {
      this.setData({ picksUp: false });
      this.triggerEvent("change", { step: STEP, value: null });
    },

    async pickUp() {
      this.setData({ picksUp: true });
      if (this.data.located) return;
      const here = await whereAmI();
      this.setData({ located: true });
      if (here) this.triggerEvent("change", { step: STEP, value: here });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    choose(event) {
      const { [STEP]: before = {} } = this.data.inputs;
      const value = { ...before, store_id: event.currentTarget.dataset.id };
      this.triggerEvent("change", { step: STEP, value });
    },
  },
});

/** @param {Counter[]} stores */
function describe(stores) {
  return stores.map((store) => ({
    id: store.id,
    name: store.name,
    place: placeOf(store),
    today: `${store.open ? "营业中" : "休息中"}，今天 ${store.today}`,
    distance: distanceText(store.distance_m),
  }));
}
