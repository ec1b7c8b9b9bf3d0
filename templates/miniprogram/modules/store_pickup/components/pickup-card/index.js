const { hasCode } = require("../../../../core/errors");
const { open } = require("../../../../core/navigate");
const { loadPickup, placeOf, spoken } = require("../../services/pickup");

/** The states of an order in which it may wait at a counter, or has waited there. */
const SHOWN = ["pending_payment", "paid", "ready_for_pickup", "completed"];

/** Where an order waits, and its code: for the order's page. Nothing for an order that is sent. */
Component({
  properties: {
    order: { type: Object, value: { id: 0, status: "", address: null } },
  },

  data: {
    state: /** @type {"none" | "ready" | "error"} */ ("none"),
    waiting: false,
    code: "",
    store: "",
    place: "",
    today: "",
  },

  observers: {
    "order.id, order.status": function () {
      this.load();
    },
  },

  methods: {
    async load() {
      const { id, status, address } = this.data.order;
      if (!SHOWN.includes(status) || address) {
        this.setData({ state: "none" });
        return;
      }
      try {
        const pickup = await loadPickup(id);
        this.setData({
          state: "ready",
          waiting: pickup.status === "ready",
          code: spoken(pickup.code),
          store: pickup.store.name,
          place: placeOf(pickup.store),
          today: pickup.store.today,
        });
      } catch (error) {
        const sent = hasCode(error, "PICKUP_NOT_FOUND");
        if (!sent) console.warn(error);
        this.setData({ state: sent ? "none" : "error" });
      }
    },

    openCode() {
      open("store_pickup.code", { id: this.data.order.id });
    },
  },
});
