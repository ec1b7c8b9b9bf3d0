import { fileUrl } from "../files.js";
import { byId, h } from "./dom.js";
import { formatUrl } from "./routes.js";
import { appJson } from "./config.js";
import { currentPage } from "./stack.js";

/**
 * What a page answers when it is forwarded: https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html
 *
 * @param {{from: "button" | "menu", target?: any}} how
 */
export async function shareCurrentPage(how) {
  const page = currentPage();
  if (!page) return;
  const given = page.call("onShareAppMessage", { ...how, webViewUrl: undefined }) ?? {};
  const { title, path, imageUrl } = given.promise ? { ...given, ...(await given.promise) } : given;
  await showCard({
    title: title ?? appJson().window?.navigationBarTitleText ?? "",
    path: path ?? formatUrl(page),
    imageUrl: imageUrl ? fileUrl(imageUrl, page.path) : "",
  });
}

/**
 * Shows the card that a chat would show. Nobody gets it.
 *
 * @param {{title: string, path: string, imageUrl: string}} card
 * @returns {Promise<void>}
 */
function showCard({ title, path, imageUrl }) {
  return new Promise((resolve) => {
    const close = h("button", { type: "button", "data-testid": "share-close" }, "关闭");
    const picture = imageUrl ? [h("img", { src: imageUrl, alt: "" })] : [];
    const card = h(
      "div",
      { class: "share-card", role: "dialog", "data-testid": "share-card" },
      h("strong", { "data-testid": "share-title" }, title),
      ...picture,
      h("code", { "data-testid": "share-path" }, path),
      h("small", {}, "预览中不会真正转发"),
      close,
    );
    const mask = h("div", { class: "mask mask-center" }, card);
    close.addEventListener("click", () => {
      mask.remove();
      resolve();
    });
    byId("overlays").append(mask);
  });
}
