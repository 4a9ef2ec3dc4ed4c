import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * The windows in a plain browser, with a bridge that answers from fixtures:
 * `npx vite --config tools/workbench/vite.config.ts`, then /panel.html?scene=streams&theme=dark#activity or /hud.html?scene=listening.
 */
const project = resolve(import.meta.dirname, '../..')

export default defineConfig({
  root: resolve(project, 'renderer'),
  plugins: [
    react(),
    {
      name: 'fake-bridge',
      transformIndexHtml: {
        // Before the build looks for scripts: it bundles this one, too.
        order: 'pre',
        handler: () => [
          {
            tag: 'script',
            attrs: { type: 'module', src: `/@fs${project}/tools/workbench/scene.ts` },
            injectTo: 'head-prepend',
          },
        ],
      },
    },
  ],
  server: { fs: { allow: [project] } },
})
