/** What is on the canvases: the tests draw, and look. */
Page({
  data: { size: null, frames: 0, touches: [], taps: 0 },

  onReady() {
    wx.createSelectorQuery()
      .select("#drawn")
      .fields({ node: true, size: true })
      .exec(([{ node, width, height }]) => {
        const { pixelRatio } = wx.getWindowInfo();
        node.width = width * pixelRatio;
        node.height = height * pixelRatio;
        const pen = node.getContext("2d");
        pen.scale(pixelRatio, pixelRatio);
        pen.fillStyle = "#07c160";
        pen.fillRect(0, 0, width / 2, height);
        this.node = node;
        this.pen = pen;
        this.setData({ size: { width, height, pixelRatio } });
      });
  },

  animate() {
    const step = () => {
      this.setData({ frames: this.data.frames + 1 });
      if (this.data.frames < 3) this.node.requestAnimationFrame(step);
    };
    this.node.requestAnimationFrame(step);
  },

  touched({ type, touches }) {
    this.setData({ touches: [...this.data.touches, { type, touches }] });
  },

  tapped() {
    this.setData({ taps: this.data.taps + 1 });
  },
});
