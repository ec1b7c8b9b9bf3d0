const { open } = require("../../../../core/navigate");

/** What is bought: one row a line, with its price and what changed it. */
Component({
  properties: {
    /** Line[] */
    lines: { type: Array, value: /** @type {any[]} */ ([]) },
    /** whether a row opens its product */
    links: Boolean,
  },
  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      if (this.data.links) open("catalog.product", { id: event.currentTarget.dataset.spu });
    },
  },
});
