import { defineConfig } from '@playwright/test';
import config from './playwright.config';

/** Takes the pictures of the documentation from the running demo. */
export default defineConfig(config, { testMatch: 'screenshots.ts' });
