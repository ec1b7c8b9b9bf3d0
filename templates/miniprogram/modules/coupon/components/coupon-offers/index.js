const listBehavior = require("../../../../core/behaviors/list");
const { loadClaimable, loadGivenFor } = require("../../services/coupons");

/** @typedef {import("../../services/coupons").Given} Given */

/** How many are named beside the product; the sheet has them all. */
const NAMED = 3;

/** What coupons take off a product: some of them named in a row, all of them to be claimed in a sheet. */
Component({
  options: { virtualHost: true },
  behaviors: [listBehavior],

  properties: {
    /** as GET /spus/{id} answers */
    spu: { type: Object, value: /** @type {any} */ (null) },
  },

  data: {
    named: /** @type {Given[]} */ ([]),
    visible: false,
  },

  observers: {
    /** @param {number | undefined} id */
    "spu.id"(id) {
      if (id) this.name(id);
    },
  },

  methods: {
    /** A product is looked at just as well without: nothing is said when they cannot be fetched. @param {number} id */
    async name(id) {
      try {
        const given = await loadGivenFor(id);
        if (this.data.spu.id === id) this.setData({ named: given.slice(0, NAMED) });
      } catch (error) {
        console.warn(error);
      }
    },

    open() {
      this.setData({ visible: true });
      this.reload(true);
    },

    close() {
      this.setData({ visible: false });
    },

    /** @param {WechatMiniprogram.CustomEvent<{visible: boolean}>} event */
    onVisible(event) {
      if (!event.detail.visible) this.close();
    },

    /** @param {string | null} cursor */
    fetchPage(cursor) {
      return loadClaimable(cursor, this.data.spu.id);
    },
  },
});
