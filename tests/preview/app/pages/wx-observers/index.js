Page({
  data: { seen: [], wide: null },

  onReady() {
    this.observer = this.createIntersectionObserver({ thresholds: [0, 0.5] });
    this.observer
      .relativeToViewport({ bottom: -100 })
      .observe("#target", ({ intersectionRatio, id, dataset }) => {
        this.setData({
          seen: [
            ...this.data.seen,
            { id, name: dataset.name, ratio: intersectionRatio },
          ],
        });
      });
    this.media = wx.createMediaQueryObserver();
    this.media.observe({ minWidth: 300 }, ({ matches }) =>
      this.setData({ wide: matches }),
    );
  },

  stop() {
    this.observer.disconnect();
  },

  onUnload() {
    this.observer.disconnect();
    this.media.disconnect();
  },
});
