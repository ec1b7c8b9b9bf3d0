import { rpxToCss } from "../rpx.js";

/** What may stand in rich text, with the attributes beside class and style that each may have. */
const ALLOWED = Object.fromEntries(
  [
    "a abbr address article aside b bdi bdo:dir big blockquote br caption center cite code",
    "col:span,width colgroup:span,width dd del dfn div dl dt em fieldset font footer h1 h2 h3 h4 h5 h6 header hr i",
    "img:alt,src,height,width ins label legend li mark nav ol:start,type p pre q rt ruby s section small span strong",
    "sub sup table:width tbody td:colspan,height,rowspan,width tfoot th:colspan,height,rowspan,width thead",
    "tr:colspan,height,rowspan,width tt u ul",
  ]
    .join(" ")
    .split(" ")
    .map((one) => one.split(":"))
    .map(([name, attributes]) => [name, attributes ? attributes.split(",") : []]),
);

/** @typedef {{file: (src: string) => string, classes: (names: string) => string}} Surroundings */

/**
 * The nodes of rich text as elements, without anything that WeChat does not let through: other tags (what they hold stays,
 * if it was given as HTML), other attributes, events.
 * https://developers.weixin.qq.com/miniprogram/dev/component/rich-text.html
 *
 * @param {unknown} nodes HTML, or a list of {name, attrs, children} and {type: "text", text}
 * @param {Surroundings} around
 * @returns {Node[]}
 */
export function richNodes(nodes, around) {
  if (typeof nodes === "string") {
    // A document of its own: nothing in it runs or loads.
    const { body } = new DOMParser().parseFromString(nodes, "text/html");
    return fromHtml(body, around);
  }
  return Array.isArray(nodes) ? nodes.flatMap((node) => fromNode(node, around)) : [];
}

/** @param {Element} parent @param {Surroundings} around @returns {Node[]} */
function fromHtml(parent, around) {
  return [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [document.createTextNode(node.textContent ?? "")];
    if (!(node.nodeType === Node.ELEMENT_NODE)) return [];
    const element = /** @type {Element} */ (node);
    const name = element.localName;
    if (/^(script|style|iframe|object|embed|template|noscript|textarea|title)$/.test(name)) return [];
    const attributes = Object.fromEntries([...element.attributes].map((one) => [one.name, one.value]));
    const made = make(name, attributes, around);
    const children = fromHtml(element, around);
    if (!made) return children;
    made.append(...children);
    return [made];
  });
}

/** @param {any} node @param {Surroundings} around @returns {Node[]} */
function fromNode(node, around) {
  if (node?.type === "text") return [document.createTextNode(decodeEntities(String(node.text ?? "")))];
  const made = make(String(node?.name ?? "").toLowerCase(), node?.attrs ?? {}, around);
  if (!made) return [];
  made.append(...(node.children ?? []).flatMap((/** @type {any} */ child) => fromNode(child, around)));
  return [made];
}

/** @param {string} name @param {Record<string, unknown>} attributes @param {Surroundings} around */
function make(name, attributes, around) {
  const allowed = ALLOWED[name];
  if (!allowed) return null;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (allowed.includes(key) && key !== "src") element.setAttribute(key, String(value));
  }
  if (attributes.style) element.style.cssText = rpxToCss(String(attributes.style));
  if (attributes.class) element.className = around.classes(String(attributes.class));
  if (name === "img" && attributes.src) element.setAttribute("src", around.file(String(attributes.src)));
  return element;
}

/** @param {string} text */
export function decodeEntities(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(nbsp|lt|gt|amp|apos|quot|ensp|emsp);/g, (_, name) => ENTITIES[name]);
}

/** @type {Record<string, string>} */
const ENTITIES = {
  nbsp: "\u00a0",
  lt: "<",
  gt: ">",
  amp: "&",
  apos: "'",
  quot: '"',
  ensp: "\u2002",
  emsp: "\u2003",
};
