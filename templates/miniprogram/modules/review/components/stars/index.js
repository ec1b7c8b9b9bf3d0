/** One to five stars. Where they can be chosen, emits `change` with {value}. */
Component({
  properties: {
    value: { type: Number, value: 0 },
    editable: Boolean,
  },
  data: { places: [1, 2, 3, 4, 5] },
  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    onTap(event) {
      if (this.data.editable) this.triggerEvent("change", { value: event.currentTarget.dataset.place });
    },
  },
});
