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
    /** whether the nearest store is still to be chosen for him: nobody shall order a parcel by mistake */
    suggests: false,
  },

  observers: {
    "preview, inputs": function () {
      const { preview, inputs } = this.data;
      /** @type {Choice} */
      const choice = inputs[STEP] || {};
      const offered = (preview && preview.offers && preview.offers[STEP]) || [];
      this.setData({ stores: describe(offered), chosen: choice.store_id || 0 });
      if (this.data.suggests && inputs[STEP] && !choice.store_id && offered.length) {
        this.setData({ suggests: false });
        this.tell({ ...choice, store_id: offered[0].id });
      }
    },
  },

  methods: {
    send() {
      this.setData({ picksUp: false, suggests: false });
      this.tell(null);
    },

    async pickUp() {
      if (this.data.picksUp) return;
      this.setData({ picksUp: true });
      const here = await whereAmI();
      if (!this.data.picksUp) return; // he thought better of it
      this.setData({ suggests: true });
      this.tell(here || {});
    },

    /** @param {Choice | null} value */
    tell(value) {
      this.triggerEvent("change", { step: STEP, value });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    choose(event) {
      const { [STEP]: before = {} } = this.data.inputs;
      this.tell({ ...before, store_id: event.currentTarget.dataset.id });
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
