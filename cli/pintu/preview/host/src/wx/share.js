import { showCard } from "../app/dialog.js";
import { h } from "../app/dom.js";
import { fileOf } from "../file-system.js";
import { fileUrl } from "../files.js";
import { api, checkTypes, Failure } from "./api.js";

/** Forwarding to a chat: a card shows what would be sent, and nobody gets it. */

export const showShareMenu = api("showShareMenu", () => {});

export const hideShareMenu = api("hideShareMenu", () => {});

export const updateShareMenu = api("updateShareMenu", () => {});

/** @param {string} path @param {string} name */
async function showFile(path, name) {
  const blob = await fileOf(path);
  if (!blob) throw new Failure("file not exist");
  const url = fileUrl(path);
  const picture = blob.type.startsWith("image/") ? [h("img", { src: url, alt: "" })] : [];
  const link = h("a", { href: url, download: name, "data-testid": "shared-file-name" }, name);
  await showCard("shared-file", ...picture, link, h("small", {}, `${blob.size} 字节，预览中不会真正转发`));
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/share/wx.shareFileMessage.html */
export const shareFileMessage = api("shareFileMessage", (options) => {
  checkTypes(options, { filePath: "String" });
  return showFile(options.filePath, options.fileName ?? options.filePath.split("/").at(-1));
});

/** https://developers.weixin.qq.com/miniprogram/dev/api/share/wx.showShareImageMenu.html */
export const showShareImageMenu = api("showShareImageMenu", (options) => {
  checkTypes(options, { path: "String" });
  return showFile(options.path, options.path.split("/").at(-1));
});

/** https://developers.weixin.qq.com/miniprogram/dev/api/file/wx.openDocument.html */
export const openDocument = api("openDocument", (options) => {
  checkTypes(options, { filePath: "String" });
  return showFile(options.filePath, options.filePath.split("/").at(-1));
});
