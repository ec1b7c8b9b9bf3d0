const log = require("../../log");

const note = (what) =>
  function () {
    log(`${this.data.name || "?"}.${what}`);
  };

Component({
  properties: { name: String },
  lifetimes: { created: note("created"), attached: note("attached"), ready: note("ready"), detached: note("detached") },
  pageLifetimes: { show: note("show"), hide: note("hide") },
});
