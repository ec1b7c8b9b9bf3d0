import fs from "node:fs";
import path from "node:path";
import { positionAt } from "./diagnostics.mjs";

/** @typedef {import("./diagnostics.mjs").Diagnostics} Diagnostics */

/**
 * The files of one mini-program. Paths inside it are written with slashes and without a leading one. What was read is
 * kept until the file changes, so that a second build reads and parses only what is new.
 */
export class Source {
  /** @type {Map<string, {stamp: string, text: string, derived: Map<string, any>}>} */
  #files = new Map();

  /**
   * @param {string} root the mini-program's folder
   * @param {string[]} packages folders that npm packages are looked for in, best first
   */
  constructor(root, packages) {
    this.root = root;
    this.packages = packages;
  }

  /** @param {string} file */
  absolute(file) {
    return path.isAbsolute(file) ? file : path.join(this.root, file);
  }

  /** The path by which a file is named to people. @param {string} file */
  named(file) {
    const relative = path.relative(this.root, this.absolute(file));
    return relative.split(path.sep).join("/");
  }

  /** @param {string} file */
  has(file) {
    return fs.statSync(this.absolute(file), { throwIfNoEntry: false })?.isFile() ?? false;
  }

  /** @param {string} file */
  read(file) {
    return this.#entry(file).text;
  }

  /**
   * What `make` gives for a file's text, computed once for each version of the file.
   *
   * @template T
   * @param {string} file
   * @param {string} kind
   * @param {(text: string) => T} make
   * @returns {T}
   */
  derive(file, kind, make) {
    const { derived, text } = this.#entry(file);
    if (!derived.has(kind)) derived.set(kind, make(text));
    return derived.get(kind);
  }

  /**
   * Where words stand in a file, for people who look for them; its beginning when it does not hold them.
   *
   * @param {string} file
   * @param {string} words
   */
  place(file, words) {
    const text = this.has(file) ? this.read(file) : "";
    const offset = text.indexOf(words);
    return positionAt(text, Math.max(0, offset));
  }

  /**
   * @param {string} file
   * @param {Diagnostics} diagnostics
   * @returns {Record<string, any>} empty where the file is not there, or holds no object
   */
  json(file, diagnostics) {
    if (!this.has(file)) return {};
    const text = this.read(file);
    try {
      const data = JSON.parse(text);
      if (isRecord(data)) return data;
      diagnostics.error(this.named(file), "this is no JSON object", { line: 1, column: 1 });
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      diagnostics.error(this.named(file), message, positionAt(text, offsetIn(text, message)));
    }
    return {};
  }

  /** @param {string} file */
  #entry(file) {
    const absolute = this.absolute(file);
    const { mtimeMs, size } = fs.statSync(absolute);
    const stamp = `${mtimeMs}:${size}`;
    let entry = this.#files.get(absolute);
    if (entry?.stamp !== stamp) {
      entry = { stamp, text: fs.readFileSync(absolute, "utf8"), derived: new Map() };
      this.#files.set(absolute, entry);
    }
    return entry;
  }
}

/** @param {any} value @returns {value is Record<string, any>} */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Where the JavaScript engine has found a mistake: it says the position, or quotes the text around it.
 *
 * @param {string} text
 * @param {string} message
 */
function offsetIn(text, message) {
  const position = /position (\d+)/.exec(message);
  if (position) return Number(position[1]);
  const quoted = /Unexpected token '(.)', (?:\.\.\.)?"([\s\S]*)"(?:\.\.\.)? is not valid JSON/.exec(message);
  if (!quoted) return text.trimEnd().length;
  const [, token, around] = quoted;
  return Math.max(0, text.indexOf(around)) + Math.max(0, around.indexOf(token));
}
