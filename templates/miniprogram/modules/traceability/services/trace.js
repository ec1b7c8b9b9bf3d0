const { send, unwrap } = require("../../../core/http");
const { formatTime } = require("../../../core/time");

/**
 * What anybody sees who has scanned the code of a batch.
 *
 * @typedef {object} Trace
 * @property {string} code
 * @property {string} number
 * @property {string} item
 * @property {string} quantity
 * @property {string} made_at
 * @property {string} origin
 * @property {string} line
 * @property {boolean} withdrawn
 * @property {{label: string, at: string, place: string, text: string}[]} events
 * @property {{title: string, url: string, picture: boolean}[]} reports
 * @property {{item: string, number: string, code: string}[]} made_of
 * @property {boolean} intact
 * @property {number} scans
 * @property {string | null} first_scanned_at
 */

const CODE = /^[\w-]{8,32}$/;

/**
 * Scanning counts; looking again does not.
 *
 * @param {string} code
 * @param {boolean} scanned
 * @returns {Promise<Trace>}
 */
async function loadTrace(code, scanned) {
  const path = `/traces/${encodeURIComponent(code)}`;
  return unwrap(await (scanned ? send(`${path}/scans`, { method: "POST" }, "") : send(path, {}, "")));
}

/**
 * A report, brought to the phone.
 *
 * @param {string} url
 * @returns {Promise<string>} its path there
 */
function download(url) {
  return new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      success: ({ statusCode, tempFilePath }) =>
        statusCode === 200 ? resolve(tempFilePath) : reject(new Error(`HTTP ${statusCode}`)),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    });
  });
}

/** @param {string} text as it stands in an address */
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The code in what was scanned: the address on the label, or the code alone.
 *
 * @param {string} text
 * @returns {string} "" for something else
 */
function codeIn(text) {
  const named = /\/trace\/([^/?#]+)/.exec(text);
  const code = (named ? plain(named[1]) : text).trim();
  return CODE.test(code) ? code : "";
}

/**
 * The code in the page's query: from a link, from the label's address (`q`), or from a code of WeChat's own (`scene`).
 *
 * @param {{code?: string, q?: string, scene?: string}} query
 */
function codeOf({ code, q, scene }) {
  return codeIn(plain(code || q || scene || ""));
}

/** @param {Trace} trace */
function factsOf({ number, quantity, made_at, origin, line }) {
  return [
    { label: "批号", value: number },
    { label: "数量", value: quantity },
    { label: "生产时间", value: formatTime(made_at) },
    { label: "产地", value: origin },
    { label: "产线", value: line },
  ].filter(({ value }) => value);
}

/** @param {Trace} trace */
function storyOf({ events }) {
  return events.map(({ label, at, place, text }, key) => ({
    key,
    label: [label, place].filter(Boolean).join(" · "),
    text,
    time: formatTime(at),
  }));
}

/**
 * What the head of the page says.
 *
 * @param {Trace} trace
 */
function verdictOf({ withdrawn, intact }) {
  if (withdrawn) return { good: false, title: "这批产品已撤回", text: "请停止使用并联系商家" };
  if (!intact) return { good: false, title: "追溯记录不完整", text: "请联系商家核实" };
  return { good: true, title: "追溯记录完整", text: "每一条都与前一条相扣，没有被改动过" };
}

/** @param {Trace} trace */
function scansOf({ scans, first_scanned_at }) {
  if (!scans || !first_scanned_at) return "还没有人查看过";
  return `已被查看 ${scans} 次（同一访客一天只计一次），首次查看是 ${formatTime(first_scanned_at)}`;
}

module.exports = { codeIn, codeOf, download, factsOf, loadTrace, scansOf, storyOf, verdictOf };
