import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { UpdateInfo } from 'electron-updater'
import { z } from 'zod'
import { t } from '../../shared/i18n'
import { redactText } from '../../shared/redact'
import type { Settings } from '../../shared/settings'
import { readJsonFile, writeJsonFile } from '../json-file'
import type { Notice } from '../notice'
import { PLATFORM } from '../platform'
import { checkPlace, type Obstacle, whyNotInstallable } from './update-place'
import { NotSigned, verifiedUpdate } from './update-signature'
import type { Updater, UpdateSource } from './update-source'

/** The first look waits until the start is over. */
const FIRST_CHECK_MS = 60_000
const CHECK_EVERY_MS = 6 * 3600_000
/** A download waits for a moment without a question, looked for this often. */
const QUIET_LOOK_MS = 5_000
/** Characters of what is new that a notice can hold. */
const MAX_NOTES = 400

interface UpdatesDeps extends UpdateSource {
  version: string
  platform?: NodeJS.Platform
  /** Absolute path of what an update replaces. */
  place?: string
  /** See {@link checkPlace}. */
  checkPlace?(place: string, platform: NodeJS.Platform): Promise<void>
  settings(): Settings
  /** No question is open: a download may take the line, and the disk. */
  quiet(): boolean
  after(ms: number, callback: () => void): void
  /**
   * Remembers what is to be told at the next start: what is new in the version that is then there, or why it is not; and
   * that nothing can be installed here.
   */
  file: string
  notice: Notice
  /** A version is here and is installed when the app quits; null: it will not be after all. */
  onReady(version: string | null): void
}

/** Characters of an error that are shown. */
const MAX_REASON = 120

/** What came of a look, in one sentence. `refused`: a version can't be trusted, or installed. */
interface Found {
  kind: 'ready' | 'refused' | 'nothing'
  text: string
}
const nothing = (text: string): Found => ({ kind: 'nothing', text })

const NewsSchema = z.object({
  version: z.string(),
  notes: z.string(),
  refused: z.string().default(''),
  /** Of the version that ran, at its place, when nothing could be installed. */
  stuck: z.object({ version: z.string(), place: z.string() }).optional(),
})

/** A file that is installed at the end, and the hash with which it was checked. */
interface Checked {
  path: string
  sha512: string
}

/**
 * Updates: looked for at times and on request, taken in a quiet moment, installed when the app quits and at no other
 * time. electron-updater checks what it downloaded: by hash everywhere, by the publisher's signature on macOS and
 * Windows. On Linux the list of hashes must be signed with `key`. Between its check and the end of the app a file lies where
 * other programs can write, so it is checked once more then. What does not fit, or is older than what runs, is not taken,
 * and that is said. Where nothing can be installed that is said once, and nothing is fetched by itself any more, until another
 * version runs, or this one somewhere else.
 */
