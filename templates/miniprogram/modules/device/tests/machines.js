/** A lathe and what it tells, as the backend answers. */
const NOW = Date.parse("2026-11-22T10:00:00Z");
const LATHE = {
  id: 7,
  code: "cnc-1",
  type: "cnc",
  type_label: "数控机床",
  name: "一号机",
  place: "一车间",
  group: "",
  status: "online",
  status_label: "在线",
  last_seen_at: "2026-11-22T09:59:58Z",
  latest: [
    {
      reading: "mode",
      label: "模式",
      type: "text",
      unit: "",
      value: "自动",
      at: null,
      wrong_clock: false,
    },
    {
      reading: "temperature",
      label: "主轴温度",
      type: "number",
      unit: "°C",
      value: 71.456,
      at: "2026-11-22T09:59:58Z",
      wrong_clock: true,
    },
    {
      reading: "running",
      label: "运转",
      type: "boolean",
      unit: "",
      value: null,
      at: null,
      wrong_clock: false,
    },
  ],
  commands: [
    {
      command: "stop",
      label: "停机",
      confirm: true,
      params: [{ name: "reason", label: "原因", type: "text", unit: "", min: null, max: 4 }],
    },
  ],
  counts: [],
};
const SENT = {
  id: 1,
  label: "停机",
  params: { reason: "换刀" },
  status: "sent",
  status_label: "已下发",
  note: "",
  created_at: "2026-11-22T10:00:00Z",
};
const SERIES = {
  reading: "temperature",
  label: "主轴温度",
  unit: "°C",
  step_s: 10,
  points: [
    { at: "2026-11-22T09:00:00Z", low: 60, mean: 62, high: 64 },
    { at: "2026-11-22T09:00:10Z", low: 61, mean: 63, high: 70 },
    { at: "2026-11-22T09:50:00Z", low: 71, mean: 72, high: 73 },
  ],
};

const since = new Date("2026-11-22T09:00:00Z");
const until = new Date("2026-11-22T10:00:00Z");

const lastOf = (list) => list[list.length - 1];

module.exports = { LATHE, NOW, SENT, SERIES, lastOf, since, until };
