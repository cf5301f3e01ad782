module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The codec is not part of what its package exports, yet only a real API server can judge it.
      files: ['e2e-tests/codec.test.ts'],
      rules: { '@backstage/no-forbidden-package-imports': 'off' },
    },
  ],
});
