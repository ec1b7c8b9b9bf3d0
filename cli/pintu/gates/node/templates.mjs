/**
 * Compiles each template with the compiler of glass-easel; what it says is written to standard output as JSON.
 *
 *     node templates.mjs <folder> < paths.json
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argv, stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";

import compiler from "glass-easel-template-compiler";

/**
 * @typedef {object} Problem
 * @property {string} path
 * @property {number} line counts from 1
 * @property {number} column counts from 1
 * @property {string} level "Note", "Warn", "Error" or "Fatal"
 * @property {string} message
 */

/**
 * @param {string} folder
 * @param {string} path
 * @returns {Problem[]}
 */
function problemsOf(folder, path) {
  const group = new compiler.TmplGroup();
  try {
    const found = Array.from(
      group.addTmpl(path, readFileSync(join(folder, path), "utf8")) ?? [],
    );
    return found.map((one) => ({
      path,
      line: one.startLine + 1,
      column: one.startColumn + 1,
      level: one.level,
      message: one.message,
    }));
  } finally {
    group.free();
  }
}

/** @type {string[]} */
const paths = JSON.parse(await text(stdin));
stdout.write(
  JSON.stringify(paths.flatMap((path) => problemsOf(argv[2], path))),
);
