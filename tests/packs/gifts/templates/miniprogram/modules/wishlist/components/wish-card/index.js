Component({
  properties: {
    block: { type: Object, value: {} },
  },
});
