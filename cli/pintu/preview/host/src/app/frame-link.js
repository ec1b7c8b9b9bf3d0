import { DEVICES } from "./devices.js";
import { setTheme } from "./settings.js";

/** The page around the phone, if there is one: it is told what happens here, and says when the theme is to change. */

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

/** Warnings and errors are shown beside the phone as well. */
export function linkFrame() {
  if (parent === window) return;
  tellFrame({ type: "hello", devices: DEVICES });
  for (const level of /** @type {const} */ (["warn", "error"])) {
    const write = console[level];
    console[level] = (...values) => {
      write.apply(console, values);
      tellConsole(level === "warn" ? "warning" : "error", values.map(asText).join(" "));
    };
  }
  window.addEventListener("error", ({ message, filename, lineno }) =>
    tellConsole("error", `${message} (${filename}:${lineno})`),
  );
  window.addEventListener("unhandledrejection", ({ reason }) => tellConsole("error", asText(reason)));
  onFrameMessage(({ theme }) => theme && setTheme(theme));
}

/** @param {"warning" | "error"} level @param {string} text */
function tellConsole(level, text) {
  tellFrame({ type: "console", level, text });
}

/** @param {any} value */
function asText(value) {
  if (value instanceof Error) return value.stack ?? value.message;
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return String(value);
  }
}
