// Loaded into the portal's process: SIGUSR2 collects garbage and writes what is left to STAGINGS_BENCH_MEMORY.
const { renameSync, writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const file = process.env.STAGINGS_BENCH_MEMORY;

process.on('SIGUSR2', () => {
  collect();
  collect();
  writeFileSync(`${file}.new`, JSON.stringify(process.memoryUsage()));
  renameSync(`${file}.new`, file);
});
