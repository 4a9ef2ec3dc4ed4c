import type { ChosenDevice } from '../../shared/devices'
import { type Headset, isDeaf, type MicrophoneTrouble } from '../../shared/microphone'
import type { DeviceReport } from '../engine/ports'
import { headsetOf } from './bluetooth'
import type { TrackReport } from './capture'
import { idOf } from './device-list'

/** 20 ms each: a minute of speech survives an engine thread that does not come to read. */
const MAX_WAITING_CHUNKS = 3_000
/** How often what could not be opened is tried again, while it is wanted. */
const RETRY_MS = 1_000
/** So long a track may be muted: a headset that changes its mode is, for a moment. */
const MUTED_MS = 600
/** Waits before a track that gives nothing, or ends again and again, is opened anew; the first time none. */
const BACK_OFF_MS = [0, 2_000, 5_000, 15_000, 30_000] as const
/** A track that was fine for so long and then fails has failed for the first time. */
const FINE_MS = 10_000

/** Who needs the microphone: questions, or a test in the settings. It closes when nobody does. */
export type MicrophoneUser = 'turns' | 'test'

interface MicrophoneDeps {
  /** It is open; the stream is to be transferred to the engine thread. `track` is its number there. */
  onStream(stream: ReadableStream<AudioData>, track: number): void
  report(report: DeviceReport): void
  /** Ends the browser's audio service when it sees no device at all, so that it looks again. Settles when that is done. */
  revive(): Promise<void>
}

/** An open device. */
interface Open {
  stream: MediaStream
  /** Its number for the engine thread. */
  number: number
  /** Monotonic. */
  since: number
  /** What comes out of it is what is heard of the trader. */
  taken: boolean
  processed: boolean
}

/**
 * The microphone's device: opened and closed on demand, and open for as long as it is wanted whatever becomes of it. One
 * that goes away is replaced by what there is; one that can't be opened is tried again, and when devices change. A new one
 * opens before the old one ends, and the old one ends when the engine thread has gone over to the new one.
 */
