/**
 * What the build has to say about a mini-program. Lines and columns count from 1; files are relative to its folder.
 *
 * @typedef {"error" | "warning"} Severity
 * @typedef {object} Diagnostic
 * @property {Severity} severity
 * @property {string} file
 * @property {number} [line]
 * @property {number} [column]
 * @property {string} message
 */

export class Diagnostics {
  /** @type {Diagnostic[]} */
  list = [];

  /**
   * @param {Severity} severity
   * @param {string} file
   * @param {string} message
   * @param {{line?: number, column?: number}} [position]
   */
  add(severity, file, message, position = {}) {
    const known = this.list.some(
      (one) =>
        one.file === file && one.message === message && one.line === position.line && one.column === position.column,
    );
    if (!known) this.list.push({ severity, file, ...position, message });
  }

  /**
   * @param {string} file
   * @param {string} message
   * @param {{line?: number, column?: number}} [position]
   */
  error(file, message, position) {
    this.add("error", file, message, position);
  }

  /**
   * @param {string} file
   * @param {string} message
   * @param {{line?: number, column?: number}} [position]
   */
  warning(file, message, position) {
    this.add("warning", file, message, position);
  }
}

/**
 * The line and column, from 1, of an offset in a text.
 *
 * @param {string} text
 * @param {number} offset
 */
export function positionAt(text, offset) {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}
