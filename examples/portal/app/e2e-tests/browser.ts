import {
  PlaywrightTestOptions,
  PlaywrightWorkerOptions,
} from '@playwright/test';

/** Debian's Chromium, which asks nobody outside of this machine for anything. */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> =
  {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  };
