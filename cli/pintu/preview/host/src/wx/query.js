import { addInstanceMethods } from "../instance.js";
import { boxOf, componentOf, findAll, findOne, scrollOf, viewportBox, viewportScroll } from "./nodes.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/wxml/wx.createSelectorQuery.html
 *
 * @typedef {(result: any) => void} Callback
 * @typedef {Record<string, any>} Fields
 */

class SelectorQuery {
  #component;
  /** @type {{ref: NodesRef, fields: Fields, callback?: Callback}[]} */
  #tasks = [];

  /** @param {any} [instance] */
  constructor(instance) {
    this.#component = componentOf(instance);
  }

  /** @param {any} instance */
  in(instance) {
    this.#component = componentOf(instance);
    return this;
  }

  /** @param {string} selector */
  select(selector) {
    return new NodesRef(this, () => findOne(this.#component, selector), describe);
  }

  /** @param {string} selector */
  selectAll(selector) {
    return new NodesRef(
      this,
      () => findAll(this.#component, selector),
      (elements, fields) => elements.map((/** @type {any} */ one) => describe(one, fields)),
    );
  }

  selectViewport() {
    return new NodesRef(this, () => null, describeViewport);
  }

  /** @param {NodesRef} ref @param {Fields} fields @param {Callback} [callback] */
  add(ref, fields, callback) {
    this.#tasks.push({ ref, fields, callback });
    return this;
  }

  /** @param {Callback} [callback] gets all results, in the order of the questions */
  exec(callback) {
    setTimeout(() => {
      const results = this.#tasks.map(({ ref, fields }) => ref.answer(fields));
      this.#tasks.forEach(({ callback: own }, index) => own?.(results[index]));
      callback?.(results);
    });
    return this;
  }
}

class NodesRef {
  #query;
  #find;
  #describe;

  /**
   * @param {SelectorQuery} query
   * @param {() => any} find
   * @param {(found: any, fields: Fields) => any} describe
   */
  constructor(query, find, describe) {
    this.#query = query;
    this.#find = find;
    this.#describe = describe;
  }

  /** @param {Fields} fields */
  answer(fields) {
    return this.#describe(this.#find(), fields);
  }

  /** @param {Fields} fields @param {Callback} [callback] */
  fields(fields, callback) {
    return this.#query.add(this, fields, callback);
  }

  /** @param {Callback} [callback] */
  boundingClientRect(callback) {
    return this.fields({ id: true, dataset: true, rect: true, size: true }, callback);
  }

  /** @param {Callback} [callback] */
  scrollOffset(callback) {
    return this.fields({ id: true, dataset: true, scrollOffset: true }, callback);
  }

  /** @param {Callback} [callback] */
  context(callback) {
    return this.fields({ context: true }, callback);
  }

  /** @param {Callback} [callback] */
  node(callback) {
    return this.fields({ node: true }, callback);
  }

  /** @param {Callback} [callback] */
  ref(callback) {
    return this.fields({ ref: true }, callback);
  }
}

/**
 * A native component may have `queryContext` and `queryNode`: what `context` and `node` answer.
 *
 * @param {any} element
 * @param {Fields} fields
 */
function describe(element, fields) {
  if (!element?.$$) return null;
  /** @type {Record<string, any>} */
  const told = {};
  if (fields.id) told.id = element.id;
  if (fields.dataset) told.dataset = element.dataset ?? {};
  if (fields.mark) told.mark = element.collectMarks?.() ?? {};
  const { left, top, right, bottom, width, height } = boxOf(element.$$);
  if (fields.rect) Object.assign(told, { left, top, right, bottom });
  if (fields.size) Object.assign(told, { width, height });
  if (fields.scrollOffset) Object.assign(told, scrollOf(element));
  for (const name of fields.properties ?? []) told[name] = element.data?.[camelCase(name)];
  const style = getComputedStyle(element.$$);
  for (const name of fields.computedStyle ?? []) told[name] = style.getPropertyValue(dashed(name));
  if (fields.context) told.context = element.queryContext?.() ?? null;
  if (fields.node) told.node = element.queryNode?.() ?? null;
  if (fields.ref) told.ref = element.getMethodCaller?.() ?? null;
  return told;
}

/** @param {unknown} _ @param {Fields} fields */
function describeViewport(_, fields) {
  const { left, top, right, bottom, width, height } = viewportBox();
  return {
    ...(fields.id && { id: "" }),
    ...(fields.dataset && { dataset: {} }),
    ...(fields.rect && { left, top, right, bottom }),
    ...(fields.size && { width, height }),
    ...(fields.scrollOffset && viewportScroll()),
  };
}

/** @param {string} name */
function camelCase(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** @param {string} name */
function dashed(name) {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

export function createSelectorQuery() {
  return new SelectorQuery();
}

addInstanceMethods({
  createSelectorQuery() {
    return new SelectorQuery(this);
  },
});
