Component({ options: { styleIsolation: "shared" } });
