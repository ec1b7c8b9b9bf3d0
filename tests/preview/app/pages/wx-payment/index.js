Page({
  data: { answer: "" },

  /** Tests put what the backend prepared into `request`. */
  pay() {
    wx.requestPayment({ ...this.request, complete: ({ errMsg }) => this.setData({ answer: errMsg }) });
  },
});
