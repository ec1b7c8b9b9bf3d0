Page({
  data: { animation: null, ended: "" },

  play() {
    const animation = wx.createAnimation({
      duration: 100,
      timingFunction: "ease",
    });
    animation.translateX(50).opacity(0.5).step();
    animation.rotate(90).width("200rpx").step({ duration: 50 });
    this.setData({ animation: animation.export() });
  },

  frames() {
    const frames = [
      { opacity: 1, translateX: 0 },
      { opacity: 0, translateX: 20 },
    ];
    this.animate("#framed", frames, 80, () => this.setData({ ended: "ended" }));
  },

  clear() {
    this.clearAnimation("#framed", () => this.setData({ ended: "cleared" }));
  },
});
