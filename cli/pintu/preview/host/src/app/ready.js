/**
 * `ready` of components: after they have been attached and laid out. Those of a page that is opening wait for the page;
 * those that come later get theirs with the next frame.
 */

/** @type {Set<any>} */
let waiting = new Set();
let isScheduled = false;

/** @param {any} component the framework's */
export function waitForReady(component) {
  waiting.add(component);
  if (isScheduled) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    release((one) => pageOf(one)?.isReady);
  });
}

/** Calls `ready` of a page's components, now that it has been shown. @param {import("./page.js").PageView} page */
export function takeReady(page) {
  release((one) => pageOf(one) === page);
}

/** @param {(component: any) => boolean | undefined} isDue */
function release(isDue) {
  const due = [...waiting].filter(isDue);
  waiting = new Set([...waiting].filter((one) => one._$attached && !due.includes(one)));
  for (const component of due) if (component._$attached) component.triggerLifetime("ready", []);
}

/**
 * The page that a component is on.
 *
 * @param {any} component
 * @returns {import("./page.js").PageView | undefined}
 */
export function pageOf(component) {
  let one = component;
  while (one.ownerShadowRoot) one = one.ownerShadowRoot.getHostNode();
  return one.getMethodCaller?.().__page;
}
