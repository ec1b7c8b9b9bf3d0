import { Failure } from "../failure.js";

export { Failure };

/**
 * Makes a call of wx.* by WeChat's rule: `success`, `fail` and `complete` are called with an `errMsg`, always later than
 * the call; without any of the three it returns a promise.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/app-service/api.html
 *
 * @param {string} name such as "showToast"
 * @param {(options: any) => any} work returns the result's fields, or a promise of them; throws a `Failure`
 * @returns {(options?: any) => any}
 */
export function api(name, work) {
  return (options = {}) => {
    const done = run(name, work, options ?? {});
    return settle(done, options ?? {});
  };
}

/**
 * The same for calls that return a task at once, such as wx.request.
 *
 * @param {string} name
 * @param {(options: any) => {result: Promise<any>, task: any}} begin
 * @returns {(options?: any) => any}
 */
export function taskApi(name, begin) {
  return (options = {}) => {
    const { result, task } = begin(options);
    settle(
      run(name, () => result, options),
      { ...options, complete: options.complete ?? (() => {}) },
    );
    return task;
  };
}

/**
 * @param {string} name
 * @param {(options: any) => any} work
 * @param {any} options
 * @returns {Promise<any>} rejects with what `fail` gets
 */
async function run(name, work, options) {
  try {
    await undefined;
    return { errMsg: `${name}:ok`, ...(await work(options)) };
  } catch (error) {
    const { message, fields = {} } = /** @type {Failure} */ (error);
    if (!(error instanceof Failure)) console.error(error);
    throw { errMsg: `${name}:fail ${message}`, ...fields };
  }
}

/**
 * @param {Promise<any>} done
 * @param {{success?: Function, fail?: Function, complete?: Function}} options
 */
function settle(done, { success, fail, complete }) {
  if (!success && !fail && !complete) return done;
  void done.then(
    (result) => tell(result, success, complete),
    (problem) => tell(problem, fail, complete),
  );
  return undefined;
}

/** @param {any} value @param {...(Function | undefined)} callbacks */
function tell(value, ...callbacks) {
  for (const callback of callbacks) {
    try {
      callback?.(value);
    } catch (error) {
      reportError(error);
    }
  }
}

/**
 * A pair `onX`/`offX` over a set of listeners.
 *
 * @param {Set<Function>} listeners
 * @returns {[(listener: Function) => void, (listener?: Function) => void]}
 */
export function listenerPair(listeners) {
  return [
    (listener) => void listeners.add(listener),
    (listener) => {
      if (listener) listeners.delete(listener);
      else listeners.clear();
    },
  ];
}
