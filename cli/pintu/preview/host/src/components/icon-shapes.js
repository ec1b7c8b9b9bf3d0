/** The nine icons of WeChat's, drawn in a square of 24; `mark` stands out of the filled shape. */

const DISC = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20z";
const RING = `${DISC}M12 3.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6z`;

/** @type {Record<string, {color: string, fill: string, stroke?: string, strokeColor?: string}>} */
export const ICONS = {
  success: { color: "#09bb07", fill: DISC, stroke: "M7 12.3l3.4 3.4L17.2 9", strokeColor: "#fff" },
  success_no_circle: { color: "#09bb07", fill: "", stroke: "M4.5 12.5l5 5L20 7" },
  info: { color: "#10aeff", fill: DISC, stroke: "M12 11v6M12 7v1.6", strokeColor: "#fff" },
  warn: { color: "#f76260", fill: DISC, stroke: "M12 6.5v7M12 15.8v1.6", strokeColor: "#fff" },
  waiting: { color: "#10aeff", fill: DISC, stroke: "M12 6.5v6h4.2", strokeColor: "#fff" },
  cancel: { color: "#f43530", fill: RING, stroke: "M8.5 8.5l7 7M15.5 8.5l-7 7" },
  download: { color: "#09bb07", fill: RING, stroke: "M12 6.5v9M8.3 12l3.7 3.7 3.7-3.7" },
  search: { color: "#b2b2b2", fill: "", stroke: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.4 15.4L20.5 20.5" },
  clear: { color: "#b2b2b2", fill: DISC, stroke: "M8.5 8.5l7 7M15.5 8.5l-7 7", strokeColor: "#fff" },
};
