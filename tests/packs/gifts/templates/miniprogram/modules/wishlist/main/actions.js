const { request } = require("../../core/request");

/** @param {{ spuId: number }} context */
async function addWish({ spuId }) {
  await request({ method: "PUT", path: `/wishes/${spuId}` });
}

function remindOfWishes() {
  wx.setStorageSync("wishes-seen", Date.now());
}

module.exports = { addWish, remindOfWishes };