export function createMicrophone({ onStream, report: tell, revive }: MicrophoneDeps) {
  const devices = navigator.mediaDevices
  /** The chosen one; null for the system's default. */
  let chosen: ChosenDevice | null = null
  /** As they were last listed. */
  let listed: MediaDeviceInfo[] = []
  /** The newest, and before it the one that is heard until that can take over. */
  let open: Open | null = null
  let leaving: Open | null = null
  let opened = 0
  /** What is open stands in for the chosen one. */
  let substituted = false
  /** The device behind the system's default when it was opened. */
  let group: string | undefined
  /** Grows with every wish: an answer to an older one is thrown away. */
  let wish = 0
  const users = new Set<MicrophoneUser>()
  let processed = false
  let opening = false
  let last: DeviceReport = { state: 'closed', device: null }
  let headset: Headset | null = null
  let trouble: MicrophoneTrouble | null = null
  /** How often in a row it was opened anew, by what was wrong. */
  const tries = { muted: 0, dead: 0, ended: 0 }
  let retry: ReturnType<typeof setTimeout> | undefined
  let mutedTimer: ReturnType<typeof setTimeout> | undefined

  const report = (next: DeviceReport) => {
    last = next
    tell({ ...next, ...(headset && { bluetooth: headset }), ...(trouble && next.state === 'open' && { trouble }) })
  }
  const isWanted = () => users.size > 0
  const list = async () => {
    listed = await devices.enumerateDevices()
    return listed
  }
  const chosenId = () => (chosen === null ? null : (idOf(listed, 'microphone', chosen) ?? chosen.id))

  /** Beside everything else: no device opens later, or is watched later, for what is said about it. */
  const lookForHeadset = async () => {
    const mine = chosen
    await list().catch(() => {
      listed = []
    })
    if (mine !== chosen) return
    const found = headsetOf(listed, chosenId())
    if (found?.label === headset?.label && found?.builtIn?.deviceId === headset?.builtIn?.deviceId) return
    headset = found
    report(last)
  }

  const release = (old: MediaStream | null | undefined) => {
    for (const track of old?.getTracks() ?? []) {
      track.onended = null
      track.onmute = null
      track.onunmute = null
      track.stop()
    }
  }
  const releaseAll = () => {
    clearTimeout(mutedTimer)
    release(open?.stream)
    release(leaving?.stream)
    open = null
    leaving = null
  }

  const request = (deviceId: string | null) =>
    devices.getUserMedia({
      audio: {
        ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
        channelCount: 1,
        // While a key is held the speaker is silent, and the provider reduces noise itself: both would only cost delay
        // and the edges of words. A microphone that stays open hears the answer, too.
        echoCancellation: processed,
        noiseSuppression: processed,
        // Gain makes the noise of a muted headset as loud as that of a live one, and a silence that can't be trusted
        // must not approve a trade (engine/money/voice-level.ts).
        autoGainControl: processed,
      },
    })

  /** The chosen device; where that is gone, the system's default. */
  const find = async () => {
    const id = chosenId()
    try {
      return { stream: await request(id), instead: false }
    } catch (error) {
      const gone = ['OverconstrainedError', 'NotFoundError'].includes(nameOf(error))
      if (id === null || !gone) throw error
      return { stream: await request(null), instead: true }
    }
  }

  /** Opens it anew. What is open stays so until the new one is heard: no word falls between the two. */
  const acquire = async () => {
    if (opening) return
    opening = true
    clearTimeout(retry)
    const mine = ++wish
    const asked = processed
    // What is known to be wrong stands until it opens: a key may come up before the request has failed again.
    if (!open && !isDeaf(last)) report({ state: 'opening', device: null })
    try {
      const { stream, instead } = await find()
      if (mine !== wish || !isWanted()) return release(stream)
      take(stream, instead, asked)
    } catch (error) {
      if (mine !== wish) return
      await failed(nameOf(error))
    } finally {
      opening = false
      // It was closed and wanted again, or another one was chosen, while it opened.
      if (isWanted() && mine !== wish) void acquire()
    }
  }

  const take = (stream: MediaStream, instead: boolean, asked: boolean) => {
    const before = open
    // One that was never heard has nothing to go on with.
    if (before?.taken) leaving = before
    else release(before?.stream)
    const mine = { stream, number: ++opened, since: performance.now(), taken: false, processed: asked }
    open = mine
    substituted = instead
    // Read from the first sample on, and watched from the first moment on: nothing is waited for here.
    void defaultInput().then(
      (input) => {
        if (open === mine) group = input?.groupId
      },
      () => {},
    )
    const track = stream.getAudioTracks()[0]
    if (track) {
      onStream(new MediaStreamTrackProcessor({ track, maxBufferSize: MAX_WAITING_CHUNKS }).readable, mine.number)
      // Unplugged or taken away by the system: open again what is there now.
      track.onended = () => {
        if (open !== mine) return
        releaseAll()
        report({ state: 'closed', device: null })
        again(mine, 'ended')
      }
      track.onmute = () => watchMute(mine, track)
      track.onunmute = () => {
        clearTimeout(mutedTimer)
        if (open === mine) fine('muted')
      }
    }
    const rate = track?.getSettings().sampleRate
    report({ state: 'open', device: track?.label ?? null, ...(instead && { instead }), ...(rate && { rate }) })
    if (track?.muted) watchMute(mine, track)
    void lookForHeadset()
  }

  /** Whoever muted it may have meant to: it is opened anew once, since some systems forget to say that it is over. */
  const watchMute = (mine: Open, track: MediaStreamTrack) => {
    clearTimeout(mutedTimer)
    mutedTimer = setTimeout(() => {
      if (open !== mine || !track.muted) return
      if (tries.muted > 0) troubled('muted')
      else again(mine, 'muted')
    }, MUTED_MS)
  }

  const troubled = (what: MicrophoneTrouble) => {
    if (trouble === what) return
    trouble = what
    report(last)
  }
  const fine = (what: MicrophoneTrouble) => {
    tries[what] = 0
    if (open) clearTimeout(retry)
    if (trouble !== what) return
    trouble = null
    report(last)
  }

  /** It failed: it is opened anew, later each time that this did not help. */
  const again = (failed: Open, why: keyof typeof tries) => {
    if (!isWanted()) return
    if (performance.now() - failed.since > FINE_MS) tries[why] = 0
    const wait = BACK_OFF_MS[Math.min(tries[why]++, BACK_OFF_MS.length - 1)] ?? 0
    clearTimeout(retry)
    if (wait === 0) return void acquire()
    retry = setTimeout(() => {
      if (isWanted() && (open === null || open === failed)) void acquire()
    }, wait)
  }

  const failed = async (error: string) => {
    const failure = STATES[error] ?? 'missing'
    if (!open) report({ state: failure, device: null })
    if (failure === 'missing') await revive()
    if (isWanted() && failure !== 'denied')
      retry = setTimeout(() => {
        if (isWanted() && !open) void acquire()
      }, RETRY_MS)
  }

  const defaultInput = async () =>
    (await list()).find(({ kind, deviceId }) => kind === 'audioinput' && deviceId === 'default')

  const isChosenThere = async () => chosen !== null && idOf(await list(), 'microphone', chosen) !== null

  /** Whether there is one is known before anybody speaks. */
  const look = async () => {
    if (isWanted() || open) return
    const inputs = (await list()).filter(({ kind }) => kind === 'audioinput')
    if (isWanted() || open) return
    report({ state: inputs.length > 0 ? 'closed' : 'missing', device: null })
    if (inputs.length === 0) await revive()
  }

  devices.addEventListener('devicechange', async () => {
    void lookForHeadset()
    if (!isWanted()) return look()
    if (!open) return acquire()
    if (substituted && (await isChosenThere())) return acquire()
    if ((chosen === null || substituted) && group !== undefined && (await defaultInput())?.groupId !== group)
      void acquire()
  })
  void look()
  void lookForHeadset()

  return {
    /** Opens it for somebody; what is open stays so. Settles by a report. */
    open(user: MicrophoneUser) {
      users.add(user)
      if (!open) return void acquire()
      // Some systems do not tell that it is back.
      if (substituted)
        void isChosenThere().then((there) => {
          if (there && isWanted()) void acquire()
        })
    },
    /** Somebody needs it no longer. Where nobody else does, its track is stopped. */
    close(user: MicrophoneUser) {
      users.delete(user)
      if (isWanted()) return
      wish++
      clearTimeout(retry)
      releaseAll()
      trouble = null
      Object.assign(tries, { muted: 0, dead: 0, ended: 0 })
      if (last.state !== 'missing' && last.state !== 'denied') report({ state: 'closed', device: null })
    },
    /** What the engine thread tells of a track. */
    track({ type, track }: TrackReport) {
      if (open?.number !== track) return
      if (type === 'taken') {
        open.taken = true
        release(leaving?.stream)
        leaving = null
        fine('dead')
      } else {
        if (tries.dead > 0) troubled('dead')
        again(open, 'dead')
      }
    },
    /** With echo cancellation, noise suppression and gain, or as it is; what is open is changed without a gap. */
    process(on: boolean) {
      if (on === processed) return
      processed = on
      wish++
      if (open) void acquire()
    },
    /** The system lets the app record now: nothing tells the browser, so a refusal would stand until the next press. */
    allowed() {
      if (last.state !== 'denied') return
      report({ state: 'closed', device: null })
      if (isWanted()) void acquire()
    },
    /** Another one; null is the system's default. */
    choose(device: ChosenDevice | null) {
      if (device?.id === chosen?.id && device?.label === chosen?.label) return
      chosen = device
      wish++
      void lookForHeadset()
      if (open) void acquire()
    },
  }
}

const STATES: Record<string, DeviceReport['state']> = { NotAllowedError: 'denied', NotReadableError: 'busy' }

const nameOf = (error: unknown) => (error instanceof DOMException ? error.name : '')
