const log = require("../../log");

Page({
  data: { rows: 30 },

  onPageScroll({ scrollTop }) {
    this.scrollTop = scrollTop;
  },

  onReachBottom() {
    log("onReachBottom");
    this.setData({ rows: this.data.rows + 30 });
  },

  onPullDownRefresh() {
    log("onPullDownRefresh");
  },
});
