const log = require("../../log");

Page({
  onLoad() {
    log("tab.onLoad");
  },

  onShow() {
    log("tab.onShow");
  },

  onHide() {
    log("tab.onHide");
  },

  onUnload() {
    log("tab.onUnload");
  },

  onTabItemTap({ index, pagePath, text }) {
    log(`tab.onTabItemTap ${index} ${pagePath} ${text}`);
  },
});
