import type { PlaybackCommand, PlaybackReport } from '../../renderer/engine/ports'

/** A speaker that plays what it is given at once, and reports as the playback worklet does. */
export function createSpeaker(report: (report: PlaybackReport) => void) {
  const played = new Map<string, number>()
  // As over a message port: never from within the command.
  const post = (message: PlaybackReport) => setImmediate(() => report(message))

  return (command: PlaybackCommand) => {
    if (command.type === 'flush') {
      post({ type: 'flushed', items: [...played].map(([itemId, count]) => ({ itemId, played: count })) })
      return played.clear()
    }
    const { itemId } = command
    const before = played.get(itemId)
    if (command.type === 'audio') {
      if (before === undefined) post({ type: 'started', itemId })
      const count = (before ?? 0) + command.samples.length
      played.set(itemId, count)
      post({ type: 'progress', itemId, played: count })
    } else if (before !== undefined) {
      post({ type: 'drained', itemId, played: before })
      played.delete(itemId)
    }
  }
}
