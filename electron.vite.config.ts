import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { prepareData } from './main/practice/speech/data'

/**
 * One build, four bundles. The folders carry the names of the processes they run in;
 * `out/` mirrors them. Native modules stay outside the bundles: their binaries are loaded by path.
 */
const root = (path: string) => resolve(import.meta.dirname, path)
const native = ['electron', 'keytar', 'koffi', 'uiohook-napi']

const practiceData = {
  name: 'practice-data',
  async writeBundle() {
    await prepareData(root('out/practice-data'), root('package.json'))
  },
}

/** Imported when it runs, as the icons are. */
const thirdPartyOf = async (native: boolean) => {
  const { thirdParty } = await import(root('build/third-party.mjs'))
  return thirdParty({ root: root('.'), native })
}

const icons = {
  name: 'icons',
  async writeBundle() {
    // Imported when it runs: bundled into this config it would look for its drawings elsewhere.
    const { renderIcons } = await import(root('build/render-icons.mjs'))
    await renderIcons(root('out/icons'))
  },
}

export default defineConfig({
  main: {
    plugins: [icons, practiceData, thirdPartyOf(true)],
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rollupOptions: {
        external: native,
        input: {
          index: root('main/index.ts'),
          'hook-process': root('main/hotkey/hook-process.ts'),
          'conversation-thread': root('main/journal/conversation-thread.ts'),
          'ledger-thread': root('main/journal/ledger-thread.ts'),
          'tap-thread': root('main/hotkey/mac/tap-thread.ts'),
          practice: root('main/practice/process.ts'),
          'practice-speech': root('main/practice/speech/worker.ts'),
        },
        // Beside the entries: a file of the app is found from where its code lies.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [thirdPartyOf(false)],
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // A sandboxed preload must be ONE CommonJS file.
      rollupOptions: {
        external: native,
        input: { index: root('preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: root('renderer'),
    base: './',
    plugins: [react(), thirdPartyOf(false)],
    build: {
      outDir: root('out/renderer'),
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: {
          voice: root('renderer/voice.html'),
          panel: root('renderer/panel.html'),
          hud: root('renderer/hud.html'),
        },
      },
    },
    worker: { format: 'es' },
  },
})
