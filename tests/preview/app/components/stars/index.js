Component({ behaviors: ["wx://form-field"], properties: { value: Number } });
