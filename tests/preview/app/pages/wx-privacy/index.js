Page({
  data: { asked: [], answer: "" },

  onLoad() {
    this.waiting = [];
  },

  listen() {
    wx.onNeedPrivacyAuthorization((resolve, { referrer }) => {
      this.waiting.push(resolve);
      this.setData({ asked: [...this.data.asked, referrer] });
      resolve({ event: "exposureAuthorization" });
    });
  },

  call() {
    wx.chooseAddress({
      complete: ({ errMsg, errno }) =>
        this.setData({ answer: `${errMsg} ${errno || ""}` }),
    });
  },

  settle(answer) {
    this.waiting.splice(0).forEach((resolve) => resolve(answer));
  },

  agree() {
    this.settle({ event: "agree", buttonId: "agree" });
  },

  refuse() {
    this.settle({ event: "disagree" });
  },
});
