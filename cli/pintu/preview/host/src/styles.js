import { SCOPE } from "./scope.js";

/**
 * Puts a compiled style sheet into the document. Components come after those that they use, a page after its components.
 *
 * @param {string} path whose it is
 * @param {string} style
 * @param {string} prefix what is put in front of every class
 */
export function adoptStyle(path, style, prefix) {
  if (!style) return;
  const element = document.createElement("style");
  element.dataset.for = path;
  element.textContent = style.replaceAll(SCOPE, prefix);
  document.head.append(element);
}
