import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole tabs are rendered, and queries by role are slow in jsdom: allow for a machine that has other work.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
