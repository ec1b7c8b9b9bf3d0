App({
  globalData: {
    /** what happened, in order; tests read it */
    log: [],
  },

  onLaunch({ path, query, scene }) {
    this.globalData.log.push("app.onLaunch");
    this.launched = { path, query, scene };
  },

  onShow() {
    this.globalData.log.push("app.onShow");
  },

  onThemeChange({ theme }) {
    this.globalData.log.push(`app.onThemeChange ${theme}`);
  },

  onError(message) {
    this.globalData.log.push(`app.onError ${message.split("\n")[0]}`);
  },

  onPageNotFound({ path }) {
    this.globalData.log.push(`app.onPageNotFound ${path}`);
  },
});
