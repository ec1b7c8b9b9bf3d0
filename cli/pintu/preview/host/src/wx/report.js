/** Numbers for WeChat's own statistics go nowhere; the console says which. */

/** @param {string} call */
function nowhere(call) {
  return (/** @type {any} */ name, /** @type {any} */ value) =>
    console.info(`[preview] wx.${call} reports nothing here:`, name, value);
}

export const reportEvent = nowhere("reportEvent");
export const reportMonitor = nowhere("reportMonitor");
export const reportPerformance = nowhere("reportPerformance");

/** https://developers.weixin.qq.com/miniprogram/dev/api/base/debug/wx.getLogManager.html: into the console */
export function getLogManager() {
  const { debug, info, log, warn } = console;
  return { debug, info, log, warn };
}

export function getRealtimeLogManager() {
  const { info, warn, error } = console;
  const nothing = () => {};
  return { info, warn, error, in: nothing, setFilterMsg: nothing, addFilterMsg: nothing };
}
