import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { app, crashReporter } from 'electron'

/** As many as a person would look at; one takes up to a few megabytes. */
const KEPT_DUMPS = 10

/** Where none are kept there is no folder for them either: to ask for it is an error. */
let kept = false

/** Before `app` is ready: a crash of any process from here on leaves a dump in the profile, and nowhere else. */
export function keepCrashDumps(): void {
  crashReporter.start({ uploadToServer: false })
  kept = true
}

/** Deletes the oldest dumps of the profile. Settles when that is done; what can't be deleted stays. */
export async function pruneCrashDumps(): Promise<void> {
  if (kept) await pruneDumps(app.getPath('crashDumps'), KEPT_DUMPS)
}

/** Keeps the newest `count` dumps below `folder` (Crashpad has folders of its own in it), each with what belongs to it. */
export async function pruneDumps(folder: string, count: number): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const dumps = await Promise.all(
    entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('.dmp'))
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name)
        return {
          path,
          at: await stat(path).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        }
      }),
  )
  const old = dumps.sort((a, b) => b.at - a.at).slice(count)
  for (const { path } of old) {
    for (const file of [path, path.replace(/\.dmp$/, '.meta')]) await rm(file, { force: true }).catch(() => {})
  }
}
