/** https://developers.weixin.qq.com/miniprogram/dev/api/base/wx.base64ToArrayBuffer.html @param {string} base64 */
export function base64ToArrayBuffer(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer} buffer */
export function arrayBufferToBase64(buffer) {
  let text = "";
  for (const byte of new Uint8Array(buffer)) text += String.fromCharCode(byte);
  return btoa(text);
}
