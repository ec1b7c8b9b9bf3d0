App({
  globalData: {
    /** what happened, in order; tests read it */
    log: [],
  },
});
