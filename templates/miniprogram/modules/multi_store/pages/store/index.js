const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { distanceText } = require("../../../../pages/multi_store/services/places");
const { loadStore, stateOf } = require("../../services/stores");

/** @typedef {import("../../services/stores").StoreDetail} StoreDetail */

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    store: /** @type {StoreDetail | null} */ (null),
    words: "",
    distance: "",
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      this.setData({ state: "loading" });
      try {
        const store = await loadStore(this.data.id, null);
        const distance = distanceText(store.distance_m);
        this.setData({ store, words: stateOf(store), distance, state: "ready" });
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    showOnMap() {
      const { store } = this.data;
      if (!store) return;
      const { latitude, longitude, name } = store;
      wx.openLocation({ latitude, longitude, name, address: store.city + store.district + store.address });
    },

    call() {
      const { store } = this.data;
      if (store && store.phone) wx.makePhoneCall({ phoneNumber: store.phone, fail: () => {} });
    },
  },
});
