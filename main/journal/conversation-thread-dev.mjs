// Node 20 cannot read TypeScript in a worker thread. Tests and scripts, which run from the sources, start the thread
// through this file; the built app starts the bundled one.
import { register } from 'tsx/esm/api'

register()
await import(new URL('./conversation-thread.ts', import.meta.url).href)
