/**
 * Pictures that go with a form. Emits `add`, and `remove` with {index}; where they are `fixed`, neither; those that
 * are `lasting` cannot be removed.
 */
Component({
  properties: {
    /** Picture[] */
    pictures: { type: Array, value: /** @type {any[]} */ ([]) },
    max: { type: Number, value: 6 },
    /** what each is called */
    noun: { type: String, value: "照片" },
    fixed: Boolean,
    lasting: Boolean,
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
