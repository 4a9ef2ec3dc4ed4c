import { Problem } from './problem.mjs'

// Vite 8 and electron-vite 6 start at 20.19: the first Node 20 that can require() an ES module.
const OLDEST = [20, 19]

/** Throws a {@link Problem} when this Node is too old to run the tools. */
export function checkNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [needMajor = 0, needMinor = 0] = OLDEST
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return
  throw new Problem(`Dexter Voice needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`)
}
