import { parentPort, workerData } from 'node:worker_threads'
import { type QuartzLibraries, runTap, type TapEvent } from './quartz'

/**
 * The thread of the tap's run loop: it tells, and hardly listens.
 */
export type FromTap = { type: 'ready' } | { type: 'refused' } | { type: 'heard'; event: TapEvent }

const libraries: QuartzLibraries = workerData
const tell = (message: FromTap) => parentPort?.postMessage(message)

const set = runTap(libraries, (event) => tell({ type: 'heard', event }))
tell({ type: set ? 'ready' : 'refused' })
