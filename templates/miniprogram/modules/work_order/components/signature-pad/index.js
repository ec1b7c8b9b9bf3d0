const { toast } = require("../../../../core/feedback");

/**
 * The parts of WeChat's canvas node that a signature takes.
 *
 * @typedef {{x: number, y: number}} Dot
 * @typedef {{canvas: any, pen: any, width: number, height: number}} Pad
 */

/** What is drawn on, by component: a canvas cannot be data. @type {WeakMap<object, Pad>} */
const pads = new WeakMap();

const LINE = 3;

/**
 * A signature, drawn with a finger; where nothing can be drawn, a photo of one on paper. Emits `signed` with {path}, a
 * local file.
 */
Component({
  properties: {
    busy: Boolean,
  },

  data: {
    drawable: true,
    drawn: false,
  },

  lifetimes: {
    ready() {
      this.createSelectorQuery()
        .select("#pad")
        .fields({ node: true, size: true })
        .exec(([found]) => this.prepare(found));
    },
  },

  methods: {
    /** @param {{node?: any, width: number, height: number} | null} found */
    prepare(found) {
      if (!found || !found.node) {
        this.setData({ drawable: false });
        return;
      }
      const { node: canvas, width, height } = found;
      const scale = wx.getWindowInfo().pixelRatio;
      canvas.width = width * scale;
      canvas.height = height * scale;
      const pen = canvas.getContext("2d");
      pen.scale(scale, scale);
      pads.set(this, { canvas, pen, width, height });
      this.wipe();
    },

    wipe() {
      const pad = pads.get(this);
      if (!pad) return;
      const { pen, width, height } = pad;
      pen.fillStyle = "#ffffff";
      pen.fillRect(0, 0, width, height);
      Object.assign(pen, { strokeStyle: "#111111", lineWidth: LINE, lineCap: "round", lineJoin: "round" });
      this.setData({ drawn: false });
    },

    /** @param {{touches: Dot[]}} event */
    onStart({ touches }) {
      const pad = pads.get(this);
      if (!pad) return;
      const [{ x, y }] = touches;
      pad.pen.beginPath();
      pad.pen.moveTo(x, y);
    },

    /** @param {{touches: Dot[]}} event */
    onMove({ touches }) {
      const pad = pads.get(this);
      if (!pad) return;
      const [{ x, y }] = touches;
      pad.pen.lineTo(x, y);
      pad.pen.stroke();
      if (!this.data.drawn) this.setData({ drawn: true });
    },

    onConfirm() {
      const pad = pads.get(this);
      if (!pad || !this.data.drawn) {
        toast("请先签名");
        return;
      }
      wx.canvasToTempFilePath(
        {
          canvas: pad.canvas,
          fileType: "png",
          success: ({ tempFilePath }) => this.triggerEvent("signed", { path: tempFilePath }),
          fail: () => toast("签名没有存下来，请再试一次"),
        },
        this,
      );
    },

    async onPhoto() {
      const chosen = await wx
        .chooseMedia({ count: 1, mediaType: ["image"], sizeType: ["compressed"] })
        .catch(() => null);
      if (chosen) this.triggerEvent("signed", { path: chosen.tempFiles[0].tempFilePath });
    },
  },
});
