import { writeFile } from "../file-system.js";
import { keepFile } from "../files.js";
import { checkTypes, taskApi } from "./api.js";
import { addressOf, createTask, exchanged, headersOf } from "./transfer.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/network/download/wx.downloadFile.html
 *
 * @typedef {{url: string, header?: Record<string, string>, filePath?: string, timeout?: number}} Options
 */
export const downloadFile = taskApi("downloadFile", (options) => {
  const { task, ending, emit } = createTask(["ProgressUpdate", "HeadersReceived"]);
  return { task, result: download(options, ending, emit) };
});

/**
 * Any answer is kept as a file, also that of an error: the status tells.
 *
 * @param {Options} options
 * @param {AbortController} ending
 * @param {(name: string, value: any) => void} emit
 */
async function download(options, ending, emit) {
  await undefined;
  checkTypes(options, { url: "String" });
  const { url, header, filePath, timeout } = options;
  const address = addressOf(url);
  return exchanged(ending, timeout, async () => {
    const answer = await fetch(address, { headers: headersOf(header), signal: ending.signal, credentials: "omit" });
    const told = Object.fromEntries(answer.headers);
    emit("HeadersReceived", { header: told });
    const blob = await collected(answer, emit);
    const common = { statusCode: answer.status, header: told, dataLength: blob.size, cookies: [] };
    if (filePath) {
      writeFile(filePath, blob);
      return { filePath, ...common };
    }
    return { tempFilePath: keepFile(blob), ...common };
  });
}

/**
 * @param {Response} answer
 * @param {(name: string, value: any) => void} emit
 */
async function collected(answer, emit) {
  const total = Number(answer.headers.get("content-length"));
  const reader = answer.body?.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let totalBytesWritten = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(/** @type {Uint8Array<ArrayBuffer>} */ (part.value));
    totalBytesWritten += part.value.length;
    const progress = total ? Math.round((totalBytesWritten / total) * 100) : 0;
    emit("ProgressUpdate", { progress, totalBytesWritten, totalBytesExpectedToWrite: total });
  }
  return new Blob(parts, { type: answer.headers.get("content-type") ?? "" });
}
