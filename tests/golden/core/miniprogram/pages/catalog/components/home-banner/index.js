const { open } = require("../../../../core/navigate");

/**
 * @typedef {object} Banner
 * @property {number} id
 * @property {string} title
 * @property {string} subtitle
 * @property {string} image_url
 * @property {{kind: "spu" | "category" | "none", id: number | null}} link
 */

/** The home page's pictures that lead to a product or a category. */
Component({
  properties: {
    /** data: {items: Banner[]} */
    block: { type: Object, value: /** @type {any} */ ({}) },
  },
  data: { current: 0 },
  methods: {
    /** @param {WechatMiniprogram.SwiperChange} event */
    onChange(event) {
      this.setData({ current: event.detail.current });
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      /** @type {Banner} */
      const banner = this.data.block.data.items[event.currentTarget.dataset.index];
      const { kind, id } = banner.link;
      if (id === null) return;
      if (kind === "spu") open("catalog.product", { id });
      if (kind === "category") open("catalog.categories", { id });
    },
  },
});
