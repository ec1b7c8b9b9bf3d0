const { currentToken, signIn } = require("./auth");
const { fetchFile, send, sendFile, unwrap } = require("./http");

/**
 * Every request of the mini-program goes through here. A 401 signs in once and repeats the call once, so pages
 * never think about tokens.
 *
 * @param {string} path below /api/v1, such as "/spus/1"
 * @param {import("./http").Call} [call]
 * @returns {Promise<any>} the answer's data; rejects with an ApiError
 */
function request(path, call = {}) {
  return withToken((token) => send(path, call, token));
}

/**
 * Sends a local file as the field `file` of a form.
 *
 * @param {string} path
 * @param {string} filePath
 * @returns {Promise<any>}
 */
function upload(path, filePath) {
  return withToken((token) => sendFile(path, filePath, token));
}

/**
 * Fetches a file that only its owner may see.
 *
 * @param {string} path
 * @returns {Promise<string>} where it is on the phone
 */
function download(path) {
  return withToken((token) => fetchFile(path, token));
}

/** @param {(token: string) => Promise<import("./http").Answer>} exchange */
async function withToken(exchange) {
  const token = currentToken();
  const answer = await exchange(token);
  if (answer.status !== 401) return unwrap(answer);
  return unwrap(await exchange(await signIn(token)));
}

module.exports = { download, request, upload };
