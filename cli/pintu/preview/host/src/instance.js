import { pageOf } from "./app/ready.js";
import { ComponentCaller } from "./space.js";

/**
 * What `this` of a component has beyond what the adapter gives it. Families of wx.* that return objects bound to a
 * component (selector queries, observers) add theirs with `addInstanceMethods`.
 *
 * @param {Record<string, (this: any, ...values: any[]) => any>} methods
 */
export function addInstanceMethods(methods) {
  Object.assign(ComponentCaller.prototype, methods);
}

addInstanceMethods({
  getPageId() {
    return `pageId:${pageOf(this._$)?.id}`;
  },
  getOpenerEventChannel() {
    return pageOf(this._$)?.channel;
  },
  /** @param {(bar: any) => void} [callback] what Skyline asks for */
  getTabBar(callback) {
    const bar = pageOf(this._$)?.tabBar?.instance;
    callback?.(bar);
    return bar;
  },
  setUpdatePerformanceListener() {},
});
