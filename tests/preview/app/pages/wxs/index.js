Page({
  data: { price: 1234.5, list: [1, 2], value: 1, called: null, observed: [] },

  fromWxs(detail) {
    this.setData({ called: detail });
  },

  grow() {
    this.setData({ value: this.data.value + 1 });
  },

  outer() {
    this.outerTapped = (this.outerTapped || 0) + 1;
  },
});
