/** 12 dB. Less decides nothing: between the two channels of a stereo microphone the voice must not go to and fro. */
const LOUDER = 16
/** An average over about so long: a plug that pops is no voice. */
const AVERAGE_MS = 300

/**
 * Picks the channel that has the voice. An interface with several inputs gives a microphone on any of them, and silence or
 * hiss on the others; a browser that is asked for one channel still gives all that the device has (ran: Chromium 130, 156).
 * Their mean would make the one voice softer by the number of silent inputs.
 */
export function createLoudestChannel() {
  const energies: number[] = []
  let chosen = 0

  return {
    /** The samples of one chunk; the array is the caller's. */
    take(data: AudioData): Float32Array {
      const count = data.numberOfChannels
      const planes = Array.from({ length: count }, (_, planeIndex) => {
        const plane = new Float32Array(data.numberOfFrames)
        data.copyTo(plane, { planeIndex, format: 'f32-planar' })
        return plane
      })
      if (count > 1) {
        const share = Math.min(1, ((data.numberOfFrames / data.sampleRate) * 1000) / AVERAGE_MS)
        for (const [index, plane] of planes.entries()) {
          const energy = plane.reduce((sum, sample) => sum + sample * sample, 0) / plane.length
          energies[index] = (energies[index] ?? 0) * (1 - share) + energy * share
        }
        for (const [index, energy] of energies.entries()) if (energy > LOUDER * (energies[chosen] ?? 0)) chosen = index
      }
      return planes[chosen] ?? planes[0] ?? new Float32Array()
    },
  }
}
