import { defineConfig } from 'vitest/config'

/** A test that came to its end without having compared anything has shown nothing, so it fails. */
const expectations = { requireAssertions: true }

/** A test ends by what it waits for; this only ends one that hangs, on however busy a machine. */
const TEST_TIMEOUT_MS = 20_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          environment: 'node',
          expect: expectations,
          // Without a word vitest leaves one core idle, of two.
          maxWorkers: '100%',
          testTimeout: TEST_TIMEOUT_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'view',
          include: ['test/**/*.test.tsx'],
          environment: 'happy-dom',
          expect: expectations,
          maxWorkers: '100%',
          testTimeout: TEST_TIMEOUT_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        // The real app on a virtual desktop, one at a time: two cores can't keep two apps within their latencies.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          environment: 'node',
          expect: expectations,
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
