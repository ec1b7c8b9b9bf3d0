const { offerUpdates } = require("./core/update");

App({
  onLaunch() {
    offerUpdates();
  },

  onThemeChange() {
    // Pages take the new look when they show; the one on the screen takes it at once.
    const page = getCurrentPages().pop();
    if (page) page.setData({ look: require("./core/display").rootClass() });
  },
});
