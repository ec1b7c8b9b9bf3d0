/** Which specification is bought in the group. Emits `change` with {value}: the SKU. Nothing to choose, nothing shown. */
Component({
  properties: {
    /** GroupItem[] */
    items: { type: Array, value: /** @type {any[]} */ ([]) },
    value: { type: Number, value: 0 },
  },
  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      this.triggerEvent("change", { value: event.currentTarget.dataset.sku });
    },
  },
});
