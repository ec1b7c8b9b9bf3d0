/** A stand-in for `wx` in tests: storage in memory, a backend that is a plain function, pages without templates. */

/** @typedef {{method: string, path: string, header: Record<string, string>, data: any}} Sent */

/**
 * @param {(sent: Sent) => {status?: number, data?: any} | "offline"} backend
 * @returns {{sent: Sent[], opened: string[], storage: Map<string, any>, logins: () => number}}
 */
function installPlatform(backend) {
  const storage = new Map();
  const sent = [];
  const opened = [];
  let logins = 0;
  globalThis.getCurrentPages = () => [];
  globalThis.wx = {
    getAccountInfoSync: () => ({ miniProgram: { envVersion: "develop" } }),
    getAppBaseInfo: () => ({ fontSizeSetting: 17, theme: "light" }),
    getStorageSync: (key) => (storage.has(key) ? storage.get(key) : ""),
    setStorageSync: (key, value) => storage.set(key, value),
    removeStorageSync: (key) => storage.delete(key),
    navigateTo: async ({ url }) => opened.push(url),
    login: async () => ({ code: `code-${(logins += 1)}` }),
    downloadFile({ url, header, success, fail }) {
      const call = { method: "GET", path: url.split("/api/v1")[1], header, data: null };
      sent.push(call);
      setImmediate(() => {
        const answer = backend(call);
        if (answer === "offline") fail({ errMsg: "downloadFile:fail" });
        else success({ statusCode: answer.status || 200, tempFilePath: "wxfile://tmp_1.pdf" });
      });
    },
    request({ url, method, header, data, success, fail }) {
      const call = { method, path: url.split("/api/v1")[1], header, data };
      sent.push(call);
      setImmediate(() => {
        const answer = backend(call);
        if (answer === "offline") fail({ errMsg: "request:fail" });
        else success({ statusCode: answer.status || 200, data: answer.data });
      });
    },
  };
  return { sent, opened, storage, logins: () => logins };
}

/**
 * @param {() => void} load requires the page's file
 * @returns {any} the page's methods and data
 */
function loadPage(load) {
  let page;
  globalThis.Behavior = (behavior) => behavior;
  globalThis.Component = (component) => {
    page = component;
  };
  load();
  const setData = (change) => Object.assign(page.data, change);
  return { ...page.methods, data: page.data, setData };
}

module.exports = { installPlatform, loadPage };
