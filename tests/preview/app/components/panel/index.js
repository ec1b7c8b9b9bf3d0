Component({ options: { multipleSlots: true } });
