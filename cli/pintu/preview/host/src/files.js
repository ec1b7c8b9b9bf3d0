/** Files of the mini-program lie beside the bundle, in this folder. */
const FILES = new URL("files/", document.baseURI).href;

/** @type {Map<string, Blob>} files that the mini-program was given or has written, by their `wxfile://` path */
const written = new Map();
/** @type {Map<string, string>} */
const addresses = new Map();

/**
 * The address at which the browser finds what a mini-program names: a file of its own ("/icons/a.png", or relative to the
 * page or component that names it), a temporary file, or something on the network.
 *
 * @param {string} path
 * @param {string} [from] the path of the page or component
 */
export function fileUrl(path, from = "") {
  if (!path || /^(https?:|data:|blob:)/.test(path)) return path;
  if (path.startsWith("//")) return `https:${path}`;
  if (path.startsWith("wxfile://")) return temporaryUrl(path);
  const base = path.startsWith("/") ? "" : from;
  return new URL(path.replace(/^\/+/, ""), new URL(base, FILES)).href;
}

/** @param {string} path */
function temporaryUrl(path) {
  const blob = written.get(path);
  if (!blob) return path;
  if (!addresses.has(path)) addresses.set(path, URL.createObjectURL(blob));
  return /** @type {string} */ (addresses.get(path));
}

/**
 * Keeps a file for as long as the preview runs.
 *
 * @param {Blob} blob
 * @param {string} [path] a new temporary one without
 * @returns {string} its path
 */
export function keepFile(blob, path = `wxfile://tmp_${crypto.randomUUID()}${extension(blob)}`) {
  removeFile(path);
  written.set(path, blob);
  return path;
}

/** @param {string} path */
export function keptFile(path) {
  return written.get(path);
}

export function keptPaths() {
  return [...written.keys()];
}

/** @param {string} path @returns {boolean} whether it was there */
export function removeFile(path) {
  const address = addresses.get(path);
  if (address) URL.revokeObjectURL(address);
  addresses.delete(path);
  return written.delete(path);
}

/** @param {Blob & {name?: string}} blob a file has a name */
function extension({ name = "", type }) {
  const known = /\.\w+$/.exec(name)?.[0];
  return known ?? (type.includes("/") ? `.${type.split("/")[1].split(/[;+]/)[0]}` : "");
}
