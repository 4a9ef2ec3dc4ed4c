// Node 20 cannot read TypeScript in a worker thread. Tests and scripts, which run from the sources, start the speech
// threads through this file; the built app starts the bundled worker.
import { register } from 'tsx/esm/api'

register()
await import(new URL('./worker.ts', import.meta.url).href)
