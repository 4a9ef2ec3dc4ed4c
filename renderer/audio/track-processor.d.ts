/**
 * MediaStreamTrackProcessor (W3C mediacapture-transform) for audio, as Chromium has it. Its stream can be transferred to
 * a worker, and then flows there without the thread that made it.
 */
declare class MediaStreamTrackProcessor {
  /** `maxBufferSize` is the number of chunks that wait; beyond it the oldest is dropped. */
  constructor(init: { track: MediaStreamTrack; maxBufferSize?: number })
  readonly readable: ReadableStream<AudioData>
}
