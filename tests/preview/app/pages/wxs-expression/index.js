Page({ data: { events: [], isOff: false }, ...require("../../heard.js") });
