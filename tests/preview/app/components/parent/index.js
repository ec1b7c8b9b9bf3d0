const log = require("../../log");

Component({
  relations: {
    "../child/index": {
      type: "descendant",
      linked(target) {
        log(`linked ${target.data.name}`);
      },
      unlinked(target) {
        log(`unlinked ${target.data.name}`);
      },
    },
  },

  methods: {
    names() {
      return this.getRelationNodes("../child/index").map(({ data }) => data.name);
    },
  },
});
