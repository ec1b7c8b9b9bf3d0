import { byId, h } from "../app/dom.js";
import { currentPage } from "../app/stack.js";
import { fileUrl } from "../files.js";

/**
 * Pictures and videos over the whole screen; a tap closes.
 *
 * @param {{url: string, type?: string, poster?: string}[]} sources
 * @param {number} first
 */
export function showViewer(sources, first) {
  let index = Math.max(0, first);
  const stage = h("div", { class: "viewer", role: "dialog", "data-testid": "viewer" });
  const draw = () => {
    const { url, type = "image", poster } = sources[index];
    const attributes = { src: fileUrl(url, currentPage()?.path), "data-testid": "viewer-item" };
    const film = { ...attributes, controls: "", ...(poster && { poster: fileUrl(poster, currentPage()?.path) }) };
    const item = type === "video" ? h("video", film) : h("img", { ...attributes, alt: "" });
    const count = h("span", { class: "viewer-count", "data-testid": "viewer-count" }, `${index + 1}/${sources.length}`);
    stage.replaceChildren(item, count, ...(index ? [step(-1)] : []), ...(index + 1 < sources.length ? [step(1)] : []));
  };
  /** @param {-1 | 1} by */
  const step = (by) => {
    const [name, label, sign] = by < 0 ? ["previous", "上一张", "‹"] : ["next", "下一张", "›"];
    const attributes = { class: `viewer-step viewer-${name}`, type: "button", "aria-label": label };
    const button = h("button", { ...attributes, "data-testid": `viewer-${name}` }, sign);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      index += by;
      draw();
    });
    return button;
  };
  stage.addEventListener("click", (event) => {
    if (!(event.target instanceof HTMLVideoElement)) stage.remove();
  });
  draw();
  byId("overlays").append(stage);
}
