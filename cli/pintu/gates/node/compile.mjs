/**
 * Compiles a mini-program as an upload would, offline. What is wrong is written to a file as JSON, null for nothing.
 *
 *     node compile.mjs <folder> <result.json>
 *
 * `miniprogram-ci` asks WeChat for two things before it compiles: what the appid may do, and which suffixes it packs.
 * Both have defaults in the package itself, which take the answers' place; nothing leaves the machine. The key is made
 * for this run: it signs nothing.
 */
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { argv, exit } from "node:process";

const require = createRequire(import.meta.url);
const ci = require("miniprogram-ci");
const network = require("miniprogram-ci/dist/utils/request.js");
const { DefaultProjectAttr } = require("miniprogram-ci/dist/config/config.js");

const [folder, result] = argv.slice(2);

network.request = async () => {
  throw new Error("This runs without a network.");
};

// The package gives the process that it starts twenty seconds to be ready, which a busy machine may exceed.
const READY_WITHIN_MS = 20_000;
const wait = globalThis.setTimeout;
globalThis.setTimeout = (call, delay, ...rest) =>
  wait(call, delay === READY_WITHIN_MS ? 30 * READY_WITHIN_MS : delay, ...rest);

function throwawayKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return privateKey.export({ type: "pkcs1", format: "pem" });
}

const project = new ci.Project({
  appid: "wx0123456789abcdef",
  type: "miniProgram",
  projectPath: folder,
  privateKey: throwawayKey(),
  ignores: [],
});
project.attr = async () => DefaultProjectAttr;
project.attrSync = () => DefaultProjectAttr;

/** @type {{message: string, path: string | null} | null} */
let problem = null;
try {
  await ci.getCompiledResult(
    {
      project,
      version: "1.0.0",
      desc: "",
      setting: { es6: true, es7: true },
      onProgressUpdate() {},
    },
    join(folder, "..", "compiled.zip"),
  );
} catch (error) {
  problem = { message: error.message, path: error.path ?? null };
}
writeFileSync(result, JSON.stringify(problem));
exit(0);
