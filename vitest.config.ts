import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // vitest sets MODE to "test" in the environment, and a program that a test starts would refuse that setting.
    env: { MODE: 'practice' },
    setupFiles: ['./test/support/seed.ts'],
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/reporter.ts'],
    testTimeout: 30_000,
  },
})
