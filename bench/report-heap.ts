// Loaded into a server under measurement (node --expose-gc --import): tells what its heap holds whenever it is asked by SIGUSR2.
process.on("SIGUSR2", () => {
  globalThis.gc?.();
  console.log(`heap ${process.memoryUsage().heapUsed}`);
});
