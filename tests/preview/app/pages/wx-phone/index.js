Page({
  data: { answer: "" },

  /** Without a tap: `?call=requestSubscribeMessage`. */
  onLoad({ call }) {
    if (call)
      wx[call]({
        tmplIds: ["shipped"],
        complete: (answer) => this.setData({ answer: JSON.stringify(answer) }),
      });
  },

  callLater({ currentTarget }) {
    setTimeout(() => this.call({ currentTarget }));
  },

  call({ currentTarget }) {
    const { name, options } = currentTarget.dataset;
    wx[name]({
      ...options,
      complete: (answer) => this.setData({ answer: JSON.stringify(answer) }),
    });
  },
});
