const STORAGE_KEY = "tracking-paused";

/** Whether nothing is noted on this phone, because the customer wants it so. */
function isPaused() {
  return wx.getStorageSync(STORAGE_KEY) === true;
}

/** @param {boolean} paused */
function setPaused(paused) {
  if (paused) wx.setStorageSync(STORAGE_KEY, true);
  else wx.removeStorageSync(STORAGE_KEY);
}

module.exports = { isPaused, setPaused };
