import { onFrameMessage } from "./frame-link.js";

/**
 * The phone's connection. It is gone when the browser has none, or when the switch at the phone frame says so: in the
 * address (`?network=none`), or by a message (`{type: "network", online: false}`).
 */
let isSwitchedOff = new URLSearchParams(location.search).get("network") === "none";

/** @type {Set<() => void>} */
const listeners = new Set();
let last = networkType();

/** @returns {"wifi" | "none"} */
export function networkType() {
  return isSwitchedOff || !navigator.onLine ? "none" : "wifi";
}

export function isOffline() {
  return networkType() === "none";
}

/** @param {() => void} listener called when it changes */
export function onNetwork(listener) {
  listeners.add(listener);
}

/** @param {() => void} listener */
export function offNetwork(listener) {
  listeners.delete(listener);
}

/** @param {boolean} isOnline */
export function switchNetwork(isOnline) {
  isSwitchedOff = !isOnline;
  tell();
}

function tell() {
  if (networkType() === last) return;
  last = networkType();
  for (const listener of [...listeners]) {
    try {
      listener();
    } catch (error) {
      reportError(error); // one that fails keeps nobody else from hearing it
    }
  }
}

addEventListener("online", tell);
addEventListener("offline", tell);
onFrameMessage((message) => message.type === "network" && switchNetwork(message.online !== false));
