/**
 * The path of the page or component in whose template a native component stands: relative files count from there.
 *
 * @param {any} component
 * @returns {string}
 */
export function ownerPath(component) {
  return component.ownerShadowRoot?.getHostNode().is ?? "";
}

/**
 * The nearest native component of a tag around another.
 *
 * @param {any} component
 * @param {string} tag
 * @returns {any} null where there is none
 */
export function closest(component, tag) {
  return component.$$.parentElement?.closest(`wx-${tag}`)?.__wxElement ?? null;
}

/**
 * The native components of a tag inside another, in the order of the page.
 *
 * @param {any} component
 * @param {string} tag
 * @returns {any[]}
 */
export function descendants(component, tag) {
  return [...component.$$.querySelectorAll(`wx-${tag}`)].map((element) => element.__wxElement).filter(Boolean);
}
