const { open } = require("../../../../core/navigate");
const { momentOf } = require("../../services/bookings");

/** @typedef {import("../../services/bookings").Resource} Resource */

/** What can be booked, on the home page: the first few, and when they are free. */
Component({
  properties: {
    /** data: {items: Resource[]} */
    block: { type: Object, value: /** @type {any} */ ({}) },
  },

  data: { items: /** @type {(Resource & {next: string})[]} */ ([]) },

  observers: {
    /** @param {{data?: {items: Resource[]}}} block */
    block(block) {
      const items = block.data ? block.data.items : [];
      this.setData({
        items: items.map((one) => ({ ...one, next: one.next_at ? momentOf(one.next_at) : "约满" })),
      });
    },
  },

  methods: {
    openAll() {
      open("booking.resources");
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openResource(event) {
      open("booking.resource", { id: event.currentTarget.dataset.id });
    },
  },
});
