import {
  PlaywrightTestOptions,
  PlaywrightWorkerOptions,
} from '@playwright/test';
import { resolve } from 'node:path';

/** Where the start of the portal leaves who is signed in. */
export const SIGNED_IN = resolve(__dirname, '../../../../.e2e/signedIn.json');

/** Debian's Chromium, which asks nobody outside of this machine for anything. */
export const browser: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> =
  {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    storageState: SIGNED_IN,
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
