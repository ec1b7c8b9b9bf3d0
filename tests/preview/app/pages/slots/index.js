Page({
  data: { items: [{ name: "甲" }, { name: "乙" }], isShown: true, tapped: "" },

  tap(event) {
    this.setData({ tapped: event.currentTarget.dataset.name });
  },
});