export function createUpdates(deps: UpdatesDeps) {
  const { load, obstacle, key, version, settings, notice, platform = PLATFORM } = deps
  const { place = process.env.APPIMAGE ?? process.execPath } = deps
  let loaded: Promise<Updater> | null = null
  let taken: string | null = null
  let checked: Checked[] = []
  let refusedBefore = ''
  /** Nothing can be installed here. */
  let stuck = false
  let checking = false
  /** The installer has begun, and has said nothing against it yet. */
  let installing = false
  /** The version that was found last. */
  let newest = ''
  /** What was told goes when it no longer holds. */
  let withdrawRefusal = () => {}
  let withdrawReady = () => {}

  const tellRefusal = (text: string) => {
    withdrawRefusal()
    withdrawRefusal = notice('warning', 'update_refused', text)
  }
  /** What was ready will not be installed after all. */
  const lose = () => {
    taken = null
    withdrawReady()
    deps.onReady(null)
  }

  const updater = async (make: () => Promise<Updater>): Promise<Updater> => {
    loaded ??= make().then((it) => {
      it.autoDownload = false
      it.autoInstallOnAppQuit = true
      it.logger = null
      // A failure is told by the promise that it ends; what Squirrel says later, when there is none, is told here.
      it.on('error', (error) => {
        if (installing) {
          installing = false
          return
        }
        const why = checking ? null : whyNotInstallable(error, platform)
        if (why === null || stuck) return
        const said = cannotInstall(taken ?? newest, why)
        lose()
        void said.then(({ text }) => tellRefusal(text))
      })
      return it
    })
    const it = await loaded
    const beta = settings().updateChannel === 'beta'
    it.channel = beta ? 'beta' : 'latest'
    it.allowPrerelease = beta
    // Naming a channel permits downgrades.
    it.allowDowngrade = false
    return it
  }

  /** Settles when no question is open. */
  const quiet = (): Promise<void> =>
    new Promise((resolve) => {
      const look = () => (deps.quiet() ? resolve() : deps.after(QUIET_LOOK_MS, look))
      look()
    })

  const take = async (it: Updater, info: UpdateInfo): Promise<Found> => {
    const signed = key === null ? null : verifiedUpdate(info, key).files.map(({ sha512 }) => sha512)
    await (deps.checkPlace ?? checkPlace)(place, platform)
    await quiet()
    it.autoInstallOnAppQuit = true
    const paths = await it.downloadUpdate()
    // Squirrel, on macOS, has taken the update by now, and checks what it installs itself.
    if (platform !== 'darwin') {
      // Until the app ends and it was looked at once more.
      it.autoInstallOnAppQuit = false
      checked = await Promise.all(paths.map(async (path) => ({ path, sha512: await sha512Of(path) })))
      if (signed !== null && !checked.every(({ sha512 }) => signed.includes(sha512)))
        throw new NotSigned('What was downloaded is none of the files that were signed.')
    }
    taken = info.version
    stuck = false
    withdrawRefusal()
    await remember({ version: info.version, notes: notesOf(info) })
    deps.onReady(info.version)
    return { kind: 'ready', text: readySentence(info.version) }
  }

  /** Looks for an update and takes it. Settles with what came of it; never rejects. */
  const look = async (): Promise<Found> => {
    if (load === null) return nothing(t(`app.update.${obstacle ?? 'notHere'}`, { version }))
    if (taken !== null) return { kind: 'ready', text: readySentence(taken) }
    let offered = ''
    checking = true
    try {
      const it = await updater(load)
      const found = await it.checkForUpdates()
      if (!found) return nothing(t('app.update.notHere', { version }))
      offered = found.updateInfo.version
      newest = offered
      if (found.isUpdateAvailable) return await take(it, found.updateInfo)
      if (offered === version) return nothing(t('app.update.newest', { version }))
      return { kind: 'refused', text: t('app.update.older', { offered, version }) }
    } catch (error) {
      return await failure(error, offered)
    } finally {
      checking = false
    }
  }

  const remember = (news: { version: string; notes: string; refused?: string }) =>
    writeJsonFile(deps.file, { ...news, ...(stuck ? { stuck: { version, place } } : {}) }).catch(() => {})

  /** Notes that nothing can be installed here; returns what to say of it. */
  const cannotInstall = async (offered: string, why: Obstacle): Promise<Found> => {
    stuck = true
    await remember({ version: '', notes: '' })
    return { kind: 'refused', text: t(`app.update.${why}`, { version: offered }) }
  }

  const failure = async (error: unknown, offered: string): Promise<Found> => {
    if (error instanceof NotSigned) {
      console.error(`update refused: ${error.message}`)
      return { kind: 'refused', text: t('app.update.notSigned', { version: offered }) }
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const text = error instanceof Error ? error.message : String(error)
    if (/CHECKSUM|SIGNATURE|sha512|not signed/i.test(`${code} ${text}`))
      return { kind: 'refused', text: t('app.update.damaged', { version: offered }) }
    // Before a version is offered nothing is written.
    const why = offered === '' ? null : whyNotInstallable(error, platform)
    if (why !== null) return cannotInstall(offered, why)
    if (/ERR_UPDATER_(?:INVALID|NO_|CHANNEL|LATEST)/.test(code))
      return { kind: 'refused', text: t('app.update.noUpdate') }
    return nothing(t('app.update.notChecked', { why: redactText(text.split('\n')[0] ?? '').slice(0, MAX_REASON) }))
  }

  const routine = async () => {
    if (settings().updates && taken === null && !stuck) {
      const { kind, text } = await look()
      // What is as it was before is not worth a word; what can't be trusted, or installed, is, once.
      if (kind === 'refused' && text !== refusedBefore) tellRefusal(text)
      if (kind === 'ready') withdrawReady = notice('info', 'update_ready', text)
      refusedBefore = kind === 'refused' ? text : ''
    }
    deps.after(CHECK_EVERY_MS, () => void routine())
  }

  return {
    /** Looks for an update and takes it. Settles with one sentence on what came of it; never rejects. */
    check: async (): Promise<string> => (await look()).text,
    /**
     * The last step of an end that is a restart, after {@link beforeQuit}: installs what is ready, and starts it. False when
     * nothing is installed: then the caller starts the app again.
     */
    async installAndRestart(): Promise<boolean> {
      if (taken === null || loaded === null) return false
      const it = await loaded
      if (!it.autoInstallOnAppQuit) return false
      installing = true
      // It tells only by an error, before it returns, that nothing will come of it: no password was given, say. It then ends
      // nothing, either.
      it.quitAndInstall(true, true)
      if (installing) return true
      it.autoInstallOnAppQuit = false
      const refused = t('app.update.notInstalled', { version: taken, current: version })
      await remember({ version: '', notes: '', refused })
      return false
    },
    /**
     * Before the app ends: looks once more at what is about to be installed. Settles when that may happen, or was called off;
     * never rejects. `install`: false while the computer shuts down, which would cut an installer off half-way; macOS, where
     * Squirrel has the update already, installs it all the same.
     */
    async beforeQuit(install = true): Promise<void> {
      if (!install || taken === null || loaded === null || checked.length === 0) return
      const sound = await Promise.all(
        checked.map(async ({ path, sha512 }) => (await sha512Of(path).catch(() => null)) === sha512),
      )
      if (sound.every(Boolean)) {
        const it = await loaded
        it.autoInstallOnAppQuit = true
        return
      }
      const refused = t('app.update.changedOnDisk', { version: taken })
      await remember({ version: '', notes: '', refused })
    },
    /** Tells once what is new in a version that has just been installed, and begins to look for the next. */
    start() {
      const news = readJsonFile(deps.file, NewsSchema).value
      stuck = news?.stuck?.version === version && news.stuck.place === place
      if (news?.version === version) {
        notice('info', 'updated', [t('app.update.updated', { version }), news.notes].filter(Boolean).join(' '))
        void remember({ version: '', notes: '' })
      }
      if (news?.refused) {
        notice('warning', 'update_refused', news.refused)
        void remember({ version: '', notes: '' })
      }
      if (load !== null) deps.after(FIRST_CHECK_MS, () => void routine())
    },
  }
}

const readySentence = (version: string) => t('app.update.ready', { version })

/** In base64, as electron-updater writes it. */
async function sha512Of(path: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(path), hash)
  return hash.digest('base64')
}

/** What is new, as plain words on one line: it comes from outside, and often is HTML. */
function notesOf({ releaseNotes }: UpdateInfo): string {
  const text = Array.isArray(releaseNotes) ? releaseNotes.map(({ note }) => note ?? '').join(' ') : (releaseNotes ?? '')
  return redactText(
    text
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ).slice(0, MAX_NOTES)
}
