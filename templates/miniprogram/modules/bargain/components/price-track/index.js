const { progressOf } = require("../../services/bargains");

/** How far a price has come down: from the usual one to the floor. */
Component({
  properties: {
    /** Bargain */
    bargain: { type: Object, value: /** @type {any} */ (null) },
  },
  data: { percent: 0 },
  observers: {
    /** @param {import("../../services/bargains").Bargain | null} bargain */
    bargain(bargain) {
      if (bargain) this.setData({ percent: progressOf(bargain) });
    },
  },
});
