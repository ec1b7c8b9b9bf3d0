import { fileOf } from "../file-system.js";
import { checkTypes, Failure, taskApi } from "./api.js";
import { addressOf, createTask, exchanged, headersOf } from "./transfer.js";

/**
 * https://developers.weixin.qq.com/miniprogram/dev/api/network/upload/wx.uploadFile.html
 *
 * @typedef {{url: string, filePath: string, name: string, header?: Record<string, string>, formData?: Record<string, unknown>, timeout?: number}} Options
 */
export const uploadFile = taskApi("uploadFile", (options) => {
  const { task, ending, emit } = createTask(["ProgressUpdate", "HeadersReceived"]);
  return { task, result: upload(options, ending, emit) };
});

/**
 * @param {Options} options
 * @param {AbortController} ending
 * @param {(name: string, value: any) => void} emit
 */
async function upload(options, ending, emit) {
  await undefined;
  checkTypes(options, { url: "String", filePath: "String", name: "String" });
  const { url, filePath, name, header, formData = {}, timeout } = options;
  const address = addressOf(url);
  const file = await fileOf(filePath);
  if (!file) throw new Failure(`file doesn't exist, filePath: ${filePath}`);
  const body = new FormData();
  for (const [key, value] of Object.entries(formData)) body.append(key, String(value));
  body.append(name, file, filePath.split("/").at(-1));
  const headers = headersOf(header);
  headers.delete("content-type"); // the boundary is the browser's
  return exchanged(ending, timeout, () => sendForm(address.href, headers, body, ending.signal, emit));
}

/**
 * By XMLHttpRequest, which alone tells how far an upload is.
 *
 * @param {string} url
 * @param {Headers} headers
 * @param {FormData} body
 * @param {AbortSignal} signal
 * @param {(name: string, value: any) => void} emit
 * @returns {Promise<{data: string, statusCode: number}>}
 */
function sendForm(url, headers, body, signal, emit) {
  return new Promise((resolve, reject) => {
    const call = new XMLHttpRequest();
    call.open("POST", url);
    headers.forEach((value, name) => call.setRequestHeader(name, value));
    call.upload.addEventListener("progress", ({ loaded, total }) => {
      const progress = total ? Math.round((loaded / total) * 100) : 0;
      emit("ProgressUpdate", { progress, totalBytesSent: loaded, totalBytesExpectedToSend: total });
    });
    call.addEventListener("readystatechange", () => {
      if (call.readyState === XMLHttpRequest.HEADERS_RECEIVED && call.status)
        emit("HeadersReceived", { header: headersIn(call) });
    });
    call.addEventListener("load", () => resolve({ data: call.responseText, statusCode: call.status }));
    call.addEventListener("error", () => reject(new Error("net::ERR_FAILED")));
    signal.addEventListener("abort", () => {
      call.abort();
      reject(signal.reason);
    });
    call.send(body);
  });
}

/** @param {XMLHttpRequest} call */
function headersIn(call) {
  const lines = call.getAllResponseHeaders().trim().split("\r\n");
  return Object.fromEntries(lines.map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]));
}
