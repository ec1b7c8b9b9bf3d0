const { keptIn } = require("../../../core/account");
const { clearBadges } = require("../../../core/badges");
const { signOut } = require("../../../core/auth");
const { request, upload } = require("../../../core/request");

/** @typedef {import("../../../core/account").Me} Me */

/**
 * @param {string} nickname
 * @returns {Promise<Me>}
 */
function saveNickname(nickname) {
  return request("/me", { method: "PUT", body: { nickname } });
}

/**
 * @param {string} filePath
 * @returns {Promise<Me>}
 */
function saveAvatar(filePath) {
  return upload("/me/avatar", filePath);
}

/**
 * @param {string} code of the button open-type="getPhoneNumber"; good once, for five minutes
 * @returns {Promise<Me>}
 */
function savePhone(code) {
  return request("/me/phone", { method: "POST", body: { code } });
}

/** @returns {Promise<string>} path of a file with everything that is kept about the customer */
async function exportData() {
  const text = JSON.stringify(await request("/me/export"), null, 2);
  const filePath = `${wx.env.USER_DATA_PATH}/my-data.json`;
  await new Promise((resolve, reject) => {
    wx.getFileSystemManager().writeFile({
      filePath,
      data: text,
      encoding: "utf8",
      success: resolve,
      fail: reject,
    });
  });
  return filePath;
}

/**
 * The backend erases the customer; this phone forgets what it knew.
 *
 * @returns {Promise<import("../../../core/account").Kept[]>}
 */
async function deleteAccount() {
  const kept = keptIn(await request("/me", { method: "DELETE" }));
  signOut();
  clearBadges();
  return kept;
}

module.exports = { deleteAccount, exportData, saveAvatar, saveNickname, savePhone };
