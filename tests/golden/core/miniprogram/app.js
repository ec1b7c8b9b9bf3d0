const { paintBars, rootClass } = require("./core/display");
const { happened } = require("./core/moments");
const { offerUpdates } = require("./core/update");
const { onLaunch } = require("./data/on-launch");

App({
  onLaunch() {
    offerUpdates();
    onLaunch.forEach((start) => start());
  },

  onHide() {
    happened("hidden");
  },

  /** Pages take the new look when they show; the one on the screen takes it at once. */
  onThemeChange() {
    const page = getCurrentPages().pop();
    if (!page) return;
    page.setData({ look: rootClass() });
    paintBars(false);
  },
});
