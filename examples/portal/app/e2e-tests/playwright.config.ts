import { defineConfig } from '@playwright/test';
import { browser } from './browser';

/** The demo in a real browser, as people use it. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  globalSetup: './startPortal.ts',
  outputDir: '../../../../.e2e/browser',
  reporter: process.env.CI ? 'list' : 'line',
  forbidOnly: !!process.env.CI,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  use: {
    ...browser,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
});
