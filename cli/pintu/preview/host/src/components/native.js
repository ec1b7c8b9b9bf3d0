/**
 * A native component: what the component framework takes, and its tag. Inside its functions `this` is the component.
 *
 * How to add one: a file in this folder with a default export made with
 * `native`, like `input.js` (a component with a value) or `view.js`
 * (one that only holds others); one line in `index.js`; its look in `../style/native.css`; a row in `../../support/components.json`;
 * a page of its own in `tests/preview/app/`.
 *
 * - `this.data` holds the attributes, camelCased. Every attribute of WeChat's documentation is declared, also those that
 *   do nothing here: what is not declared warns in the console.
 * - `this.$$` is the DOM element `<wx-tag>`; what `attached` puts into it is the component's own.
 * - What stands between the tags is put into `this.$$`, or into the innermost element of `inside`.
 * - `this.triggerEvent("change", {value})`: `detail` as documented. Touch events and taps come by themselves.
 * - `this.setData({value})` keeps `model:value` informed.
 *
 * @typedef {object} NativeDefinition
 * @property {string} tag
 * @property {Record<string, any>} [properties]
 * @property {Record<string, Function>} [observers]
 * @property {Record<string, Function>} [methods]
 * @property {Record<string, Function>} [lifetimes]
 * @property {Record<string, Function>} [pageLifetimes] `hide`, `show`: of the page around it
 * @property {string[]} [inside] classes of elements around the content, the outermost first
 */

/**
 * Does nothing but tell the type checker what `this` is.
 *
 * @param {NativeDefinition & ThisType<any>} definition
 * @returns {NativeDefinition}
 */
export function native(definition) {
  return definition;
}
