/** Writes WeChat's JSON Schemas, as `miniprogram-ci` ships them, to standard output. */
import { createRequire } from "node:module";
import { stdout } from "node:process";

const require = createRequire(import.meta.url);

/** Our name for each, and theirs. */
const names = {
  app: "app",
  page: "page",
  project: "projectconfig",
  sitemap: "sitemap",
  theme: "theme",
};

const schemas = Object.fromEntries(
  Object.entries(names).map(([own, theirs]) => {
    const loaded = require(`miniprogram-ci/dist/schema/dist/${theirs}.js`);
    return [own, loaded.default ?? loaded];
  }),
);
stdout.write(JSON.stringify(schemas));
