import { RealtimeAgent, RealtimeSession } from '@openai/agents-realtime'
import { WavRecorder } from 'wavtools'

/** The page of the peer: the SDK's WebSocket session, fed by the recorder that its browser examples use. */

interface Grant {
  url: string
  secret: string
  /** Bytes that the recorder gathers before it gives them; null for its own default. */
  chunkBytes: number | null
}

export interface Peer {
  /** Settles when the session is open and the microphone records into nothing yet. */
  open(grant: Grant): Promise<void>
  /** Records from now on; settles with the milliseconds from `at` (epoch) to the first audio on the wire. */
  press(at: number): Promise<number>
  /** Stops and commits; settles with the milliseconds from `at` (epoch) to the commit on the wire. */
  release(at: number): Promise<number>
}

let onSent = (_type: string) => {}
const send = WebSocket.prototype.send
WebSocket.prototype.send = function (data) {
  send.call(this, data)
  if (typeof data === 'string') onSent(/"type":\s*"([^"]+)"/.exec(data)?.[1] ?? '')
}
const now = () => performance.timeOrigin + performance.now()
const sent = (type: string) =>
  new Promise<number>((resolve) => {
    onSent = (name) => {
      if (name === type) resolve(now())
    }
  })

const recorder = new WavRecorder({ sampleRate: 24_000 })
let session: RealtimeSession
let chunk: number | null = null

const peer: Peer = {
  async open({ url, secret, chunkBytes }) {
    chunk = chunkBytes
    session = new RealtimeSession(new RealtimeAgent({ name: 'peer' }), {
      transport: 'websocket',
      config: { audio: { input: { turnDetection: null } } },
    })
    await session.connect({ apiKey: secret, url })
    await recorder.begin()
  },
  async press(at) {
    const first = sent('input_audio_buffer.append')
    // Its types say Int16Array; what it gives is the buffer itself.
    const take = ({ mono }: { mono: Int16Array | ArrayBuffer }) =>
      session.sendAudio(mono instanceof ArrayBuffer ? mono : (mono.buffer as ArrayBuffer))
    await (chunk === null ? recorder.record(take) : recorder.record(take, chunk))
    return (await first) - at
  },
  async release(at) {
    const committed = sent('input_audio_buffer.commit')
    await recorder.pause()
    session.transport.sendEvent({ type: 'input_audio_buffer.commit' })
    return (await committed) - at
  },
}
Object.assign(window, { peer })
