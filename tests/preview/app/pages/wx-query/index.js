Page({
  data: { items: [1, 2, 3] },

  measure() {
    this.createSelectorQuery()
      .select("#box")
      .boundingClientRect((box) => this.setData({ own: box }))
      .selectViewport()
      .scrollOffset()
      .exec((all) => this.setData({ all }));
  },
});
