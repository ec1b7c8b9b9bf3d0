import { isOffline } from "../app/network.js";
import { Failure } from "./api.js";

/**
 * The stand-in for WeChat that the backend for development runs: what WeChat's servers know and do is there, not here.
 */
const CONTROL = new URL("../wechat/control/", document.baseURI).href;

/**
 * @param {string} path below /control
 * @param {object} [body] sent by POST
 * @returns {Promise<any>}
 */
export async function askStandIn(path, body) {
  if (isOffline()) throw new Failure("网络不可用");
  const sent = body && {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  };
  const answer = await fetch(CONTROL + path, sent);
  if (!answer.ok) throw new Failure(`the stand-in for WeChat answers ${answer.status}: it is not running here`);
  return answer.json();
}
