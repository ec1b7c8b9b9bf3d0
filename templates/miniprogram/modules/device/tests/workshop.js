/** The phone, and a backend with one lathe. */
const { installPlatform } = require("../platform");
const { LATHE, SENT, SERIES } = require("./machines");

/** What a test decides: answers by what the path has in it, for one. */
const world = {
  /** @type {Record<string, any>} */
  answers: {},
  isOffline: false,
  scanned: "",
};
const platform = installPlatform(({ method, path }) => {
  if (world.isOffline) return "offline";
  const key = Object.keys(world.answers).find((one) => `${method} ${path}`.includes(one));
  if (key) return world.answers[key];
  if (path === "/staff/me") return { data: { permissions: ["device.read", "device.command"] } };
  if (path.includes("/series/")) return { data: SERIES };
  if (path.includes("/commands"))
    return { data: method === "POST" ? SENT : { items: [SENT], next_cursor: null } };
  if (path.startsWith("/staff/alarms")) return { data: { items: [{}, {}], next_cursor: null } };
  if (path === "/staff/devices/summary")
    return { data: { states: { online: 1, offline: 2 }, groups: ["车床"] } };
  if (/^\/staff\/devices(\?|$)/.test(path)) return { data: { items: [LATHE], next_cursor: null } };
  return { data: LATHE };
});
platform.storage.set("staff", { token: "t1", expires_at: "x" });

/** Sockets that a test opens, hears and closes by hand. */
const sockets = [];
const toasts = [];
Object.assign(globalThis.wx, {
  connectSocket({ url, fail }) {
    const listeners = {};
    const task = { url, fail, said: [], closed: false };
    for (const name of ["Open", "Message", "Error", "Close"])
      task[`on${name}`] = (one) => (listeners[name] = one);
    task.send = ({ data }) => task.said.push(JSON.parse(data));
    task.close = () => (task.closed = true);
    task.opens = () => listeners.Open({});
    task.hears = (message) => listeners.Message({ data: JSON.stringify(message) });
    task.ends = (code) => listeners.Close({ code, reason: "" });
    sockets.push(task);
    return task;
  },
  showToast: ({ title }) => toasts.push(title),
  showModal: async () => ({ confirm: true }),
  scanCode: async () => ({ result: world.scanned }),
});

const settled = () =>
  new Promise((resolve) => setImmediate(() => setImmediate(() => setImmediate(resolve))));

module.exports = { ...platform, settled, sockets, toasts, world };
