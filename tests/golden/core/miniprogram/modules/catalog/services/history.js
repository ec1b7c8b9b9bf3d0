const STORAGE_KEY = "search_history";
const LIMIT = 12;

/** @returns {string[]} what was searched for on this phone, newest first */
function readHistory() {
  return wx.getStorageSync(STORAGE_KEY) || [];
}

/**
 * @param {string} words
 * @returns {string[]}
 */
function remember(words) {
  const others = readHistory().filter((item) => item !== words);
  const history = [words, ...others].slice(0, LIMIT);
  wx.setStorageSync(STORAGE_KEY, history);
  return history;
}

function forgetHistory() {
  wx.removeStorageSync(STORAGE_KEY);
}

module.exports = { forgetHistory, readHistory, remember };
