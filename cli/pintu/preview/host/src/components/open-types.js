import { shareCurrentPage } from "../app/share.js";
import { plainEvent } from "../events.js";

/**
 * What a button's `open-type` does when it is tapped. A family adds its own here: a function that gets the button and
 * triggers the event that WeChat documents.
 *
 * @type {Record<string, (button: any) => void | Promise<void>>}
 */
const OPEN_TYPES = {
  share: (button) => {
    const { target } = plainEvent({ target: button, currentTarget: button });
    return shareCurrentPage({ from: "button", target });
  },
};

/** @param {string} name @param {(button: any) => void | Promise<void>} act */
export function addOpenType(name, act) {
  OPEN_TYPES[name] = act;
}

/** @param {string} name */
export function openTypeOf(name) {
  return OPEN_TYPES[name] ?? (() => console.warn(`[preview] button open-type="${name}" is not supported`));
}
