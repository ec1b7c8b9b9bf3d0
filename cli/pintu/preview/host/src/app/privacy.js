import { Failure } from "../failure.js";
import { appJson } from "./config.js";
import { askForm, showCard } from "./dialog.js";
import { h } from "./dom.js";
import { recall, remember } from "./kept.js";

/**
 * Consent to the privacy guide, before the first interface that touches personal data goes on.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/user-privacy/PrivacyAuthorize.html
 *
 * @typedef {{event: "exposureAuthorization" | "agree" | "disagree", buttonId?: string}} Answer
 * @typedef {(resolve: (answer: Answer) => void, info: {referrer: string}) => void} Listener
 */

const REFUSED = "privacy permission is not authorized";
const REFUSED_ERRNO = 104;

/** The last one that was set is asked. @type {Listener | undefined} */
let listener;

/** Buttons `agreePrivacyAuthorization` that have been tapped, by their ids. */
const tapped = new Set();

export function needsConsent() {
  return !recall("privacy", false);
}

export function contractName() {
  return `《${appJson().window?.navigationBarTitleText ?? ""}小程序隐私保护指引》`;
}

/** @param {Listener} given */
export function setPrivacyListener(given) {
  listener = given;
}

/** A button with open-type agreePrivacyAuthorization has been tapped. @param {string} id the button's */
export function agreeByButton(id) {
  tapped.add(id);
  remember("privacy", true);
}

/**
 * Goes on when the customer has agreed; asks where that has not happened. Throws a Failure when it is refused.
 *
 * @param {string} referrer who needs it, such as "chooseAddress" or "button.getPhoneNumber"
 */
export async function consented(referrer) {
  if (!needsConsent()) return;
  const isAgreed = listener ? await askListener(listener, referrer) : await askOurselves();
  if (!isAgreed) throw new Failure(REFUSED, { errno: REFUSED_ERRNO });
  remember("privacy", true);
}

/** @param {Listener} ask @param {string} referrer @returns {Promise<boolean>} */
function askListener(ask, referrer) {
  return new Promise((resolve) => {
    ask(
      ({ event, buttonId = "" }) => {
        if (event === "exposureAuthorization") return;
        if (event === "agree" && !tapped.has(buttonId)) {
          console.warn(
            `[preview] no button with the id "${buttonId}" and open-type="agreePrivacyAuthorization" was tapped`,
          );
        }
        resolve(event === "agree" && tapped.has(buttonId));
      },
      { referrer },
    );
  });
}

/** What WeChat shows where the mini-program has nothing of its own. */
async function askOurselves() {
  const title = "用户隐私保护提示";
  const hint = `使用前请阅读${contractName()}。点击“同意”即表示你已阅读并同意。`;
  return (await askForm({ testid: "privacy", title, hint, confirm: "同意", cancel: "拒绝" })) !== null;
}

/** The guide itself is kept by WeChat. */
export function showContract() {
  return showCard(
    "privacy-contract",
    h("strong", {}, contractName()),
    h("small", {}, "正文在小程序管理后台填写，由微信显示，预览中没有"),
  );
}
