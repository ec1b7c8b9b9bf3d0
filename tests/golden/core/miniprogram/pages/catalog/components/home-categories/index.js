const { open } = require("../../../../core/navigate");

/** The home page's short cuts to the categories. */
Component({
  properties: {
    /** data: {items: {id, name, icon_url}[]} */
    block: { type: Object, value: /** @type {any} */ ({}) },
  },
  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      open("catalog.categories", { id: event.currentTarget.dataset.id });
    },
  },
});
