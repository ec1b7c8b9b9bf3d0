/** A stand-in for `wx` in tests: storage in memory, and a backend that is a plain function. */

/** @typedef {{method: string, path: string, header: Record<string, string>, data: any}} Sent */

/**
 * @param {(sent: Sent) => {status?: number, data?: any} | "offline"} backend
 * @returns {{sent: Sent[], storage: Map<string, any>, logins: () => number}}
 */
function installPlatform(backend) {
  const storage = new Map();
  const sent = [];
  let logins = 0;
  globalThis.wx = {
    getAccountInfoSync: () => ({ miniProgram: { envVersion: "develop" } }),
    getAppBaseInfo: () => ({ fontSizeSetting: 17, theme: "light" }),
    getStorageSync: (key) => (storage.has(key) ? storage.get(key) : ""),
    setStorageSync: (key, value) => storage.set(key, value),
    removeStorageSync: (key) => storage.delete(key),
    login: async () => ({ code: `code-${(logins += 1)}` }),
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
  return { sent, storage, logins: () => logins };
}

module.exports = { installPlatform };
