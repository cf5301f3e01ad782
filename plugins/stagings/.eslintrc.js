module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Keyboards scroll what they can focus, so a region with much text takes the focus.
    'jsx-a11y/no-noninteractive-tabindex': ['error', { roles: ['region'] }],
  },
});
