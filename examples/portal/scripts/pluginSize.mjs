import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './folders.mjs';

/**
 * Measures what the Stagings plugin adds to the JavaScript of a portal, from the demo's build:
 *
 *   npm --workspace app run build -- --stats && npm --workspace app run size
 *
 * A module counts as the plugin's if no other part of the app leads to it: the plugin's own, and the libraries
 * that only it uses. A file that holds others too counts by the plugin's share of its source. It fails when what
 * comes without a form or a YAML view is over the limit.
 */
const LIMIT_KB = 150;
const OURS = /[\\/]plugins[\\/]stagings(-common)?[\\/]/;
/** Libraries of the forms and the YAML views, which load when first needed. */
const WHEN_NEEDED =
  /[\\/]node_modules[\\/](@rjsf|ajv|ajv-formats|yaml|qrcode\.react)[\\/]/;

const dist = join(root, 'examples/portal/app/dist');
const stats = JSON.parse(
  await readFile(join(dist, 'bundle-stats.json'), 'utf8'),
);

const leaves = module =>
  module.modules?.length ? module.modules.flatMap(leaves) : [module];

/** Style sheets and the bundler's own code are nobody's JavaScript. */
const units = stats.modules.filter(
  ({ identifier }) => !/^(css\b|webpack\/runtime)/.test(identifier),
);

/** Modules that were joined to one count as that one. */
const unitOf = new Map();
for (const unit of units) {
  for (const { identifier } of [unit, ...leaves(unit)]) {
    unitOf.set(identifier, unit);
  }
}
const isOurs = unit =>
  leaves(unit).some(({ identifier }) => OURS.test(identifier));

function reachedWithoutUs() {
  const followers = new Map();
  const open = [];
  for (const unit of units.filter(each => !isOurs(each))) {
    const reasons = [unit, ...leaves(unit)].flatMap(each => each.reasons ?? []);
    for (const { moduleIdentifier } of reasons) {
      const from = unitOf.get(moduleIdentifier);
      if (!from) open.push(unit);
      else followers.set(from, [...(followers.get(from) ?? []), unit]);
    }
  }
  const reached = new Set();
  for (let next = open.pop(); next; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(followers.get(next) ?? []));
  }
  return reached;
}

const reached = reachedWithoutUs();
const byChunk = new Map();
for (const module of units) {
  for (const chunk of module.chunks ?? []) {
    byChunk.set(chunk, [...(byChunk.get(chunk) ?? []), module]);
  }
}

const rows = [];
for (const chunk of stats.chunks) {
  const inside = byChunk.get(chunk.id) ?? [];
  const ours = inside.filter(module => !reached.has(module));
  const sizeOf = list => list.reduce((sum, { size }) => sum + size, 0);
  const share = sizeOf(ours) / (sizeOf(inside) || 1);
  if (share === 0) continue;
  let bytes = 0;
  for (const file of chunk.files.filter(name => name.endsWith('.js'))) {
    bytes += gzipSync(await readFile(join(dist, file))).length;
  }
  const late = ours
    .flatMap(leaves)
    .some(({ identifier }) => WHEN_NEEDED.test(identifier));
  const largest = [...ours].sort((a, b) => b.size - a.size)[0]?.name ?? '';
  rows.push({ kB: (bytes * share) / 1000, late, files: chunk.files, largest });
}

rows.sort((a, b) => b.kB - a.kB);
const sum = list => list.reduce((total, { kB }) => total + kB, 0);
const atOnce = sum(rows.filter(({ late }) => !late));
for (const { kB, late, largest } of rows) {
  console.log(
    `${kB.toFixed(1).padStart(8)} kB  ${
      late ? 'when needed' : '           '
    }  ${largest.slice(0, 100)}`,
  );
}
console.log(
  `${atOnce.toFixed(1)} kB gzipped, and ${sum(
    rows.filter(({ late }) => late),
  ).toFixed(
    1,
  )} kB when forms and YAML views are first needed; the limit is ${LIMIT_KB} kB`,
);
if (atOnce > LIMIT_KB) process.exitCode = 1;
