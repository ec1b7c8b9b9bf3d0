const pageBehavior = require("../../../../core/behaviors/page");
const { textOf } = require("../../../../core/errors");
const { loadPickup, placeOf, spoken } = require("../../services/pickup");

/** @typedef {import("../../services/pickup").Pickup} Pickup */

/** How often the page looks whether the code has been verified, in milliseconds. */
const LOOK_EVERY = 4000;

/** @type {Record<string, string>} */
const HINTS = {
  reserved: "付款后这里会出现提货码",
  picked: "已提货，谢谢惠顾",
  canceled: "订单已取消，提货码不再有效",
};

Component({
  behaviors: [pageBehavior],

  data: {
    id: 0,
    state: "loading",
    message: "",
    pickup: /** @type {Pickup | null} */ (null),
    code: "",
    place: "",
    hint: "",
    timer: 0,
  },

  lifetimes: {
    detached() {
      this.stop();
    },
  },

  pageLifetimes: {
    show() {
      if (this.data.pickup) this.load();
    },
    hide() {
      this.stop();
    },
  },

  methods: {
    /** @param {{id?: string}} query */
    onLoad(query) {
      this.setData({ id: Number(query.id) });
      this.load();
    },

    async load() {
      this.stop();
      try {
        const pickup = await loadPickup(this.data.id);
        this.setData({
          pickup,
          code: spoken(pickup.code),
          place: placeOf(pickup.store),
          hint: HINTS[pickup.status] || "",
          state: "ready",
        });
        if (pickup.status === "ready") this.watch();
      } catch (error) {
        this.setData({ state: "error", message: textOf(error) });
      }
    },

    watch() {
      const timer = setTimeout(() => this.load(), LOOK_EVERY);
      this.setData({ timer: Number(timer) });
    },

    stop() {
      clearTimeout(this.data.timer);
    },

    retry() {
      this.setData({ state: "loading" });
      this.load();
    },
  },
});
