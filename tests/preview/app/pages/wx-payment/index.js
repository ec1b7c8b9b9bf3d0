Page({
  data: { answer: "", phone: null },

  /** Tests put what the backend prepared into `request`. */
  pay() {
    wx.requestPayment({
      ...this.request,
      complete: ({ errMsg }) => this.setData({ answer: errMsg }),
    });
  },

  onPhone({ detail }) {
    this.setData({ phone: detail });
  },
});
