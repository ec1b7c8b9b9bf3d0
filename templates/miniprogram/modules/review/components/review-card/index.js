/** One review: who, how many stars, the words, the pictures, and the shop's answer. `review` is a `cardOf`. */
Component({
  properties: {
    review: { type: Object, value: /** @type {any} */ ({}) },
  },
  methods: {
    /** @param {WechatMiniprogram.TouchEvent} event */
    preview(event) {
      const { pictures } = this.data.review;
      wx.previewImage({ urls: pictures, current: pictures[event.currentTarget.dataset.index] });
    },
  },
});
