/**
 * The page around the phone, if there is one: it is told which page is shown, and says when the theme changes.
 */

/** @param {Record<string, unknown>} message */
export function tellFrame(message) {
  if (parent !== window) parent.postMessage({ from: "miniprogram-preview", ...message }, location.origin);
}

/** @param {(message: Record<string, any>) => void} listener */
export function onFrameMessage(listener) {
  window.addEventListener("message", ({ data, origin, source }) => {
    if (origin === location.origin && source === parent && data?.to === "miniprogram-preview") listener(data);
  });
}
