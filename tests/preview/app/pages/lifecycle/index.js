const log = require("../../log");

Page({
  data: { more: false },

  onLoad(query) {
    log(`page.onLoad ${JSON.stringify(query)}`);
    this.getOpenerEventChannel().on("hello", (value) => log(`page heard ${value}`));
  },

  onShow() {
    log("page.onShow");
  },

  onReady() {
    log("page.onReady");
    this.getOpenerEventChannel().emit("ready", this.route);
  },

  onHide() {
    log("page.onHide");
  },

  onUnload() {
    log("page.onUnload");
  },

  fail() {
    throw new Error("这里出错了");
  },
});
