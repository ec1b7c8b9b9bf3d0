/** @type {Set<string>} */
const said = new Set();

/**
 * Says once in the console what the preview does not do, by the name that WeChat's documentation has for it.
 *
 * @param {string} name such as `<video>`, `image show-menu-by-longpress`
 */
export function unsupported(name) {
  if (said.has(name)) return;
  said.add(name);
  console.warn(`[preview] ${name} is not supported`);
}

/**
 * The same for attributes of a component: those that are set, and have no effect.
 *
 * @param {any} component
 * @param {string} tag
 * @param {Record<string, string>} attributes the attribute's name by the property's
 */
export function unsupportedAttributes(component, tag, attributes) {
  for (const [property, attribute] of Object.entries(attributes))
    if (component.data[property]) unsupported(`${tag} ${attribute}`);
}
