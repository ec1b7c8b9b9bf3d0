import { shareCurrentPage } from "./share.js";
import { showSheet } from "./sheet.js";
import { currentPage } from "./stack.js";

/** The menu behind the three dots. */
export async function openMenu() {
  const page = currentPage();
  const entries = [
    { label: "转发给朋友", isOffered: page?.has("onShareAppMessage"), act: () => shareCurrentPage({ from: "menu" }) },
    { label: "分享到朋友圈", isOffered: page?.has("onShareTimeline"), act: () => page?.call("onShareTimeline") },
    { label: "收藏", isOffered: page?.has("onAddToFavorites"), act: () => page?.call("onAddToFavorites", {}) },
    { label: "重新进入小程序", isOffered: true, act: () => restart() },
  ].filter(({ isOffered }) => isOffered);
  const index = await showSheet({ buttons: entries.map(({ label }) => ({ label })) });
  await entries[index]?.act();
}

function restart() {
  history.replaceState(null, "", location.pathname + location.search);
  location.reload();
}
