import * as files from "../file-system.js";
import { api, checkTypes, Failure } from "./api.js";
import { arrayBufferToBase64, base64ToArrayBuffer } from "./encoding.js";

/** https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.html */

/** @param {string | ArrayBuffer} data @param {string} encoding @returns {BlobPart} */
function encoded(data, encoding = "utf8") {
  if (typeof data !== "string") return data;
  if (encoding === "base64") return base64ToArrayBuffer(data);
  if (encoding === "hex") return Uint8Array.from(data.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  if (/^(binary|latin1|ascii)$/.test(encoding)) return Uint8Array.from(data, (letter) => letter.charCodeAt(0) & 0xff);
  return data;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} [encoding] an ArrayBuffer without */
function decoded(bytes, encoding) {
  if (!encoding) return bytes.buffer;
  if (encoding === "base64") return arrayBufferToBase64(bytes.buffer);
  if (encoding === "hex") return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (/^(binary|latin1|ascii)$/.test(encoding)) return String.fromCharCode(...bytes);
  return new TextDecoder(/^(ucs-?2|utf-?16le)$/i.test(encoding) ? "utf-16le" : "utf-8").decode(bytes);
}

/** @param {string} path @param {number} [position] @param {number} [length] */
function read(path, encoding = "", position = 0, length = Infinity) {
  return decoded(files.readBytes(path).slice(position, position + length), encoding);
}

/** @param {string} path @param {string | ArrayBuffer} data @param {string} [encoding] */
function append(path, data, encoding) {
  const before = files.readBytes(path);
  files.writeFile(path, new Blob([before, encoded(data, encoding)]));
}

/** @param {string} path */
function describe(path) {
  const isDirectory = files.isFolder(path);
  const size = isDirectory ? 0 : files.readBytes(path).length;
  const moment = Math.floor(Date.now() / 1000);
  return {
    mode: isDirectory ? 0o40777 : 0o100777,
    size,
    lastAccessedTime: moment,
    lastModifiedTime: moment,
    isDirectory: () => isDirectory,
    isFile: () => !isDirectory,
  };
}

/** @param {string} path @param {boolean} [recursive] */
function stat(path, recursive) {
  if (!files.exists(path)) files.readBytes(path); // says why
  if (!recursive || !files.isFolder(path)) return describe(path);
  return [path, ...files.below(path)].map((one) => ({ path: one.slice(path.length) || "/", stats: describe(one) }));
}

/**
 * Each operation once: what it takes in order (as its Sync form does), and what it does.
 *
 * @type {Record<string, {takes: string[], gives?: string, work: (...values: any[]) => any}>}
 */
const OPERATIONS = {
  access: { takes: ["path"], work: (path) => void stat(path) },
  appendFile: { takes: ["filePath", "data", "encoding"], work: append },
  copyFile: {
    takes: ["srcPath", "destPath"],
    work: (from, to) => files.writeFile(to, new Blob([files.readBytes(from)])),
  },
  mkdir: { takes: ["dirPath", "recursive"], work: files.makeFolder },
  readdir: { takes: ["dirPath"], gives: "files", work: files.listFolder },
  readFile: { takes: ["filePath", "encoding", "position", "length"], gives: "data", work: read },
  rename: { takes: ["oldPath", "newPath"], work: files.moveFile },
  rmdir: { takes: ["dirPath", "recursive"], work: files.removeFolder },
  saveFile: {
    takes: ["tempFilePath", "filePath"],
    gives: "savedFilePath",
    work: (from, to) => {
      if (!to) return files.storeFile(from);
      files.moveFile(from, to);
      return to;
    },
  },
  stat: { takes: ["path", "recursive"], gives: "stats", work: stat },
  truncate: {
    takes: ["filePath", "length"],
    work: (path, length = 0) => files.writeFile(path, new Blob([files.readBytes(path).slice(0, length)])),
  },
  unlink: { takes: ["filePath"], work: files.unlink },
  writeFile: {
    takes: ["filePath", "data", "encoding"],
    work: (path, data, encoding) => files.writeFile(path, new Blob([encoded(data, encoding)])),
  },
};

/** @type {Record<string, Function>} */
const manager = {
  getFileInfo: withCallbacks("getFileInfo", ({ filePath }) => ({ size: files.readBytes(filePath).length })),
  getSavedFileList: withCallbacks("getSavedFileList", () => ({
    fileList: files
      .storedFiles()
      .map((filePath) => ({ filePath, size: files.readBytes(filePath).length, createTime: 0 })),
  })),
  removeSavedFile: withCallbacks("removeSavedFile", ({ filePath }) => files.unlink(filePath)),
};

for (const [name, { takes, gives, work }] of Object.entries(OPERATIONS)) {
  manager[name] = withCallbacks(name, (options) => {
    checkTypes(options, { [takes[0]]: "String" });
    const result = work(...takes.map((key) => options[key]));
    return gives ? { [gives]: result } : {};
  });
  manager[`${name}Sync`] = (/** @type {any[]} */ ...values) => {
    try {
      return work(...values);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw Object.assign(new Error(`${name}Sync:fail ${error.message}`), error.fields);
    }
  };
}

/** These never return a promise. @param {string} name @param {(options: any) => any} work */
function withCallbacks(name, work) {
  const call = api(name, work);
  return (/** @type {any} */ options) => call({ complete() {}, ...options });
}

export function getFileSystemManager() {
  return manager;
}

export const saveFile = api("saveFile", ({ tempFilePath }) => ({ savedFilePath: files.storeFile(tempFilePath) }));
