Component({
  properties: {
    spu: { type: Object, value: {} },
  },
});
