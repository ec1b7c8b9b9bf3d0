import { appJson } from "../app/config.js";
import { consented } from "../app/privacy.js";
import { Failure } from "../failure.js";

export { Failure };

const DECLARED_IN_APP_JSON = new Set(["chooseAddress", "chooseLocation", "getLocation"]);

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
 * The same for interfaces that touch personal data: they wait until the customer has agreed to the privacy guide, and
 * those about a place or an address have to be named in app.json.
 * https://developers.weixin.qq.com/miniprogram/dev/reference/configuration/app.html#requiredPrivateInfos
 *
 * @param {string} name
 * @param {(options: any) => any} work
 */
export function privateApi(name, work) {
  return api(name, async (options) => {
    const { requiredPrivateInfos = [] } = appJson();
    if (DECLARED_IN_APP_JSON.has(name) && !requiredPrivateInfos.includes(name))
      throw new Failure("the api need to be declared in the requiredPrivateInfos field in app.json/ext.json");
    await consented(name);
    return work(options);
  });
}

/**
 * Throws the Failure that WeChat gives for a parameter that is missing or of another type.
 *
 * @param {Record<string, any>} options
 * @param {Record<string, "String" | "Number" | "Array">} types by the parameter's name
 */
export function checkTypes(options, types) {
  for (const [name, type] of Object.entries(types)) {
    const given = Object.prototype.toString.call(options[name]).slice("[object ".length, -1);
    if (given !== type) throw new Failure(`parameter error: parameter.${name} should be ${type} instead of ${given};`);
  }
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
