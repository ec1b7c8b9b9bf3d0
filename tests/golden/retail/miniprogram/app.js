const { paintBars, rootClass } = require("./core/display");
const { offerUpdates } = require("./core/update");

App({
  onLaunch() {
    offerUpdates();
  },

  /** Pages take the new look when they show; the one on the screen takes it at once. */
  onThemeChange() {
    const page = getCurrentPages().pop();
    if (!page) return;
    page.setData({ look: rootClass() });
    paintBars(false);
  },
});
