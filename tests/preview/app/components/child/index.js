const log = require("../../log");

Component({
  properties: { name: String },
  relations: {
    "../parent/index": {
      type: "ancestor",
      linked(target) {
        log(`${this.data.name} linked to ${target.is}`);
      },
    },
  },
});
