const { open } = require("../../../../core/navigate");

/** The flash sale on the home page: the one that is running, or the next. */
Component({
  properties: {
    /** data: {now, sale: Sale | null} */
    block: { type: Object, value: /** @type {any} */ ({}) },
  },
  methods: {
    openSales() {
      open("flash_sale.sales");
    },

    /** @param {WechatMiniprogram.TouchEvent} event */
    openProduct(event) {
      open("catalog.product", { id: event.currentTarget.dataset.spu });
    },
  },
});
