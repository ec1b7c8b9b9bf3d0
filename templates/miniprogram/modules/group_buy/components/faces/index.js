const { facesOf } = require("../../services/groups");

/** Who is in a group, and which places are still free. */
Component({
  properties: {
    /** Group */
    group: { type: Object, value: /** @type {any} */ (null) },
  },
  data: { faces: /** @type {ReturnType<typeof facesOf>} */ ([]) },
  observers: {
    /** @param {import("../../services/groups").Group | null} group */
    group(group) {
      if (group) this.setData({ faces: facesOf(group) });
    },
  },
});
