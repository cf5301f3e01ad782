const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/**
 * The rooms of `src` and what each may import; `docs/architecture.md` says what they hold. `config/types.ts`
 * is open to all of them: it is the shape of what is configured, without any reading.
 */
const ROOMS = {
  http: ['service', 'model', 'redaction'],
  service: ['store', 'template', 'secrets', 'redaction', 'model'],
  engine: [
    'template',
    'render',
    'cluster',
    'registry',
    'store',
    'plan',
    'policy',
    'archive',
    'health',
    'secrets',
    'redaction',
    'model',
  ],
  template: ['model'],
  render: ['template', 'model'],
  cluster: ['model'],
  registry: ['model'],
  store: ['model'],
  config: ['template', 'model'],
  secrets: ['model'],
  redaction: [],
  plan: ['redaction', 'model'],
  policy: ['model'],
  archive: ['model'],
  health: ['model'],
  model: [],
};

const rooms = readdirSync(join(__dirname, 'src'), { withFileTypes: true })
  .filter(entry => entry.isDirectory() && !entry.name.startsWith('__'))
  .map(entry => entry.name);

const unknown = rooms.filter(room => !ROOMS[room]);
if (unknown.length > 0) {
  throw new Error(`Say in ROOMS what these may import: ${unknown.join(', ')}`);
}

const zones = rooms.flatMap(target =>
  rooms
    .filter(from => from !== target && !ROOMS[target].includes(from))
    .map(from => ({
      target: `./src/${target}`,
      from: `./src/${from}`,
      ...(from === 'config' ? { except: ['./types.ts'] } : {}),
      message: `${target}/ may import only: ${
        ROOMS[target].join(', ') || 'none'
      }`,
    })),
);

module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  settings: {
    'import/resolver': { node: { extensions: ['.ts', '.js', '.json'] } },
  },
  overrides: [
    {
      files: ['src/**/*.ts'],
      excludedFiles: ['**/*.test.ts', '**/__testUtils__/**'],
      rules: {
        'import/no-restricted-paths': ['error', { basePath: __dirname, zones }],
      },
    },
  ],
});
