const platform = [
  "App",
  "Behavior",
  "Component",
  "Page",
  "clearInterval",
  "clearTimeout",
  "console",
  "getApp",
  "getCurrentPages",
  "module",
  "require",
  "setInterval",
  "setTimeout",
  "wx",
];

const tests = ["__dirname", "globalThis", "process", "setImmediate"];

const readonly = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

const rules = {
  eqeqeq: "error",
  "no-dupe-keys": "error",
  "no-undef": "error",
  "no-unreachable": "error",
  "no-unused-vars": ["error", { caughtErrors: "none" }],
  "no-var": "error",
  "prefer-const": "error",
};

export default [
  { ignores: ["miniprogram_npm/", "node_modules/"] },
  {
    files: ["**/*.js"],
    languageOptions: {
      ecmaVersion: 2021,
      sourceType: "commonjs",
      globals: readonly(platform),
    },
    rules,
  },
  {
    files: ["tests/**/*.js"],
    languageOptions: { globals: readonly(tests) },
  },
];
