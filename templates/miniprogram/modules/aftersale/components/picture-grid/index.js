/** Pictures that go with an application. Emits `add`, and `remove` with {index}. */
Component({
  properties: {
    /** Picture[] */
    pictures: { type: Array, value: /** @type {any[]} */ ([]) },
    max: { type: Number, value: 6 },
    /** whether one is on its way up */
    busy: Boolean,
  },
  methods: {
    onAdd() {
      if (!this.data.busy) this.triggerEvent("add");
    },
    /** @param {WechatMiniprogram.TouchEvent} event */
    onRemove(event) {
      this.triggerEvent("remove", { index: event.currentTarget.dataset.index });
    },
    /** @param {WechatMiniprogram.TouchEvent} event */
    onView(event) {
      const urls = this.data.pictures.map(({ url }) => url);
      wx.previewImage({ urls, current: urls[event.currentTarget.dataset.index] });
    },
  },
});
