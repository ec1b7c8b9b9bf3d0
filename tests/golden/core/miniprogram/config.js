/** The backend's address, by the version of the mini-program that runs. */
const API_BASE = {
  develop: "http://127.0.0.1:8000",
  trial: "http://127.0.0.1:8000",
  release: "",
};

const { envVersion } = wx.getAccountInfoSync().miniProgram;

module.exports = {
  apiBase: API_BASE[envVersion],
  /** Whether the shop has a dark look at all. */
  darkMode: true,
};
