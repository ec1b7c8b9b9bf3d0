Page({
  data: { answer: "" },

  answer(value) {
    this.setData({ answer: JSON.stringify(value) });
  },

  toast() {
    wx.showToast({ title: "已加入购物车", icon: "none", duration: 300 });
  },

  loading() {
    wx.showLoading({ title: "加载中", mask: true });
  },

  async modal() {
    this.answer(
      await wx.showModal({ title: "提示", content: "删除这个地址？" }),
    );
  },

  async editable() {
    this.answer(
      await wx.showModal({
        title: "备注",
        content: "少冰",
        editable: true,
        showCancel: false,
      }),
    );
  },

  actions() {
    wx.showActionSheet({
      itemList: ["拍照", "从相册选择"],
      complete: (result) => this.answer(result),
    });
  },
});
