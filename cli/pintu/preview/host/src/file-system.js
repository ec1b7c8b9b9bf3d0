import { Failure } from "./failure.js";
import { fileUrl, keepFile, keptFile, keptPaths, removeFile } from "./files.js";

/**
 * The files of a phone, in memory: those of the mini-program's package can be read, temporary ones read and removed, those
 * below `wxfile://usr` do as they are told.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/file-system.html
 */
export const USER_FOLDER = "wxfile://usr";
const STORED = "wxfile://store_";

/** What of https://developers.weixin.qq.com/miniprogram/dev/api/file/FileSystemManager.html can happen here. */
const ERRNO = {
  "no such file or directory": 1300002,
  "not a directory": 1300020,
  "directory not empty": 1300066,
  "permission denied": 1301000,
  "illegal operation on a directory": 1301003,
  "file already exists": 1301005,
};

const folders = new Set([USER_FOLDER]);

/** @param {keyof typeof ERRNO} reason @param {string} path */
function failure(reason, path) {
  return new Failure(`${reason} ${path}`, { errno: ERRNO[reason] });
}

/** Without the slashes at the end. @param {string} path */
function clean(path) {
  return path.replace(/(?<=[^/])\/+$/, "");
}

/** @param {string} path */
function parent(path) {
  return path.slice(0, path.lastIndexOf("/"));
}

/** @param {string} path */
export function isFolder(path) {
  return folders.has(clean(path));
}

/** @param {string} path */
export function exists(path) {
  return isFolder(path) || keptFile(path) !== undefined || readPackage(path) !== undefined;
}

/** Throws the Failure of a path that nothing can be written to. @param {string} path */
function mayWrite(path) {
  if (!path.startsWith(`${USER_FOLDER}/`)) throw failure("permission denied", path);
  if (!folders.has(parent(path))) throw failure("no such file or directory", path);
}

/** @param {string} path @param {Blob} blob */
export function writeFile(path, blob) {
  mayWrite(path);
  if (isFolder(path)) throw failure("illegal operation on a directory", path);
  keepFile(blob, path);
}

/** Keeps a temporary file for longer. @param {string} path @returns {string} where it is then */
export function storeFile(path) {
  const blob = keptFile(path);
  if (!blob) throw failure("no such file or directory", path);
  const stored = STORED + path.split("/").at(-1)?.replace(/^tmp_/, "");
  keepFile(blob, stored);
  removeFile(path);
  return stored;
}

export function storedFiles() {
  return keptPaths().filter((path) => path.startsWith(STORED));
}

/** @param {string} path */
export function unlink(path) {
  if (isFolder(path)) throw failure("illegal operation on a directory", path);
  if (!removeFile(path)) throw failure("no such file or directory", path);
}

/** @param {string} path @param {boolean} [isDeep] also the folders above it */
export function makeFolder(path, isDeep = false) {
  const folder = clean(path);
  if (isDeep && !exists(parent(folder))) makeFolder(parent(folder), true);
  if (exists(folder)) {
    if (isDeep && isFolder(folder)) return;
    throw failure("file already exists", path);
  }
  mayWrite(folder);
  folders.add(folder);
}

/** @param {string} path @param {boolean} [isDeep] with all that is in it */
export function removeFolder(path, isDeep = false) {
  const folder = clean(path);
  if (!isFolder(folder)) throw failure(exists(path) ? "not a directory" : "no such file or directory", path);
  if (folder === USER_FOLDER) throw failure("permission denied", path);
  const inside = below(folder);
  if (inside.length && !isDeep) throw failure("directory not empty", path);
  for (const one of inside) if (!folders.delete(one)) removeFile(one);
  folders.delete(folder);
}

/** Names of what a folder holds. @param {string} path */
export function listFolder(path) {
  const folder = clean(path);
  if (!isFolder(folder)) throw failure(exists(path) ? "not a directory" : "no such file or directory", path);
  return below(folder)
    .map((one) => one.slice(folder.length + 1))
    .filter((name) => !name.includes("/"));
}

/** @param {string} folder @returns {string[]} paths of all files and folders in it, however deep */
export function below(folder) {
  return [...folders, ...keptPaths()].filter((path) => path.startsWith(`${folder}/`));
}

/** @param {string} from @param {string} to */
export function moveFile(from, to) {
  const blob = keptFile(from);
  if (!blob) throw failure("no such file or directory", from);
  writeFile(to, blob);
  removeFile(from);
}

/**
 * What is in a file, at once.
 *
 * @param {string} path
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function readBytes(path) {
  if (isFolder(path)) throw failure("illegal operation on a directory", path);
  const bytes = keptFile(path) ? readUrl(fileUrl(path)) : readPackage(path);
  if (!bytes) throw failure("no such file or directory", path);
  return bytes;
}

/**
 * A file for sending or showing.
 *
 * @param {string} path
 * @returns {Promise<Blob | undefined>} undefined where there is none
 */
export async function fileOf(path) {
  const kept = keptFile(path);
  if (kept || path.startsWith("wxfile:")) return kept;
  const answer = await fetch(fileUrl(path));
  return answer.ok ? answer.blob() : undefined;
}

/** A file of the mini-program's own. @param {string} path */
function readPackage(path) {
  return /^\w+:/.test(path) ? undefined : readUrl(fileUrl(path));
}

/**
 * Only a call that waits can answer at once, and only as text: of this kind, each letter is a byte.
 *
 * @param {string} url
 */
function readUrl(url) {
  const call = new XMLHttpRequest();
  call.open("GET", url, false);
  call.overrideMimeType("text/plain; charset=x-user-defined");
  call.send();
  if (call.status !== 200) return undefined;
  return Uint8Array.from(call.responseText, (letter) => letter.charCodeAt(0) & 0xff);
}
